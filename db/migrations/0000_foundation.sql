CREATE TABLE "attribute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name_en" text NOT NULL,
	"name_de" text NOT NULL,
	"group" text NOT NULL,
	"type" text NOT NULL,
	"unit" text,
	"exclusive" boolean NOT NULL,
	"tolerance" double precision,
	CONSTRAINT "attribute_slug_unique" UNIQUE("slug"),
	CONSTRAINT "attribute_slug" CHECK ("attribute"."slug" ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
	CONSTRAINT "attribute_type" CHECK ("attribute"."type" in ('text', 'number', 'date', 'money', 'boolean')),
	CONSTRAINT "attribute_unit" CHECK ("attribute"."unit" is null or "attribute"."type" = 'number'),
	CONSTRAINT "attribute_tolerance" CHECK ("attribute"."tolerance" >= 0)
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"device_id" uuid NOT NULL,
	"attribute_id" uuid NOT NULL,
	"scope" text,
	"statement" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"value" jsonb NOT NULL,
	"value_key" text NOT NULL,
	"first_reported" date NOT NULL,
	"first_reported_basis" text NOT NULL,
	"submitted_by" uuid,
	"verdict_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claim_externalId_unique" UNIQUE("external_id"),
	CONSTRAINT "claim_statement" CHECK (length("claim"."statement") between 1 and 140),
	CONSTRAINT "claim_scope" CHECK (length("claim"."scope") between 1 and 60),
	CONSTRAINT "claim_language" CHECK ("claim"."language" ~ '^[a-z]{2}$'),
	CONSTRAINT "claim_first_reported_basis" CHECK ("claim"."first_reported_basis" in ('document', 'estimate'))
);
--> statement-breakpoint
CREATE TABLE "rating" (
	"claim_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"probability" double precision NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rating_claim_id_member_id_pk" PRIMARY KEY("claim_id","member_id"),
	CONSTRAINT "rating_probability" CHECK ("rating"."probability" between 0.01 and 0.99)
);
--> statement-breakpoint
CREATE TABLE "rating_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"claim_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"probability" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"stance" text NOT NULL,
	"origin_id" uuid,
	"origin_document_id" uuid,
	"fidelity" text NOT NULL,
	"submitted_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_once" UNIQUE("claim_id","document_id"),
	CONSTRAINT "report_stance" CHECK ("report"."stance" in ('supports', 'contradicts', 'mentions')),
	CONSTRAINT "report_fidelity" CHECK ("report"."fidelity" in ('exact', 'altered', 'unknown')),
	CONSTRAINT "report_not_itself" CHECK ("report"."origin_document_id" is distinct from "report"."document_id")
);
--> statement-breakpoint
CREATE TABLE "verdict" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"supersedes_id" uuid,
	"outcome" text NOT NULL,
	"basis" text NOT NULL,
	"qualifier" text,
	"document_id" uuid,
	"passage" text,
	"known_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"imported" boolean DEFAULT false NOT NULL,
	"from_memory" boolean DEFAULT false NOT NULL,
	"note" text,
	CONSTRAINT "verdict_supersedesId_unique" UNIQUE("supersedes_id"),
	CONSTRAINT "verdict_outcome" CHECK ("verdict"."outcome" in ('confirmed', 'partly', 'refuted', 'unresolved')),
	CONSTRAINT "verdict_basis" CHECK ("verdict"."basis" in ('official', 'independent', 'lapse', 'none')),
	CONSTRAINT "verdict_unresolved_has_no_basis" CHECK (("verdict"."outcome" = 'unresolved') = ("verdict"."basis" = 'none')),
	CONSTRAINT "verdict_known_before_decided" CHECK ("verdict"."known_at" <= "verdict"."decided_at"),
	CONSTRAINT "verdict_official_cites_passage" CHECK ("verdict"."imported" or "verdict"."basis" <> 'official' or "verdict"."outcome" not in ('confirmed', 'refuted') or ("verdict"."document_id" is not null and length(trim("verdict"."passage")) > 0)),
	CONSTRAINT "verdict_decided_by_someone" CHECK ("verdict"."imported" or "verdict"."decided_by" is not null),
	CONSTRAINT "verdict_passage_bounded" CHECK (length("verdict"."passage") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "verdict_evidence" (
	"verdict_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "verdict_evidence_verdict_id_document_id_pk" PRIMARY KEY("verdict_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tag" text NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"actor_id" uuid,
	"subject_id" uuid,
	"claim_id" uuid,
	"reason" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "decision_kind" CHECK ("decision"."kind" in ('submission_accepted', 'submission_refused', 'verdict', 'role_granted', 'import'))
);
--> statement-breakpoint
CREATE TABLE "submission" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"content" jsonb NOT NULL,
	"claim_id" uuid,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_state" CHECK ("submission"."state" in ('queued', 'accepted', 'refused', 'withdrawn')),
	CONSTRAINT "submission_accepted_has_claim" CHECK (("submission"."state" = 'accepted') = ("submission"."claim_id" is not null)),
	CONSTRAINT "submission_refused_has_reason" CHECK ("submission"."state" <> 'refused' or length(trim("submission"."reason")) > 0),
	CONSTRAINT "submission_decided" CHECK (("submission"."state" in ('accepted', 'refused')) = ("submission"."decided_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "brand" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	CONSTRAINT "brand_slug_unique" UNIQUE("slug"),
	CONSTRAINT "brand_country" CHECK ("brand"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "brand_slug" CHECK ("brand"."slug" ~ '^[a-z0-9][a-z0-9-]{0,79}$')
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"slug" text NOT NULL,
	"brand_id" uuid NOT NULL,
	"working_name" text NOT NULL,
	"official_name" text,
	"status" text NOT NULL,
	"announced" date,
	"released" date,
	"summary" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_externalId_unique" UNIQUE("external_id"),
	CONSTRAINT "device_slug_unique" UNIQUE("slug"),
	CONSTRAINT "device_status" CHECK ("device"."status" in ('rumored', 'announced', 'released', 'cancelled')),
	CONSTRAINT "device_slug" CHECK ("device"."slug" ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
	CONSTRAINT "device_dates" CHECK ("device"."released" is null or "device"."announced" is null or "device"."released" >= "device"."announced")
);
--> statement-breakpoint
CREATE TABLE "device_name" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "device_name_once" UNIQUE("device_id","name","kind"),
	CONSTRAINT "device_name_kind" CHECK ("device_name"."kind" in ('rumored_name', 'codename', 'model_number', 'marketing_name'))
);
--> statement-breakpoint
CREATE TABLE "device_slug" (
	"slug" text PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"url" text,
	"url_key" text,
	"title" text NOT NULL,
	"source_id" uuid NOT NULL,
	"published" date NOT NULL,
	"published_precision" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"verified" boolean NOT NULL,
	"seen" text NOT NULL,
	"note" text,
	"submitted_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_externalId_unique" UNIQUE("external_id"),
	CONSTRAINT "document_title" CHECK (length("document"."title") between 1 and 200),
	CONSTRAINT "document_precision" CHECK ("document"."published_precision" in ('day', 'month', 'year')),
	CONSTRAINT "document_language" CHECK ("document"."language" ~ '^[a-z]{2}$'),
	CONSTRAINT "document_url" CHECK ("document"."url" ~ '^https?://[^[:space:]]+$'),
	CONSTRAINT "document_seen" CHECK ("document"."seen" in ('page', 'quotation', 'url', 'none')),
	CONSTRAINT "document_verified" CHECK ("document"."verified" = ("document"."seen" in ('page', 'quotation'))),
	CONSTRAINT "document_kind" CHECK ("document"."kind" in ('article', 'post', 'press_release', 'filing', 'listing', 'benchmark', 'video', 'teardown'))
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"url" text,
	"language" text NOT NULL,
	"brand_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_slug_unique" UNIQUE("slug"),
	CONSTRAINT "source_slug" CHECK ("source"."slug" ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
	CONSTRAINT "source_kind" CHECK ("source"."kind" in ('manufacturer', 'regulator', 'retailer', 'carrier', 'supplier', 'leaker', 'analyst', 'outlet', 'benchmark')),
	CONSTRAINT "source_maker_has_brand" CHECK (("source"."kind" = 'manufacturer') = ("source"."brand_id" is not null)),
	CONSTRAINT "source_language" CHECK ("source"."language" ~ '^[a-z]{2}$'),
	CONSTRAINT "source_url" CHECK ("source"."url" ~ '^https?://[^[:space:]]+$')
);
--> statement-breakpoint
CREATE TABLE "account" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "account_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "form_draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid,
	"path" text NOT NULL,
	"fields" jsonb NOT NULL,
	"reason" text NOT NULL,
	"problems" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"email_verified" timestamp with time zone,
	"image" text,
	"handle" text,
	"handle_folded" text,
	"role" text DEFAULT 'member' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"simulated" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_email_unique" UNIQUE("email"),
	CONSTRAINT "member_handleFolded_unique" UNIQUE("handle_folded"),
	CONSTRAINT "member_handle_shape" CHECK ("member"."handle" is null or "member"."handle" ~ '^[a-z0-9][a-z0-9_-]{2,29}$'),
	CONSTRAINT "member_handle_folded" CHECK ("member"."handle_folded" is not distinct from replace(replace(lower("member"."handle"), '-', ''), '_', '')),
	CONSTRAINT "member_role" CHECK ("member"."role" in ('member', 'contributor', 'moderator', 'admin')),
	CONSTRAINT "member_locale" CHECK ("member"."locale" in ('en', 'de'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_agent" text,
	CONSTRAINT "session_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "verification_token" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"code_hash" text,
	"browser_hash" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verification_token_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_attribute_id_attribute_id_fk" FOREIGN KEY ("attribute_id") REFERENCES "public"."attribute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_submitted_by_member_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_verdict_id_verdict_id_fk" FOREIGN KEY ("verdict_id") REFERENCES "public"."verdict"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_history" ADD CONSTRAINT "rating_history_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_history" ADD CONSTRAINT "rating_history_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_origin_id_source_id_fk" FOREIGN KEY ("origin_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_origin_document_id_document_id_fk" FOREIGN KEY ("origin_document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_submitted_by_member_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict_evidence" ADD CONSTRAINT "verdict_evidence_verdict_id_verdict_id_fk" FOREIGN KEY ("verdict_id") REFERENCES "public"."verdict"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict_evidence" ADD CONSTRAINT "verdict_evidence_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_actor_id_member_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_decided_by_member_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_name" ADD CONSTRAINT "device_name_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_slug" ADD CONSTRAINT "device_slug_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_submitted_by_member_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_member_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_draft" ADD CONSTRAINT "form_draft_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_member_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_slot" ON "claim" USING btree ("device_id","attribute_id","scope","value_key");--> statement-breakpoint
CREATE INDEX "claim_attribute" ON "claim" USING btree ("attribute_id");--> statement-breakpoint
CREATE INDEX "claim_newest" ON "claim" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "claim_first_reported" ON "claim" USING btree ("first_reported" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "claim_submitter" ON "claim" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "claim_verdict" ON "claim" USING btree ("verdict_id");--> statement-breakpoint
CREATE INDEX "rating_member" ON "rating" USING btree ("member_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rating_history_claim" ON "rating_history" USING btree ("claim_id","at");--> statement-breakpoint
CREATE INDEX "rating_history_member" ON "rating_history" USING btree ("member_id","claim_id","at");--> statement-breakpoint
CREATE INDEX "report_document" ON "report" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "report_origin" ON "report" USING btree ("origin_id");--> statement-breakpoint
CREATE INDEX "report_origin_document" ON "report" USING btree ("origin_document_id");--> statement-breakpoint
CREATE INDEX "verdict_claim" ON "verdict" USING btree ("claim_id","decided_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "verdict_document" ON "verdict" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "verdict_newest" ON "verdict" USING btree ("known_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "verdict_evidence_document" ON "verdict_evidence" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "change_xid" ON "change" USING btree ("xid");--> statement-breakpoint
CREATE INDEX "change_at" ON "change" USING btree ("at");--> statement-breakpoint
CREATE INDEX "decision_newest" ON "decision" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "decision_claim" ON "decision" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "decision_actor" ON "decision" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "submission_queue" ON "submission" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "submission_member" ON "submission" USING btree ("member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "submission_claim" ON "submission" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "device_brand" ON "device" USING btree ("brand_id","status");--> statement-breakpoint
CREATE INDEX "device_launch" ON "device" USING btree ("status","announced");--> statement-breakpoint
CREATE INDEX "device_name_folded" ON "device_name" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "device_slug_device" ON "device_slug" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "document_url_key" ON "document" USING btree ("url_key");--> statement-breakpoint
CREATE INDEX "document_source" ON "document" USING btree ("source_id","published" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "source_name_folded" ON "source" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "account_member" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "form_draft_at" ON "form_draft" USING btree ("at");--> statement-breakpoint
CREATE INDEX "local_mail_at" ON "local_mail" USING btree ("at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "session_member" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "session" USING btree ("expires");--> statement-breakpoint
CREATE INDEX "verification_token_expires" ON "verification_token" USING btree ("expires");