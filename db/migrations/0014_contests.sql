ALTER TABLE "credibility" DROP CONSTRAINT "credibility_cause";--> statement-breakpoint
ALTER TABLE "credibility" ADD CONSTRAINT "credibility_cause" CHECK ("credibility"."cause" in ('report', 'rating', 'verdict', 'reopening', 'records', 'import', 'identity'));
--> statement-breakpoint
-- Only the verdict in force can be objected to, for seven days, and not by who ruled; an imported one was ruled elsewhere.
create function contest_is_due() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from claim c join verdict v on v.id = c.verdict_id
    where c.id = new.claim_id and v.id = new.verdict_id and not v.imported and v.decided_by is distinct from new.member_id
      and new.created_at < v.decided_at + interval '7 days'
  ) then
    raise exception 'verdict % cannot be objected to', new.verdict_id using errcode = '23514', constraint = 'contest_is_due';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger contest_is_due before insert on contest for each row execute function contest_is_due();
--> statement-breakpoint
-- It is answered once, and neither by who made it nor by who ruled.
create function contest_decided_by_another() returns trigger language plpgsql as $$
begin
  if new.state = old.state then return new; end if;
  if old.state <> 'open' then
    raise exception 'objection % is decided', new.id using errcode = '23514', constraint = 'contest_decided_once';
  end if;
  if new.state in ('upheld', 'rejected') and (
    new.decided_by is null or new.decided_by = new.member_id
      or exists (select 1 from verdict v where v.id = new.verdict_id and v.decided_by = new.decided_by)
  ) then
    raise exception 'nobody decides on their own verdict or objection' using errcode = '23514', constraint = 'contest_decided_by_another';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger contest_decided_by_another before update on contest for each row execute function contest_decided_by_another();
--> statement-breakpoint
create function contested_verdict_stands() returns trigger language plpgsql as $$
begin
  if old.verdict_id is not null and new.verdict_id is distinct from old.verdict_id
    and exists (select 1 from contest where verdict_id = old.verdict_id and state = 'open') then
    raise exception 'an objection to verdict % waits', old.verdict_id using errcode = '23514', constraint = 'contested_verdict_stands';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger contested_verdict_stands before update of verdict_id on claim for each row execute function contested_verdict_stands();
--> statement-breakpoint
-- A reopening ends the verdict in force; the next one begins a new row of verdicts.
create function reopening_ends_current() returns trigger language plpgsql as $$
declare
  current_id uuid;
  submitter uuid;
begin
  select verdict_id, submitted_by into current_id, submitter from claim where id = new.claim_id for update;
  if current_id is distinct from new.verdict_id then
    raise exception 'verdict % is not in force', new.verdict_id using errcode = '23514', constraint = 'reopening_ends_current';
  end if;
  if submitter is not null and submitter = new.decided_by then
    raise exception 'nobody reopens a claim they submitted' using errcode = '23514', constraint = 'reopening_not_own_claim';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger reopening_ends_current before insert on reopening for each row execute function reopening_ends_current();
--> statement-breakpoint
create function reopening_opens_claim() returns trigger language plpgsql as $$
begin
  update claim set verdict_id = null where id = new.claim_id;
  return null;
end $$;
--> statement-breakpoint
create trigger reopening_opens_claim after insert on reopening for each row execute function reopening_opens_claim();
