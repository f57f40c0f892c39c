import { sql } from "drizzle-orm";
import type { IdentityKind } from "@/rules/vocabulary";
import type { Transaction } from "./client";
import { type Journal, scoreTables } from "./identity-journal";
import { sumUpScores } from "./record-sums";
import { rescoreSources, scoreClaim } from "./scores";

/** Whether sources alone are scored anew, because what was published and rated stays with its claim. */
export function scoresOnlySources(kind: IdentityKind): boolean {
  return kind === "merge_sources" || kind === "merge_documents";
}

/** The scored ones of these claims, and what stands beside them in the same change. */
export async function listScored(claimIds: string[], tx: Transaction): Promise<string[]> {
  if (claimIds.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(
    sql`select claim_id as id from claim_score where claim_id in ${claimIds} order by claim_id`,
  );
  return rows.map(({ id }) => id);
}

/** Scores claims anew, one after the other by their ids, and journals what that replaces. */
export async function scoreAnew(
  claimIds: string[],
  kind: IdentityKind,
  { journal, tx }: { journal: Journal; tx: Transaction },
): Promise<void> {
  if (claimIds.length === 0) return;
  const own = sql`t.claim_id in ${claimIds}`;
  const known = await tx.execute<{ id: string }>(sql`select member_id as id from rater_record`);
  for (const table of scoreTables) await journal.replaced(table, own);
  await score(claimIds, kind, tx);
  for (const table of scoreTables) await journal.made(table, own);
  const had = JSON.stringify(known.map(({ id }) => id));
  await journal.made(
    "rater_record",
    sql`t.member_id in (select member_id from rater_score where claim_id in ${claimIds})
      and not ${had}::jsonb ? t.member_id::text`,
  );
}

async function score(claimIds: string[], kind: IdentityKind, tx: Transaction): Promise<void> {
  for (const id of [...claimIds].sort()) {
    if (scoresOnlySources(kind)) await rescoreSources(id, tx);
    else await scoreClaim(id, tx);
  }
}

/**
 * Puts back the scores that a change replaced, where they still are as it left them; otherwise a verdict or an import has scored
 * these claims since, and they are scored anew.
 */
export async function putBackScores(changeId: string, kind: IdentityKind, tx: Transaction): Promise<void> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct coalesce(before, after)->>'claim_id' as id from identity_row
    where change_id = ${changeId} and table_name in ${[...scoreTables]} order by 1`);
  const claimIds = rows.map(({ id }) => id);
  if (claimIds.length === 0) return;
  if (await areAsLeft(changeId, claimIds, tx)) await restore(changeId, claimIds, tx);
  else await score(claimIds, kind, tx);
  await tx.execute(sql`
    delete from rater_record where n = 0 and skill_micro = 0 and ring is null and member_id in (
      select (after->>'member_id')::uuid from identity_row where change_id = ${changeId} and table_name = 'rater_record')`);
}

async function areAsLeft(changeId: string, claimIds: string[], tx: Transaction): Promise<boolean> {
  for (const table of scoreTables) {
    const [row] = await tx.execute<{ same: boolean }>(sql`
      with current as (select to_jsonb(t) as row from ${sql.identifier(table)} t where t.claim_id in ${claimIds}),
        left_so as (select after as row from identity_row
          where change_id = ${changeId} and table_name = ${table} and after is not null)
      select not exists ((table current except table left_so) union all (table left_so except table current)) as same`);
    if (!row?.same) return false;
  }
  return true;
}

async function restore(changeId: string, claimIds: string[], tx: Transaction): Promise<void> {
  const concerned = async (column: "source_id" | "member_id", table: "source_score" | "rater_score") => {
    const rows = await tx.execute<{ id: string }>(sql`
      select distinct coalesce(before, after)->>${column} as id from identity_row
      where change_id = ${changeId} and table_name = ${table}`);
    return rows.map(({ id }) => id);
  };
  for (const table of scoreTables) {
    const name = sql.identifier(table);
    await tx.execute(sql`delete from ${name} where claim_id in ${claimIds}`);
    await tx.execute(sql`
      insert into ${name} select (jsonb_populate_record(null::${name}, before)).* from identity_row
      where change_id = ${changeId} and table_name = ${table} and before is not null`);
  }
  const sources = await concerned("source_id", "source_score");
  await sumUpScores({ sources, raters: await concerned("member_id", "rater_score") }, tx);
}
