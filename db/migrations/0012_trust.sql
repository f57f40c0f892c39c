ALTER TABLE "suspension" DROP CONSTRAINT "suspension_term";--> statement-breakpoint
ALTER TABLE "mail_opt_out" DROP CONSTRAINT "mail_opt_out_kind";--> statement-breakpoint
ALTER TABLE "notification" DROP CONSTRAINT "notification_kind";--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_lifted_in_term" CHECK ("suspension"."lifted_at" between "suspension"."at" and "suspension"."until");--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_appeal_decided" CHECK (("suspension"."appeal_state" in ('upheld', 'rejected')) = ("suspension"."appeal_decided_at" is not null) and ("suspension"."appeal_decided_at" is null or length(trim("suspension"."appeal_answer")) > 0));--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_appeal_by_another" CHECK ("suspension"."appeal_state" <> 'rejected' or "suspension"."appeal_decided_by" <> "suspension"."decided_by");--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_term" CHECK ("suspension"."until" > "suspension"."at" and "suspension"."until" <= "suspension"."at" + interval '366 days');--> statement-breakpoint
ALTER TABLE "mail_opt_out" ADD CONSTRAINT "mail_opt_out_kind" CHECK ("mail_opt_out"."kind" in ('submission_decided', 'claim_ruled', 'verdict_contested', 'contest_decided', 'claim_reopened', 'claim_moved', 'mentioned', 'edit_decided', 'flag_decided', 'comment_replied', 'comment_removed', 'role_changed', 'suspended', 'suspension_lifted', 'appeal_decided', '*'));--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_kind" CHECK ("notification"."kind" in ('submission_decided', 'claim_ruled', 'verdict_contested', 'contest_decided', 'claim_reopened', 'claim_moved', 'mentioned', 'edit_decided', 'flag_decided', 'comment_replied', 'comment_removed', 'role_changed', 'suspended', 'suspension_lifted', 'appeal_decided'));--> statement-breakpoint
-- A member is suspended once at a time, whoever writes the row.
create function suspension_once() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from suspension s
    where s.member_id = new.member_id and s.id <> new.id and s.lifted_at is null and s.until > new.at and new.until > s.at
  ) then
    raise exception 'member % is suspended already', new.member_id using errcode = '23514', constraint = 'suspension_once';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger suspension_once before insert on suspension for each row execute function suspension_once();
--> statement-breakpoint
-- Another member's word or a new term makes a new row; of this one only what comes after it is written.
create function suspension_stays() returns trigger language plpgsql as $$
declare
  later text[] := array['decided_by', 'lifted_at', 'lifted_by', 'appeal', 'appealed_at', 'appeal_state', 'appeal_answer', 'appeal_decided_by', 'appeal_decided_at'];
begin
  if to_jsonb(old) - later = to_jsonb(new) - later then return new; end if;
  raise exception 'a suspension is not rewritten' using errcode = '23514', constraint = 'suspension_stays';
end $$;
--> statement-breakpoint
create trigger suspension_stays before update on suspension for each row execute function suspension_stays();
