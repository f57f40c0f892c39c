ALTER TABLE "credibility" DROP CONSTRAINT "credibility_cause";--> statement-breakpoint
ALTER TABLE "credibility" ADD CONSTRAINT "credibility_cause" CHECK ("credibility"."cause" in ('report', 'rating', 'verdict', 'records', 'import', 'identity'));--> statement-breakpoint
-- Where a claim stood before is asked by the claim's page.
create index identity_row_claim on identity_row ((before->>'id')) where table_name = 'claim';
--> statement-breakpoint
-- Whether this transaction made or undid the identity change it names: only then what is append-only moves to where it belongs.
create function in_identity_change() returns boolean language sql stable as $$
  select exists (
    select 1 from identity_change c
    where c.id = nullif(current_setting('hearsay.identity', true), '')::uuid and c.xmin = pg_current_xact_id()::xid)
$$;
--> statement-breakpoint
-- A deleted member's name leaves the rows, and an identity change moves them; nothing else of them ever changes. A trigger may
-- name more columns that hold a member.
create or replace function append_only() returns trigger language plpgsql as $$
declare
  free text[] := array['submitted_by', 'actor_id'] || coalesce(tg_argv, array[]::text[]);
  moved text[];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  moved := case tg_table_name
    when 'report' then array['claim_id', 'document_id', 'origin_id', 'origin_document_id']
    when 'verdict' then array['document_id']
    when 'verdict_evidence' then array['document_id']
    when 'rating_history' then array['claim_id']
  end;
  if tg_op = 'UPDATE' and moved is not null and in_identity_change()
    and to_jsonb(old) - (free || moved) = to_jsonb(new) - (free || moved) then return new; end if;
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = '23514', constraint = 'append_only';
end $$;
--> statement-breakpoint
-- A rating that only moves to another claim says nothing new.
create or replace function keep_rating_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.claim_id <> old.claim_id then
    if new.probability = old.probability and new.at = old.at and in_identity_change() then return null; end if;
    raise exception 'a rating stays with its claim' using errcode = '23514', constraint = 'append_only';
  end if;
  insert into rating_history (claim_id, member_id, probability, at) values (new.claim_id, new.member_id, new.probability, new.at);
  return null;
end $$;
--> statement-breakpoint
-- Nothing new is said of a claim that another one stands for.
create function not_merged_away() returns trigger language plpgsql as $$
begin
  if exists (select 1 from claim where id = new.claim_id and merged_into_id is not null) and not in_identity_change() then
    raise exception 'claim % is merged into another', new.claim_id using errcode = '23514', constraint = 'not_merged_away';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger not_merged_away before insert or update of claim_id on report for each row execute function not_merged_away();
--> statement-breakpoint
create trigger not_merged_away before insert or update of claim_id on rating for each row execute function not_merged_away();
--> statement-breakpoint
create trigger not_merged_away before insert on verdict for each row execute function not_merged_away();
--> statement-breakpoint
create trigger not_merged_away before insert or update of claim_id on comment for each row execute function not_merged_away();
--> statement-breakpoint
-- A claim that moves to another device leaves rivals behind, whose pages no longer show it.
create or replace function touch_claim() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select from touched limit 401) as first) > 400 then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select tags_of_claims(array(select id from touched))
    union select 'device:' || d.slug from touched t join device d on d.id = t.device_id
    union select 'brand:' || b.slug from touched t join device d on d.id = t.device_id join brand b on b.id = d.brand_id
    union select 'claim:' || id from touched
    union select 'claim:' || left_.id from touched t join claim left_ on left_.device_id = t.device_id and left_.attribute_id = t.attribute_id
    union select unnest(array['home', 'devices']) where exists (select 1 from touched)
  ));
  return null;
end $$;
