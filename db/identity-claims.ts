import { sql } from "drizzle-orm";
import { groupBy } from "@/rules/grouping";
import { type MergingClaim, objectionToMergingClaims, survivesMerge } from "@/rules/identity";
import type { Transaction } from "./client";
import type { Journal } from "./identity-journal";

export type ClaimPair = { loser: string; survivor: string };

/** Claims as far as merging them goes, by a condition on `c`. */
export async function loadMergingClaims(
  condition: ReturnType<typeof sql>,
  tx: Transaction,
): Promise<MergingClaim[]> {
  const rows = await tx.execute<MergingClaim>(sql`
    select c.id, c.device_id as "deviceId", c.attribute_id as "attributeId", c.scope, c.value_key as "valueKey",
      c.first_reported::text as "firstReported", v.outcome,
      exists (select 1 from contest o where o.claim_id = c.id and o.state = 'open') as contested
    from claim c left join verdict v on v.id = c.verdict_id
    where c.merged_into_id is null and ${condition} order by c.id`);
  return [...rows];
}

/** Brings claims to another device, with everything that is said of them. Their verdicts and scores stay as they were ruled. */
export async function moveClaims(ids: string[], deviceId: string, journal: Journal): Promise<void> {
  if (ids.length === 0) return;
  await journal.update("claim", {
    where: sql`t.id in ${ids} or t.merged_into_id in ${ids}`,
    set: sql`device_id = ${deviceId}`,
  });
}

/** Which of the claims that were moved say the same as one beside them; those that were ruled on differently stay apart. */
export async function findEqualClaims(
  moved: string[],
  deviceId: string,
  tx: Transaction,
): Promise<{ pairs: ClaimPair[]; apart: ClaimPair[] }> {
  const claims = await loadMergingClaims(sql`c.device_id = ${deviceId}`, tx);
  const here = new Set(moved);
  const pairs: ClaimPair[] = [];
  const apart: ClaimPair[] = [];
  for (const equal of groupBy(claims, sayingOf).values()) {
    const [survivor, ...losers] = equal.sort((a, b) => (survivesMerge(a, b, here) ? -1 : 1));
    if (!survivor) continue;
    for (const loser of losers.filter(({ id }) => here.has(id) || here.has(survivor.id)))
      (objectionToMergingClaims(loser, survivor) ? apart : pairs).push({
        loser: loser.id,
        survivor: survivor.id,
      });
  }
  return { pairs, apart };
}

function sayingOf({ attributeId, scope, valueKey }: MergingClaim): string {
  return JSON.stringify([attributeId, scope, valueKey]);
}

/**
 * Lets one claim stand for another that says the same. A report on a document that is reported already, and a rating of a member
 * who rated both or given after the verdict, stay behind; so does every verdict.
 */
export async function mergeClaimRows({ loser, survivor }: ClaimPair, journal: Journal): Promise<void> {
  const of = sql`claim_id = ${survivor}`;
  await journal.update("report", {
    where: sql`t.claim_id = ${loser}
      and not exists (select 1 from report o where o.claim_id = ${survivor} and o.document_id = t.document_id)
      and not exists (select 1 from document d where d.id = t.document_id and d.merged_into_id is not null)`,
    set: of,
  });
  const ratings = await journal.update("rating", {
    where: sql`t.claim_id = ${loser}
      and not exists (select 1 from rating o where o.claim_id = ${survivor} and o.member_id = t.member_id)
      and t.at < coalesce((select v.decided_at from claim c join verdict v on v.id = c.verdict_id where c.id = ${survivor}), 'infinity')`,
    set: of,
    by: "member_id",
  });
  const members = ratings.map(({ before }) => String(before.member_id));
  if (members.length > 0)
    await journal.update("rating_history", {
      where: sql`t.claim_id = ${loser} and t.member_id in ${members}`,
      set: of,
    });
  await journal.update("comment", { where: sql`t.claim_id = ${loser}`, set: of });
  await journal.update("submission", { where: sql`t.claim_id = ${loser}`, set: of });
  await journal.update("queue_item", {
    where: sql`t.closed_at is null and t.subject_id = ${loser} and t.kind in ('lapse', 'merge')`,
    set: sql`closed_at = now(), taken_by = null, taken_until = null`,
  });
  await journal.update("claim", {
    where: sql`t.id = ${survivor} and t.first_reported > (select l.first_reported from claim l where l.id = ${loser})`,
    set: sql`(first_reported, first_reported_basis) = (select l.first_reported, l.first_reported_basis from claim l where l.id = ${loser})`,
  });
  await journal.update("claim", {
    where: sql`t.id = ${loser} or t.merged_into_id = ${loser}`,
    set: sql`merged_into_id = ${survivor}`,
  });
}
