ALTER TABLE "comment" DROP CONSTRAINT "comment_text";--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_text" CHECK ("comment"."removed_at" is not null or length(trim("comment"."text")) between 1 and 4000);--> statement-breakpoint
-- Replies are one level deep, and stay with the claim of what they answer.
create function comment_is_flat() returns trigger language plpgsql as $$
begin
  if new.parent_id is not null and not exists (
    select 1 from comment where id = new.parent_id and claim_id = new.claim_id and parent_id is null
  ) then
    raise exception 'a reply answers a comment of the same claim that is no reply itself' using errcode = '23514', constraint = 'comment_is_flat';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger comment_is_flat before insert on comment for each row execute function comment_is_flat();
--> statement-breakpoint
-- Enough flags fold a comment away on the page of its claim.
create function touch_flag() returns trigger language plpgsql as $$
begin
  perform note_changes(array(
    select distinct 'claim:' || c.claim_id from touched t join comment c on c.id = t.subject_id where t.subject_kind = 'comment'
  ));
  return null;
end $$;
--> statement-breakpoint
create trigger touch_insert after insert on flag referencing new table as touched for each statement execute function touch_flag();
--> statement-breakpoint
create trigger touch_update after update on flag referencing new table as touched for each statement execute function touch_flag();
--> statement-breakpoint
create trigger touch_delete after delete on flag referencing old table as touched for each statement execute function touch_flag();
