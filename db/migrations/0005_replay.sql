CREATE TABLE "rater_ring" (
	"member_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ring" text,
	CONSTRAINT "rater_ring_member_id_at_pk" PRIMARY KEY("member_id","at")
);
--> statement-breakpoint
CREATE TABLE "rebuild" (
	"at" timestamp with time zone PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rater_ring" ADD CONSTRAINT "rater_ring_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['rebuild', 'rater_ring'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function append_only()', t);
  end loop;
end $$;
