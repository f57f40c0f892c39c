CREATE TABLE "comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"parent_id" uuid,
	"member_id" uuid,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"removed_by" uuid,
	"removal_reason" text,
	CONSTRAINT "comment_text" CHECK (length(trim("comment"."text")) between 1 and 4000),
	CONSTRAINT "comment_removed" CHECK ("comment"."removed_by" is null or "comment"."removed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "document_text" (
	"document_id" uuid PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"added_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_text_language" CHECK ("document_text"."language" ~ '^[a-z]{2}$'),
	CONSTRAINT "document_text_bounded" CHECK (length("document_text"."text") between 1 and 50000)
);
--> statement-breakpoint
CREATE TABLE "identity_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"target_id" uuid,
	"reason" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"decided_by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "identity_change_kind" CHECK ("identity_change"."kind" in ('rename_device', 'merge_devices', 'split_device', 'move_claim', 'merge_claims', 'merge_sources', 'merge_documents')),
	CONSTRAINT "identity_change_reason" CHECK (length(trim("identity_change"."reason")) between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "identity_row" (
	"change_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"table_name" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "identity_row_change_id_position_pk" PRIMARY KEY("change_id","position")
);
--> statement-breakpoint
CREATE TABLE "contest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"verdict_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"member_id" uuid,
	"document_id" uuid NOT NULL,
	"passage" text,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"answer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contest_once" UNIQUE("verdict_id","member_id"),
	CONSTRAINT "contest_state" CHECK ("contest"."state" in ('open', 'upheld', 'rejected', 'withdrawn')),
	CONSTRAINT "contest_reason" CHECK (length(trim("contest"."reason")) between 1 and 1000),
	CONSTRAINT "contest_passage" CHECK (length("contest"."passage") <= 2000),
	CONSTRAINT "contest_decided" CHECK (("contest"."state" in ('upheld', 'rejected')) = ("contest"."decided_at" is not null)),
	CONSTRAINT "contest_answered" CHECK ("contest"."state" not in ('upheld', 'rejected') or length(trim("contest"."answer")) > 0)
);
--> statement-breakpoint
CREATE TABLE "flag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"weight" double precision NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_subject_kind" CHECK ("flag"."subject_kind" in ('device', 'claim', 'source', 'document', 'comment', 'member')),
	CONSTRAINT "flag_reason" CHECK ("flag"."reason" in ('spam', 'abuse', 'wrong', 'duplicate', 'personal_data', 'copyright', 'other')),
	CONSTRAINT "flag_state" CHECK ("flag"."state" in ('open', 'upheld', 'rejected', 'withdrawn')),
	CONSTRAINT "flag_note" CHECK (length("flag"."note") between 1 and 500),
	CONSTRAINT "flag_weight" CHECK ("flag"."weight" between 0 and 1),
	CONSTRAINT "flag_decided" CHECK (("flag"."state" in ('upheld', 'rejected')) = ("flag"."decided_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "queue_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claim_id" uuid,
	"device_id" uuid,
	"member_id" uuid,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_by" uuid,
	"taken_until" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "queue_item_kind" CHECK ("queue_item"."kind" in ('submission', 'flag', 'contest', 'appeal', 'takedown', 'edit', 'relay', 'merge', 'lapse')),
	CONSTRAINT "queue_item_taken" CHECK ("queue_item"."taken_by" is null or "queue_item"."taken_until" is not null)
);
--> statement-breakpoint
CREATE TABLE "reopening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"verdict_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"contest_id" uuid,
	"reason" text NOT NULL,
	"decided_by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reopening_verdictId_unique" UNIQUE("verdict_id"),
	CONSTRAINT "reopening_reason" CHECK (length(trim("reopening"."reason")) between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "suspension" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"appeal" text,
	"appealed_at" timestamp with time zone,
	"appeal_state" text,
	"appeal_answer" text,
	"appeal_decided_by" uuid,
	"appeal_decided_at" timestamp with time zone,
	CONSTRAINT "suspension_reason" CHECK (length(trim("suspension"."reason")) between 1 and 1000),
	CONSTRAINT "suspension_term" CHECK ("suspension"."until" > "suspension"."at"),
	CONSTRAINT "suspension_appeal" CHECK (length(trim("suspension"."appeal")) between 1 and 2000),
	CONSTRAINT "suspension_appealed" CHECK (("suspension"."appeal" is null) = ("suspension"."appealed_at" is null)),
	CONSTRAINT "suspension_appeal_state" CHECK (("suspension"."appeal" is null) = ("suspension"."appeal_state" is null)),
	CONSTRAINT "suspension_appeal_known_state" CHECK ("suspension"."appeal_state" in ('open', 'upheld', 'rejected', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"notification_id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_state" CHECK ("mail"."state" in ('waiting', 'sending', 'sent', 'unknown', 'failed', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "mail_opt_out" (
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_opt_out_member_id_kind_pk" PRIMARY KEY("member_id","kind"),
	CONSTRAINT "mail_opt_out_kind" CHECK ("mail_opt_out"."kind" in ('submission_decided', 'claim_ruled', 'verdict_contested', 'contest_decided', 'claim_reopened', 'claim_moved', 'mentioned', 'edit_decided', 'flag_decided', 'comment_replied', 'comment_removed', 'role_changed', 'suspended', 'appeal_decided', '*'))
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"event_id" uuid NOT NULL,
	"claim_id" uuid,
	"decision_id" uuid,
	"reason" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notification_once" UNIQUE("member_id","kind","event_id"),
	CONSTRAINT "notification_kind" CHECK ("notification"."kind" in ('submission_decided', 'claim_ruled', 'verdict_contested', 'contest_decided', 'claim_reopened', 'claim_moved', 'mentioned', 'edit_decided', 'flag_decided', 'comment_replied', 'comment_removed', 'role_changed', 'suspended', 'appeal_decided'))
);
--> statement-breakpoint
CREATE TABLE "edit_suggestion" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"base_number" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"answer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "edit_suggestion_subject_kind" CHECK ("edit_suggestion"."subject_kind" in ('device', 'claim', 'source', 'document')),
	CONSTRAINT "edit_suggestion_state" CHECK ("edit_suggestion"."state" in ('open', 'upheld', 'rejected', 'withdrawn')),
	CONSTRAINT "edit_suggestion_reason" CHECK (length(trim("edit_suggestion"."reason")) between 1 and 500),
	CONSTRAINT "edit_suggestion_decided" CHECK (("edit_suggestion"."state" in ('upheld', 'rejected')) = ("edit_suggestion"."decided_at" is not null)),
	CONSTRAINT "edit_suggestion_refused_says_why" CHECK ("edit_suggestion"."state" <> 'rejected' or length(trim("edit_suggestion"."answer")) > 0)
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"author_id" uuid,
	"decided_by" uuid,
	"reason" text,
	"reverts_to" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revision_once" UNIQUE("subject_kind","subject_id","number"),
	CONSTRAINT "revision_subject_kind" CHECK ("revision"."subject_kind" in ('device', 'claim', 'source', 'document')),
	CONSTRAINT "revision_number" CHECK ("revision"."number" >= 0 and ("revision"."reverts_to" is null or "revision"."reverts_to" < "revision"."number")),
	CONSTRAINT "revision_reason" CHECK ("revision"."number" = 0 or length(trim("revision"."reason")) between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "takedown" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"member_id" uuid,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"answer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "takedown_subject_kind" CHECK ("takedown"."subject_kind" in ('device', 'claim', 'source', 'document', 'comment', 'member')),
	CONSTRAINT "takedown_state" CHECK ("takedown"."state" in ('open', 'upheld', 'rejected', 'withdrawn')),
	CONSTRAINT "takedown_reason" CHECK (length(trim("takedown"."reason")) between 1 and 1000),
	CONSTRAINT "takedown_decided" CHECK (("takedown"."state" in ('upheld', 'rejected')) = ("takedown"."decided_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "decision" DROP CONSTRAINT "decision_kind";--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "source_id" uuid;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "document_id" uuid;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "appointed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_parent_id_comment_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_removed_by_member_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_text" ADD CONSTRAINT "document_text_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_text" ADD CONSTRAINT "document_text_added_by_member_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_change" ADD CONSTRAINT "identity_change_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_change" ADD CONSTRAINT "identity_change_undone_by_member_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_row" ADD CONSTRAINT "identity_row_change_id_identity_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."identity_change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest" ADD CONSTRAINT "contest_verdict_id_verdict_id_fk" FOREIGN KEY ("verdict_id") REFERENCES "public"."verdict"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest" ADD CONSTRAINT "contest_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest" ADD CONSTRAINT "contest_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest" ADD CONSTRAINT "contest_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contest" ADD CONSTRAINT "contest_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_taken_by_member_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_item" ADD CONSTRAINT "queue_item_closed_by_member_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_verdict_id_verdict_id_fk" FOREIGN KEY ("verdict_id") REFERENCES "public"."verdict"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_contest_id_contest_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contest"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_lifted_by_member_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_appeal_decided_by_member_id_fk" FOREIGN KEY ("appeal_decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_notification_id_notification_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notification"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_opt_out" ADD CONSTRAINT "mail_opt_out_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edit_suggestion" ADD CONSTRAINT "edit_suggestion_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edit_suggestion" ADD CONSTRAINT "edit_suggestion_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_author_id_member_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takedown" ADD CONSTRAINT "takedown_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takedown" ADD CONSTRAINT "takedown_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_claim" ON "comment" USING btree ("claim_id","created_at");--> statement-breakpoint
CREATE INDEX "comment_parent" ON "comment" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "comment_member" ON "comment" USING btree ("member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "identity_change_subject" ON "identity_change" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "identity_change_target" ON "identity_change" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "identity_change_newest" ON "identity_change" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "contest_claim" ON "contest" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "contest_member" ON "contest" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flag_once" ON "flag" USING btree ("member_id","subject_kind","subject_id") WHERE "flag"."state" = 'open';--> statement-breakpoint
CREATE INDEX "flag_subject" ON "flag" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "flag_member" ON "flag" USING btree ("member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "queue_item_waits_once" ON "queue_item" USING btree ("kind","subject_id") WHERE "queue_item"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "queue_item_order" ON "queue_item" USING btree ("due_at","id") WHERE "queue_item"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "queue_item_order_of_kind" ON "queue_item" USING btree ("kind","due_at","id") WHERE "queue_item"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "queue_item_claim" ON "queue_item" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "queue_item_device" ON "queue_item" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "queue_item_taken_by" ON "queue_item" USING btree ("taken_by");--> statement-breakpoint
CREATE INDEX "reopening_claim" ON "reopening" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "suspension_member" ON "suspension" USING btree ("member_id","until" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "mail_unfinished" ON "mail" USING btree ("state","changed_at") WHERE "mail"."state" <> 'sent';--> statement-breakpoint
CREATE INDEX "notification_member" ON "notification" USING btree ("member_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notification" USING btree ("member_id") WHERE "notification"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notification_claim" ON "notification" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "notification_decision" ON "notification" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "edit_suggestion_subject" ON "edit_suggestion" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "edit_suggestion_member" ON "edit_suggestion" USING btree ("member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "revision_author" ON "revision" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "takedown_subject" ON "takedown" USING btree ("subject_kind","subject_id");--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_merged_into_id_claim_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_merged_into_id_device_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_merged_into_id_document_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_merged_into_id_source_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_merged" ON "claim" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "decision_kind_newest" ON "decision" USING btree ("kind","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "decision_device" ON "decision" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "decision_source" ON "decision" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "decision_document" ON "decision" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "decision_subject" ON "decision" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "device_merged" ON "device" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "document_merged" ON "document" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "source_merged" ON "source" USING btree ("merged_into_id");--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_not_merged_into_itself" CHECK ("claim"."merged_into_id" <> "claim"."id");--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_kind" CHECK ("decision"."kind" in ('submission_accepted', 'submission_refused', 'verdict', 'contest_upheld', 'contest_rejected', 'claim_reopened', 'role_granted', 'role_lapsed', 'suspended', 'suspension_lifted', 'appeal_rejected', 'flags_upheld', 'flags_rejected', 'comment_removed', 'device_renamed', 'devices_merged', 'device_split', 'claim_moved', 'claims_merged', 'sources_merged', 'documents_merged', 'identity_undone', 'merge_dismissed', 'relay_confirmed', 'relay_dismissed', 'edited', 'edit_accepted', 'edit_refused', 'edit_reverted', 'taken_down', 'takedown_refused', 'import'));--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_not_merged_into_itself" CHECK ("device"."merged_into_id" <> "device"."id");--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_not_merged_into_itself" CHECK ("document"."merged_into_id" <> "document"."id");--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_not_merged_into_itself" CHECK ("source"."merged_into_id" <> "source"."id");--> statement-breakpoint
-- A deleted member's name leaves the rows; nothing else of them ever changes. A trigger may name more columns that hold one.
create or replace function append_only() returns trigger language plpgsql as $$
declare
  who text[] := array['submitted_by', 'actor_id'] || coalesce(tg_argv, array[]::text[]);
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - who = to_jsonb(new) - who then return new; end if;
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = '23514', constraint = 'append_only';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on reopening for each row execute function append_only('decided_by');
--> statement-breakpoint
create trigger append_only before update or delete on revision for each row execute function append_only('decided_by', 'author_id');
--> statement-breakpoint
create trigger append_only before update or delete on identity_row for each row execute function append_only();
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['comment', 'contest', 'reopening'] loop
    execute format('create trigger touch_insert after insert on %I referencing new table as touched for each statement execute function touch_of_claim()', t);
    execute format('create trigger touch_update_old after update on %I referencing old table as touched for each statement execute function touch_of_claim()', t);
    execute format('create trigger touch_update_new after update on %I referencing new table as touched for each statement execute function touch_of_claim()', t);
    execute format('create trigger touch_delete after delete on %I referencing old table as touched for each statement execute function touch_of_claim()', t);
  end loop;
end $$;
--> statement-breakpoint
-- What waited before there was one queue for all.
insert into queue_item (id, kind, subject_id, due_at, device_id, member_id, opened_at)
select gen_random_uuid(), 'submission', s.id, s.created_at + interval '3 days', d.id, s.member_id, s.created_at
from submission s left join device d on d.slug = s.content->'device'->>'slug'
where s.state = 'queued';
