-- A verdict comes into force once a statement, not once a row: an import brings thousands, and each row's update of its claim
-- fired the claim's own triggers.
drop trigger verdict_comes_into_force on verdict;
--> statement-breakpoint
create or replace function verdict_comes_into_force() returns trigger language plpgsql as $$
begin
  update claim set verdict_id = touched.id from touched where claim.id = touched.claim_id;
  return null;
end $$;
--> statement-breakpoint
create trigger verdict_comes_into_force after insert on verdict referencing new table as touched for each statement execute function verdict_comes_into_force();
--> statement-breakpoint
-- So many rows say "everything" in the end: whose pages they are need not be found out first.
create or replace function touch_claim() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select from touched limit 401) as first) > 400 then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select tags_of_claims(array(select id from touched))
    union select 'device:' || d.slug from touched t join device d on d.id = t.device_id
    union select 'claim:' || id from touched
    union select unnest(array['home', 'devices']) where exists (select 1 from touched)
  ));
  return null;
end $$;
--> statement-breakpoint
create or replace function touch_of_claim() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select distinct claim_id from touched limit 401) as first) > 400 then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(select tags_of_claims(array(select distinct claim_id from touched))));
  return null;
end $$;
