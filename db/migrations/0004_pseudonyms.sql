CREATE TABLE "pseudonym_salt" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"salt" text NOT NULL,
	CONSTRAINT "pseudonym_salt_only" CHECK ("pseudonym_salt"."only"),
	CONSTRAINT "pseudonym_salt_long" CHECK (length("pseudonym_salt"."salt") >= 64)
);
--> statement-breakpoint
-- Two random UUIDs hold 244 random bits; they come from the server's strong generator.
insert into pseudonym_salt (salt) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
