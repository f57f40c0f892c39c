-- Whether this transaction grants the takedown it names: only then is something erased from rows that are otherwise append-only.
create function in_takedown() returns boolean language sql stable as $$
  select exists (
    select 1 from takedown t
    where t.id = nullif(current_setting('hearsay.takedown', true), '')::uuid and t.state = 'upheld' and t.xmin = pg_current_xact_id()::xid)
$$;
--> statement-breakpoint
-- What a takedown may change, and nothing else of the row.
create function taken_down_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - tg_argv = to_jsonb(new) - tg_argv then return new; end if;
  raise exception '% is append-only', tg_table_name using errcode = '23514', constraint = 'append_only';
end $$;
--> statement-breakpoint
drop trigger append_only on verdict;
--> statement-breakpoint
create trigger append_only before update or delete on verdict for each row when (not in_takedown()) execute function append_only();
--> statement-breakpoint
create trigger taken_down_only before update or delete on verdict for each row when (in_takedown()) execute function taken_down_only('passage');
--> statement-breakpoint
drop trigger append_only on revision;
--> statement-breakpoint
create trigger append_only before update or delete on revision for each row when (not in_takedown()) execute function append_only('decided_by', 'author_id');
--> statement-breakpoint
create trigger taken_down_only before update or delete on revision for each row when (in_takedown()) execute function taken_down_only('fields');
--> statement-breakpoint
drop trigger append_only on credibility;
--> statement-breakpoint
create trigger append_only before update or delete on credibility for each row when (not old.reconstructed and not in_takedown()) execute function append_only();
--> statement-breakpoint
create trigger taken_down_only before update or delete on credibility for each row when (not old.reconstructed and in_takedown()) execute function taken_down_only('parts', 'without_simulated');
--> statement-breakpoint
-- The page of an entry's history.
create function touch_revision() returns trigger language plpgsql as $$
begin
  perform note_changes(array(
    select distinct 'history:' || subject_id from touched
    union select distinct 'claim:' || subject_id from touched where subject_kind = 'claim'
  ));
  return null;
end $$;
--> statement-breakpoint
create trigger touch_insert after insert on revision referencing new table as touched for each statement execute function touch_revision();
--> statement-breakpoint
create trigger touch_update after update on revision referencing new table as touched for each statement execute function touch_revision();
