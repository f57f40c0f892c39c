-- What one row alone cannot show, kept by triggers: values fit their attribute, closed claims take no ratings, verdicts follow
-- one another, history is never rewritten, and every commit leaves the tags of the pages it touched in "change".

create function claim_value_fits() returns trigger language plpgsql as $$
declare
  kind text;
  fits boolean;
  v jsonb := new.value;
begin
  select type into kind from attribute where id = new.attribute_id;
  fits := case kind
    when 'text' then jsonb_typeof(v->'text') = 'string' and v - 'text' = '{}'::jsonb and length(v->>'text') between 1 and 120
    when 'number' then jsonb_typeof(v->'number') = 'number' and v - array['number', 'unit', 'to', 'bound'] = '{}'::jsonb
      and (v->>'unit') is not distinct from (select unit from attribute where id = new.attribute_id)
    when 'date' then v->>'from' ~ '^\d{4}-\d{2}-\d{2}$' and v->>'to' ~ '^\d{4}-\d{2}-\d{2}$' and v->>'from' <= v->>'to' and v - array['from', 'to'] = '{}'::jsonb
    when 'money' then jsonb_typeof(v->'amount') = 'number' and v->>'currency' ~ '^[A-Z]{3}$' and v - array['amount', 'currency', 'to', 'bound'] = '{}'::jsonb
    when 'boolean' then jsonb_typeof(v->'bool') = 'boolean' and v - 'bool' = '{}'::jsonb
  end;
  if fits and v ? 'to' and kind in ('number', 'money') then
    fits := jsonb_typeof(v->'to') = 'number' and not v ? 'bound' and (v->>'to')::numeric >= coalesce(v->>'number', v->>'amount')::numeric;
  end if;
  if fits is not true then
    raise exception 'the value % does not fit an attribute of type %', v, kind using errcode = '23514', constraint = 'claim_value_fits';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger claim_value_fits before insert or update of value, attribute_id on claim for each row execute function claim_value_fits();
--> statement-breakpoint
create function rating_while_open() returns trigger language plpgsql as $$
declare
  closed_at timestamptz;
begin
  perform 1 from claim where id = new.claim_id for share;
  select v.decided_at into closed_at from claim c join verdict v on v.id = c.verdict_id where c.id = new.claim_id;
  if closed_at is not null and new.at >= closed_at then
    raise exception 'claim % is closed', new.claim_id using errcode = '23514', constraint = 'rating_while_open';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger rating_while_open before insert or update on rating for each row execute function rating_while_open();
--> statement-breakpoint
create function keep_rating_history() returns trigger language plpgsql as $$
begin
  insert into rating_history (claim_id, member_id, probability, at) values (new.claim_id, new.member_id, new.probability, new.at);
  return null;
end $$;
--> statement-breakpoint
create trigger keep_rating_history after insert or update on rating for each row execute function keep_rating_history();
--> statement-breakpoint
create function verdict_follows() returns trigger language plpgsql as $$
declare
  current_id uuid;
  submitter uuid;
begin
  select verdict_id, submitted_by into current_id, submitter from claim where id = new.claim_id for update;
  if new.supersedes_id is distinct from current_id then
    raise exception 'claim % has another verdict in force', new.claim_id using errcode = '23514', constraint = 'verdict_supersedes_current';
  end if;
  if submitter is not null and submitter = new.decided_by then
    raise exception 'nobody rules on a claim they submitted' using errcode = '23514', constraint = 'verdict_not_own_claim';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger verdict_follows before insert on verdict for each row execute function verdict_follows();
--> statement-breakpoint
create function verdict_comes_into_force() returns trigger language plpgsql as $$
begin
  update claim set verdict_id = new.id where id = new.claim_id;
  return null;
end $$;
--> statement-breakpoint
create trigger verdict_comes_into_force after insert on verdict for each row execute function verdict_comes_into_force();
--> statement-breakpoint
-- A deleted member's name leaves the rows; nothing else of them ever changes.
create function append_only() returns trigger language plpgsql as $$
declare
  who constant text[] := array['submitted_by', 'actor_id'];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - who = to_jsonb(new) - who then return new; end if;
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = '23514', constraint = 'append_only';
end $$;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['report', 'verdict', 'verdict_evidence', 'rating_history', 'decision'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function append_only()', t);
  end loop;
end $$;
--> statement-breakpoint
create function device_slug_reserved() returns trigger language plpgsql as $$
begin
  insert into device_slug (slug, device_id) values (new.slug, new.id)
  on conflict (slug) do update set device_id = excluded.device_id where device_slug.device_id = excluded.device_id;
  if not exists (select 1 from device_slug where slug = new.slug and device_id = new.id) then
    raise exception 'the slug % is reserved by another device', new.slug using errcode = '23505', constraint = 'device_slug_reserved';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger device_slug_reserved after insert or update of slug on device for each row execute function device_slug_reserved();
--> statement-breakpoint
-- Tags of every page that shows these claims: themselves, their rivals, device, brand, documents, sources and the lists.
create function tags_of_claims(ids uuid[]) returns setof text language sql stable as $$
  with touched as (select * from claim where id = any(ids)),
  spoken as (
    select r.document_id, r.origin_id, r.origin_document_id from report r where r.claim_id = any(ids)
    union all
    select v.document_id, null, null from verdict v where v.claim_id = any(ids)
  )
  select 'home' where exists (select 1 from touched)
  union select 'devices' where exists (select 1 from touched)
  union select 'device:' || d.slug from touched c join device d on d.id = c.device_id
  union select 'brand:' || b.slug from touched c join device d on d.id = c.device_id join brand b on b.id = d.brand_id
  union select 'claim:' || rival.id from touched c join claim rival on rival.device_id = c.device_id and rival.attribute_id = c.attribute_id
  union select 'document:' || document_id from spoken where document_id is not null
  union select 'document:' || origin_document_id from spoken where origin_document_id is not null
  union select 'source:' || s.slug from spoken join source s on s.id = spoken.origin_id
  union select 'source:' || s.slug from spoken join document d on d.id = spoken.document_id join source s on s.id = d.source_id
$$;
--> statement-breakpoint
create function note_changes(tags text[]) returns void language sql as $$
  insert into change (tag) select tag from unnest(tags) as tag
$$;
--> statement-breakpoint
-- A statement that touches more rows than this (an import) says so in one tag, instead of looking up thousands.
create function bulk_rows() returns int language sql immutable as $$ select 100 $$;
--> statement-breakpoint
create function touch_claim() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
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
create function touch_of_claim() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(select tags_of_claims(array(select distinct claim_id from touched))));
  return null;
end $$;
--> statement-breakpoint
create function touch_verdict_evidence() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select tags_of_claims(array(select distinct v.claim_id from touched t join verdict v on v.id = t.verdict_id))
    union select 'document:' || document_id from touched
  ));
  return null;
end $$;
--> statement-breakpoint
create function touch_document() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select tags_of_claims(array(
      select r.claim_id from touched t join report r on r.document_id = t.id or r.origin_document_id = t.id
      union select v.claim_id from touched t join verdict v on v.document_id = t.id
      union select v.claim_id from touched t join verdict_evidence e on e.document_id = t.id join verdict v on v.id = e.verdict_id
    ))
    union select 'document:' || id from touched
    union select 'source:' || s.slug from touched t join source s on s.id = t.source_id
  ));
  return null;
end $$;
--> statement-breakpoint
create function touch_source() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select tags_of_claims(array(
      select r.claim_id from touched t join report r on r.origin_id = t.id
      union select r.claim_id from touched t join document d on d.source_id = t.id join report r on r.document_id = d.id
    ))
    union select 'source:' || slug from touched
    union select 'document:' || d.id from touched t join document d on d.source_id = t.id
  ));
  return null;
end $$;
--> statement-breakpoint
create function touch_device() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select tags_of_claims(array(select c.id from touched t join claim c on c.device_id = t.id))
    union select 'device:' || slug from touched
    union select 'brand:' || b.slug from touched t join brand b on b.id = t.brand_id
    union select unnest(array['home', 'devices']) where exists (select 1 from touched)
  ));
  return null;
end $$;
--> statement-breakpoint
create function touch_of_device() returns trigger language plpgsql as $$
begin
  if (select count(*) from touched) > bulk_rows() then
    perform note_changes(array['everything']);
    return null;
  end if;
  perform note_changes(array(
    select 'device:' || d.slug from touched t join device d on d.id = t.device_id
    union select 'device:' || s.slug from touched t join device_slug s on s.device_id = t.device_id
    union select unnest(array['home', 'devices']) where exists (select 1 from touched)
  ));
  return null;
end $$;
--> statement-breakpoint
create function touch_everything() returns trigger language plpgsql as $$
begin
  if exists (select 1 from touched) then perform note_changes(array['everything']); end if;
  return null;
end $$;
--> statement-breakpoint
create function touch_decision() returns trigger language plpgsql as $$
begin
  if exists (select 1 from touched) then perform note_changes(array['decisions']); end if;
  return null;
end $$;
--> statement-breakpoint
create function touch_member() returns trigger language plpgsql as $$
begin
  if (old.handle, old.simulated) is distinct from (new.handle, new.simulated) then perform note_changes(array['everything']); end if;
  return null;
end $$;
--> statement-breakpoint
create trigger touch_member after update on member for each row execute function touch_member();
--> statement-breakpoint
do $$
declare
  pair text[];
begin
  foreach pair slice 1 in array array[
    ['claim', 'touch_claim'], ['report', 'touch_of_claim'], ['verdict', 'touch_of_claim'], ['rating', 'touch_of_claim'],
    ['verdict_evidence', 'touch_verdict_evidence'], ['document', 'touch_document'], ['source', 'touch_source'],
    ['device', 'touch_device'], ['device_name', 'touch_of_device'], ['device_slug', 'touch_of_device'],
    ['brand', 'touch_everything'], ['attribute', 'touch_everything'], ['decision', 'touch_decision']
  ] loop
    execute format('create trigger touch_insert after insert on %I referencing new table as touched for each statement execute function %I()', pair[1], pair[2]);
    execute format('create trigger touch_update_old after update on %I referencing old table as touched for each statement execute function %I()', pair[1], pair[2]);
    execute format('create trigger touch_update_new after update on %I referencing new table as touched for each statement execute function %I()', pair[1], pair[2]);
    execute format('create trigger touch_delete after delete on %I referencing old table as touched for each statement execute function %I()', pair[1], pair[2]);
  end loop;
end $$;
