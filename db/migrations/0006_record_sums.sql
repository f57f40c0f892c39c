CREATE TABLE "group_record" (
	"group" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_record" (
	"source_id" uuid NOT NULL,
	"group" text NOT NULL,
	"hits" integer NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "source_record_source_id_group_pk" PRIMARY KEY("source_id","group")
);
--> statement-breakpoint
ALTER TABLE "source_record" ADD CONSTRAINT "source_record_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
insert into group_record ("group", hits, n) select "group", count(*) filter (where hit), count(*) from claim_score group by 1;
--> statement-breakpoint
insert into source_record (source_id, "group", hits, n) select source_id, "group", count(*) filter (where hit), count(*) from source_score group by 1, 2;
