import { type SQL, sql } from "drizzle-orm";
import { type Problem, Refusal } from "@/rules/refusal";
import type { Transaction } from "./client";
import { type JournaledTable, journaled, scoreTables } from "./identity-journal";

type Entry = {
  position: number;
  table: JournaledTable;
  created: boolean;
  /** Columns that the change gave another value. */
  changed: string[];
};
type Group = Omit<Entry, "position"> & { positions: number[] };

/** A rating means what its member said of this claim: changed since, it cannot go back. Of other rows only what the change set counts. */
const asWhole: ReadonlySet<JournaledTable> = new Set(["rating"]);
/** What the queue has gone on with stays as it is. */
const lenient: ReadonlySet<JournaledTable> = new Set(["queue_item"]);
/** Put back by a rule of their own. */
const computed = [...scoreTables, "rater_record"];

/** The claims whose slots a change has touched. */
export async function listConcerned(changeId: string, tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with touched as (select table_name, before, after from identity_row where change_id = ${changeId} and before is not null and after is not null)
    select (before->>'id')::uuid as id from touched where table_name = 'claim'
    union select (before->>'claim_id')::uuid from touched where table_name in ('report', 'rating')
    union select (after->>'claim_id')::uuid from touched where table_name in ('report', 'rating')
    union select r.claim_id from touched join report r on r.document_id = (touched.before->>'id')::uuid where touched.table_name = 'document'`);
  return rows.map(({ id }) => id);
}

/** Puts the rows of a change back, the last first. */
export async function putBack(changeId: string, tx: Transaction): Promise<void> {
  const problems: Problem[] = [];
  for (const group of await loadGroups(changeId, tx)) {
    if (!group.created && group.changed.length === 0) continue;
    const standing = await findChanged(changeId, group, tx);
    if (!lenient.has(group.table)) problems.push(...standing.map((row) => problemOf(group.table, row.label)));
    const gone = new Set(standing.map((row) => row.position));
    const positions = group.positions.filter((position) => !gone.has(position));
    if (positions.length > 0) await restore(changeId, { ...group, positions }, tx);
  }
  if (problems.length > 0) throw new Refusal("changed-since", { problems: problems.slice(0, 20) });
  await followParents(changeId, tx);
}

/** Replies written since go back with the comment they answer. Only the first comment of a thread has no parent. */
async function followParents(changeId: string, tx: Transaction): Promise<void> {
  await tx.execute(sql`
    update comment r set claim_id = p.claim_id from comment p
    where p.id = r.parent_id and r.claim_id <> p.claim_id and p.id in (
      select (before->>'id')::uuid from identity_row where change_id = ${changeId} and table_name = 'comment')`);
}

function problemOf(table: JournaledTable, label: string): Problem {
  return { path: table, reason: "changed-since", detail: label.slice(0, 200) };
}

async function loadGroups(changeId: string, tx: Transaction): Promise<Group[]> {
  const rows = await tx.execute<Entry>(sql`
    select position, table_name as table, before is null as created,
      array(select key from jsonb_each(after) e where before->e.key is distinct from e.value and before is not null order by key) as changed
    from identity_row where change_id = ${changeId} and table_name not in ${computed}
    order by position desc`);
  const groups: Group[] = [];
  for (const { position, ...entry } of rows) {
    const last = groups.at(-1);
    if (last && sameGroup(last, entry)) last.positions.push(position);
    else groups.push({ ...entry, positions: [position] });
  }
  return groups;
}

function sameGroup(a: Omit<Group, "positions">, b: Omit<Entry, "position">): boolean {
  return a.table === b.table && a.created === b.created && a.changed.join() === b.changed.join();
}

function among(positions: number[]): SQL {
  return sql`r.position = any(${sql.param(positions)}::int[])`;
}

function sameRow(table: JournaledTable): SQL {
  const keys = journaled[table].map(
    (column) => sql`t.${sql.identifier(column)} = a.${sql.identifier(column)}`,
  );
  return sql.join(keys, sql` and `);
}

/** Rows that are gone, or that no longer are as the change left them. */
async function findChanged(changeId: string, { table, created, changed, positions }: Group, tx: Transaction) {
  const name = sql.identifier(table);
  const columns = created || asWhole.has(table) ? sql`true` : sql`e.key in ${changed}`;
  const rows = await tx.execute<{ position: number; label: string }>(sql`
    select r.position, coalesce(r.after->>'statement', r.after->>'title', r.after->>'official_name', r.after->>'working_name',
      r.after->>'name', r.after->>'slug', '@' || (select m.handle from member m where m.id = (r.after->>'member_id')::uuid),
      r.after->>'id', '') as label
    from identity_row r cross join lateral jsonb_populate_record(null::${name}, r.after) a left join ${name} t on ${sameRow(table)}
    where r.change_id = ${changeId} and ${among(positions)} and exists (
      select 1 from jsonb_each(r.after) e where ${columns} and (to_jsonb(t)->e.key) is distinct from e.value)
    order by r.position`);
  return [...rows];
}

async function restore(changeId: string, { table, created, changed, positions }: Group, tx: Transaction) {
  const name = sql.identifier(table);
  const rows = sql`identity_row r cross join lateral jsonb_populate_record(null::${name}, r.after) a`;
  const which = sql`r.change_id = ${changeId} and ${among(positions)} and ${sameRow(table)}`;
  if (created) {
    await refuseWhenUsed(tx.execute(sql`delete from ${name} t using ${rows} where ${which}`));
    return;
  }
  const set = changed.map((column) => sql`${sql.identifier(column)} = b.${sql.identifier(column)}`);
  await refuseWhenUsed(
    tx.execute(sql`update ${name} t set ${sql.join(set, sql`, `)}
      from ${rows} cross join lateral jsonb_populate_record(null::${name}, r.before) b where ${which}`),
  );
}

const integrity = new Set(["23503", "23505", "23514"]);

/** Something new rests on what would go, or stands where it would go back to. */
async function refuseWhenUsed(work: PromiseLike<unknown>): Promise<void> {
  try {
    await work;
  } catch (cause) {
    const code = cause instanceof Error ? (cause.cause as { code?: string } | undefined)?.code : undefined;
    if (!code || !integrity.has(code)) throw cause;
    const refusal = new Refusal("changed-since");
    refusal.cause = cause;
    throw refusal;
  }
}
