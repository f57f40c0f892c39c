CREATE TABLE "claim_score" (
	"claim_id" uuid PRIMARY KEY NOT NULL,
	"verdict_id" uuid NOT NULL,
	"group" text NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"hit" boolean NOT NULL,
	"probability" double precision,
	"base_rate" double precision NOT NULL,
	"report_count" double precision,
	"rating_mean" double precision,
	"raters" integer NOT NULL,
	CONSTRAINT "claim_score_verdictId_unique" UNIQUE("verdict_id"),
	CONSTRAINT "claim_score_probability" CHECK ("claim_score"."probability" > 0 and "claim_score"."probability" < 1)
);
--> statement-breakpoint
CREATE TABLE "credibility" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "credibility_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"claim_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"reconstructed" boolean NOT NULL,
	"cause" text NOT NULL,
	"algorithm" smallint NOT NULL,
	"probability" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"parts" jsonb NOT NULL,
	"without_simulated" jsonb,
	CONSTRAINT "credibility_range" CHECK (0 < "credibility"."low" and "credibility"."low" <= "credibility"."probability" and "credibility"."probability" <= "credibility"."high" and "credibility"."high" < 1),
	CONSTRAINT "credibility_cause" CHECK ("credibility"."cause" in ('report', 'rating', 'verdict', 'records', 'import')),
	CONSTRAINT "credibility_recorded_at_once" CHECK ("credibility"."reconstructed" or "credibility"."at" = "credibility"."recorded_at"),
	CONSTRAINT "credibility_reconstructed_before" CHECK ("credibility"."at" <= "credibility"."recorded_at")
);
--> statement-breakpoint
CREATE TABLE "rater_record" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"skill_micro" bigint NOT NULL,
	"n" integer NOT NULL,
	"ring" text
);
--> statement-breakpoint
CREATE TABLE "rater_score" (
	"claim_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"hit" boolean NOT NULL,
	"probability" double precision NOT NULL,
	"brier" double precision NOT NULL,
	"log_score" double precision NOT NULL,
	"coverage" double precision NOT NULL,
	"skill_micro" integer NOT NULL,
	CONSTRAINT "rater_score_claim_id_member_id_pk" PRIMARY KEY("claim_id","member_id"),
	CONSTRAINT "rater_score_coverage" CHECK ("rater_score"."coverage" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "source_score" (
	"claim_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"group" text NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"said" date NOT NULL,
	"lead_days" integer NOT NULL,
	"hit" boolean NOT NULL,
	"verified" boolean NOT NULL,
	"surprise" double precision,
	CONSTRAINT "source_score_claim_id_source_id_pk" PRIMARY KEY("claim_id","source_id"),
	CONSTRAINT "source_score_lead" CHECK ("source_score"."lead_days" >= 0)
);
--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "hedge" text;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "verdict" ADD COLUMN "recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_score" ADD CONSTRAINT "claim_score_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_score" ADD CONSTRAINT "claim_score_verdict_id_verdict_id_fk" FOREIGN KEY ("verdict_id") REFERENCES "public"."verdict"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credibility" ADD CONSTRAINT "credibility_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_record" ADD CONSTRAINT "rater_record_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_score" ADD CONSTRAINT "rater_score_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_score" ADD CONSTRAINT "rater_score_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_score" ADD CONSTRAINT "source_score_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_score" ADD CONSTRAINT "source_score_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_score_group" ON "claim_score" USING btree ("group","known_at");--> statement-breakpoint
CREATE INDEX "claim_score_known" ON "claim_score" USING btree ("known_at");--> statement-breakpoint
CREATE INDEX "credibility_claim" ON "credibility" USING btree ("claim_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rater_score_member" ON "rater_score" USING btree ("member_id","known_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "source_score_source" ON "source_score" USING btree ("source_id","group");--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_hedge" CHECK ("report"."hedge" in ('will', 'likely', 'could'));--> statement-breakpoint
-- Recorded numbers are what was published, for ever; reconstructed ones are made anew by the next import.
create trigger append_only before update or delete on credibility for each row when (not old.reconstructed) execute function append_only();
--> statement-breakpoint
create function touch_records() returns trigger language plpgsql as $$
begin
  if exists (select 1 from touched) then perform note_changes(array['records']); end if;
  return null;
end $$;
--> statement-breakpoint
do $$
declare
  pair text[];
begin
  foreach pair slice 1 in array array[
    ['credibility', 'touch_of_claim'], ['claim_score', 'touch_records'], ['source_score', 'touch_records'], ['rater_score', 'touch_records']
  ] loop
    execute format('create trigger touch_insert after insert on %I referencing new table as touched for each statement execute function %I()', pair[1], pair[2]);
    execute format('create trigger touch_update_old after update on %I referencing old table as touched for each statement execute function %I()', pair[1], pair[2]);
    execute format('create trigger touch_update_new after update on %I referencing new table as touched for each statement execute function %I()', pair[1], pair[2]);
    execute format('create trigger touch_delete after delete on %I referencing old table as touched for each statement execute function %I()', pair[1], pair[2]);
  end loop;
end $$;
