CREATE TABLE "relay_ruling" (
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid NOT NULL,
	"origin_report_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"confirmed" boolean NOT NULL,
	"reason" text,
	"decided_by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relay_ruling_reportId_unique" UNIQUE("report_id"),
	CONSTRAINT "relay_ruling_reason" CHECK (length(trim("relay_ruling"."reason")) between 1 and 500),
	CONSTRAINT "relay_ruling_dismissed_says_why" CHECK ("relay_ruling"."confirmed" or "relay_ruling"."reason" is not null),
	CONSTRAINT "relay_ruling_not_itself" CHECK ("relay_ruling"."origin_report_id" <> "relay_ruling"."report_id")
);
--> statement-breakpoint
ALTER TABLE "queue_item" ADD COLUMN "subject_kind" text;--> statement-breakpoint
ALTER TABLE "queue_item" ADD COLUMN "other_id" uuid;--> statement-breakpoint
ALTER TABLE "relay_ruling" ADD CONSTRAINT "relay_ruling_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_ruling" ADD CONSTRAINT "relay_ruling_origin_report_id_report_id_fk" FOREIGN KEY ("origin_report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_ruling" ADD CONSTRAINT "relay_ruling_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_ruling" ADD CONSTRAINT "relay_ruling_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "relay_ruling_claim" ON "relay_ruling" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "relay_ruling_origin" ON "relay_ruling" USING btree ("origin_report_id");--> statement-breakpoint
CREATE INDEX "queue_item_order_of_device" ON "queue_item" USING btree ("device_id","due_at","id") WHERE "queue_item"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "queue_item_merge_once" ON "queue_item" USING btree ("subject_id","other_id") WHERE "queue_item"."kind" = 'merge';--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_subject_kind" CHECK ("queue_item"."subject_kind" in ('device', 'claim', 'source', 'document', 'comment', 'member'));--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_merge" CHECK (("queue_item"."kind" = 'merge') = ("queue_item"."other_id" is not null));--> statement-breakpoint
update queue_item q set subject_kind = coalesce((select f.subject_kind from flag f where f.subject_id = q.subject_id order by f.id desc limit 1), 'claim') where q.kind = 'flag';--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_says_of_what" CHECK ("queue_item"."kind" not in ('flag', 'merge') or "queue_item"."subject_kind" is not null);--> statement-breakpoint
create trigger append_only before update or delete on relay_ruling for each row execute function append_only('decided_by');
--> statement-breakpoint
create trigger touch_insert after insert on relay_ruling referencing new table as touched for each statement execute function touch_of_claim();
--> statement-breakpoint
create trigger touch_delete after delete on relay_ruling referencing old table as touched for each statement execute function touch_of_claim();
