import { sql } from "drizzle-orm";
import type { IdentityLine, IdentityMove } from "@/rules/exchange-2";
import { groupBy } from "@/rules/grouping";
import type { IdentityKind } from "@/rules/vocabulary";
import type { Transaction } from "./client";
import type { Pseudonyms } from "./pseudonyms";

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

type Change = { change: string; kind: IdentityKind; at: string; undoneAt: string | null; scored: string[] };
type Moved = {
  change: string;
  row: IdentityMove["row"];
  id: string;
  claim: string | null;
  column: string;
  from: string | null;
  to: string | null;
};

const fields: Record<string, string> = {
  device_id: "device",
  merged_into_id: "mergedInto",
  first_reported: "firstReported",
  claim_id: "claim",
  document_id: "document",
  origin_id: "origin",
  origin_document_id: "originDocument",
  source_id: "source",
};

/** What was moved to where it belongs, and back: without it nobody could tell which number was published from what. */
export async function readIdentityLines(
  claims: ReadonlySet<string>,
  pseudonyms: Pseudonyms,
  tx: Transaction,
): Promise<IdentityLine[]> {
  const changes = await tx.execute<Change>(sql`
    select c.id as change, c.kind, ${instant("c.at")} as at, ${instant("c.undone_at")} as "undoneAt", array(
      select distinct coalesce(r.before, r.after)->>'claim_id' from identity_row r
      where r.change_id = c.id and r.table_name in ('claim_score', 'source_score', 'rater_score') order by 1) as scored
    from identity_change c order by c.at`);
  const moves = groupBy(await readMoves(tx), (moved) => moved.change);
  const lines = changes.flatMap(({ change, kind, at, undoneAt, scored }): IdentityLine[] => {
    const own = (moves.get(change) ?? []).filter(({ claim }) => claim === null || claims.has(claim));
    const there = own.map((moved) => moveOf(moved, pseudonyms));
    const back = there.map((move) => ({ ...move, from: move.to, to: move.from }) as IdentityMove).reverse();
    const line = { type: "identity", change, kind, scored: scored.filter((id) => claims.has(id)) } as const;
    const done: IdentityLine = { ...line, at, undone: false, moves: there };
    return undoneAt ? [done, { ...line, at: undoneAt, undone: true, moves: back }] : [done];
  });
  return lines.filter(({ moves }) => moves.length > 0).sort((a, b) => (a.at < b.at ? -1 : 1));
}

function moveOf({ row, id, column, from, to }: Moved, pseudonyms: Pseudonyms): IdentityMove {
  const named = row === "rating" ? pseudonyms.rater(id) : id;
  return { row, id: named, field: fields[column], from, to } as IdentityMove;
}

/** Columns that numbers rest on, in the order they were moved; devices and sources by their names in the file. */
async function readMoves(tx: Transaction): Promise<Moved[]> {
  const rows = await tx.execute<Moved>(sql`
    with moved as (
      select r.change_id as change, r.position, r.table_name as row, r.before, r.after, e.key as column,
        r.before->>e.key as old, e.value #>> '{}' as new
      from identity_row r cross join lateral jsonb_each(r.after) e
      where r.before is not null and r.after is not null and r.table_name in ('claim', 'report', 'rating', 'document')
        and (r.before->e.key) is distinct from e.value
    )
    select m.change, m.row, m.column, case when m.row = 'rating' then m.before->>'member_id' else m.before->>'id' end as id,
      case m.row when 'claim' then m.before->>'id' when 'document' then null else coalesce(m.before->>'claim_id', m.after->>'claim_id') end as claim,
      coalesce(sold.slug, dold.external_id, dold.slug, m.old) as "from", coalesce(snew.slug, dnew.external_id, dnew.slug, m.new) as "to"
    from moved m
      left join source sold on m.column in ('origin_id', 'source_id') and sold.id::text = m.old
      left join source snew on m.column in ('origin_id', 'source_id') and snew.id::text = m.new
      left join device dold on m.column = 'device_id' and dold.id::text = m.old
      left join device dnew on m.column = 'device_id' and dnew.id::text = m.new
    where m.column in ${Object.keys(fields)}
      and (m.row <> 'rating' or exists (select 1 from member who where who.id::text = m.before->>'member_id' and not who.simulated))
      and (m.row <> 'report' or not exists (
        select 1 from report one join member who on who.id = one.submitted_by where one.id::text = m.before->>'id' and who.simulated))
    order by m.change, m.position, m.column`);
  return [...rows];
}
