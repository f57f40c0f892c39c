import { sql } from "drizzle-orm";
import type { IdentityKind } from "@/rules/vocabulary";
import type { Connection, Transaction } from "./client";
import { listTold } from "./identity-notices";

type Named = { id: string; label: string };

/** What a change moves, as its rows in the journal say. */
export type IdentitySummary = {
  kind: IdentityKind;
  detail: Record<string, string | number | boolean | null>;
  counts: Record<
    "claims" | "merged" | "reports" | "ratings" | "comments" | "documents" | "verdicts" | "scores",
    number
  >;
  /** Reports and ratings that stay behind on claims merged away, because the other has the like. */
  stay: { reports: number; ratings: number };
  /** At most `listed` claims that come to another device or are merged away, with what they are merged into. */
  claims: (Named & { into: Named | null })[];
  slugs: string[];
  names: string[];
  /** Members who are told. */
  told: number;
};

const listed = 200;

/** Reads within the transaction that made the change, or later. */
export async function summarizeChange(changeId: string, tx: Transaction): Promise<IdentitySummary> {
  const [change] = await tx.execute<Pick<IdentitySummary, "kind" | "detail">>(
    sql`select kind, detail from identity_change where id = ${changeId}`,
  );
  if (!change) throw new Error(`there is no change ${changeId}`);
  return {
    ...change,
    counts: await countRows(changeId, tx),
    stay: await countStaying(changeId, tx),
    claims: await listMovedClaims(changeId, tx),
    slugs: await listValues(changeId, { table: "device_slug", column: "slug" }, tx),
    names: await listValues(changeId, { table: "device_name", column: "name" }, tx),
    told: (await listTold(changeId, tx)).length,
  };
}

async function countRows(changeId: string, on: Connection): Promise<IdentitySummary["counts"]> {
  const [row] = await on.execute<IdentitySummary["counts"]>(sql`
    select
      count(*) filter (where table_name = 'claim' and before->'device_id' <> after->'device_id' and before->>'merged_into_id' is null)::int as claims,
      count(*) filter (where table_name = 'claim' and before->>'merged_into_id' is null and after->>'merged_into_id' is not null)::int as merged,
      count(*) filter (where table_name = 'report')::int as reports,
      count(*) filter (where table_name = 'rating')::int as ratings,
      count(*) filter (where table_name = 'comment')::int as comments,
      count(*) filter (where table_name = 'document' and before->'source_id' <> after->'source_id')::int as documents,
      count(*) filter (where table_name in ('verdict', 'verdict_evidence'))::int as verdicts,
      count(distinct coalesce(before, after)->>'claim_id') filter (where table_name in ('claim_score', 'source_score'))::int as scores
    from identity_row where change_id = ${changeId}`);
  if (!row) throw new Error("counting returned no row");
  return row;
}

async function countStaying(changeId: string, on: Connection): Promise<IdentitySummary["stay"]> {
  const [row] = await on.execute<IdentitySummary["stay"]>(sql`
    with gone as (select (before->>'id')::uuid as id, table_name as kind from identity_row
      where change_id = ${changeId} and table_name in ('claim', 'document') and before->>'merged_into_id' is null and after->>'merged_into_id' is not null)
    select (select count(*)::int from report r join gone on (gone.kind = 'claim' and r.claim_id = gone.id) or (gone.kind = 'document' and r.document_id = gone.id)) as reports,
      (select count(*)::int from rating r join gone on gone.kind = 'claim' and r.claim_id = gone.id) as ratings`);
  if (!row) throw new Error("counting returned no row");
  return row;
}

async function listMovedClaims(changeId: string, on: Connection): Promise<IdentitySummary["claims"]> {
  const rows = await on.execute<Named & { intoId: string | null; into: string | null }>(sql`
    select r.before->>'id' as id, r.before->>'statement' as label, max(r.after->>'merged_into_id') as "intoId", max(s.statement) as into
    from identity_row r left join claim s on s.id = (r.after->>'merged_into_id')::uuid
    where r.change_id = ${changeId} and r.table_name = 'claim' and r.before->>'merged_into_id' is null
      and (r.before->'device_id' <> r.after->'device_id' or r.after->>'merged_into_id' is not null)
    group by 1, 2 order by 2, 1 limit ${listed}`);
  return rows.map(({ id, label, intoId, into }) => ({
    ...{ id, label },
    into: intoId && into ? { id: intoId, label: into } : null,
  }));
}

async function listValues(
  changeId: string,
  { table, column }: { table: string; column: string },
  on: Connection,
): Promise<string[]> {
  const rows = await on.execute<{ value: string }>(sql`
    select after->>${column} as value from identity_row where change_id = ${changeId} and table_name = ${table} order by 1`);
  return rows.map(({ value }) => value);
}
