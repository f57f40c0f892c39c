import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "./client";
import { groupRecord, raterRecord, raterScore, sourceRecord, sourceScore } from "./schema/credibility";

/** Whose scores changed; everybody's after an import. */
export type Scored = { sources: string[]; raters: string[] } | "all";

/** Adds the scores of those concerned up anew, so that whoever computes a credibility reads a few sums and no history. */
export async function sumUpScores(of: Scored, tx: Transaction): Promise<void> {
  await sumUpGroups(tx);
  await sumUpSources(of === "all" ? of : of.sources, tx);
  await sumUpRaters(of === "all" ? of : of.raters, tx);
}

async function sumUpGroups(tx: Transaction): Promise<void> {
  await tx.delete(groupRecord);
  await tx.execute(sql`
    insert into group_record ("group", hits, n)
    select "group", count(*) filter (where hit), count(*) from claim_score group by 1`);
}

async function sumUpSources(ids: string[] | "all", tx: Transaction): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(sourceRecord).where(ids === "all" ? undefined : inArray(sourceRecord.sourceId, ids));
  await tx.execute(sql`
    insert into source_record (source_id, "group", hits, n)
    select source_id, "group", count(*) filter (where hit), count(*) from source_score
    where ${ids === "all" ? sql`true` : inArray(sourceScore.sourceId, ids)} group by 1, 2`);
}

/** Whoever has no score any more keeps a record of nothing, and with it the ring. */
async function sumUpRaters(ids: string[] | "all", tx: Transaction): Promise<void> {
  if (ids.length === 0) return;
  const own = ids === "all" ? undefined : inArray(raterRecord.memberId, ids);
  await tx.update(raterRecord).set({ skillMicro: 0, n: 0 }).where(own);
  await tx.execute(sql`
    insert into rater_record (member_id, skill_micro, n)
    select member_id, sum(skill_micro), count(*) filter (where skill_micro <> 0) from rater_score
    where ${ids === "all" ? sql`true` : inArray(raterScore.memberId, ids)} group by 1
    on conflict (member_id) do update set skill_micro = excluded.skill_micro, n = excluded.n`);
}
