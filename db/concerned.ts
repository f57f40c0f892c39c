import { and, eq, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "./client";
import { type NewNotification, notify } from "./notifications";
import { member } from "./schema/members";

/** What members are told of a claim, but for who they are. */
type News = Omit<NewNotification, "memberId" | "claimId" | "detail"> & {
  claimId: string;
  detail?: NewNotification["detail"];
};

/** Far below the 65,534 parameters that one statement may have. */
const rowsAtOnce = 2_000;

/** Tells everybody whom a claim concerns: who submitted it or a report on it, who rated it, and `besides`. */
export async function tellConcerned(
  { claimId, ...news }: News,
  { actorId, besides = [] }: { actorId: string | null; besides?: (string | null)[] },
  tx: Transaction,
): Promise<void> {
  const others = besides.filter((id) => id !== null);
  const concerned = sql`${member.id} in (
    select c.submitted_by from claim c where c.id = ${claimId}
    union select r.submitted_by from report r where r.claim_id = ${claimId}
    union select g.member_id from rating g where g.claim_id = ${claimId})`;
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        others.length > 0 ? or(concerned, inArray(member.id, others)) : concerned,
        isNotNull(member.handle),
        eq(member.simulated, false),
        actorId ? ne(member.id, actorId) : undefined,
      ),
    )
    .orderBy(member.id);
  await tell(
    { claimId, ...news },
    rows.map(({ id }) => id),
    tx,
  );
}

/** Tells these members of a claim. */
export async function tell(
  { claimId, detail, ...news }: News,
  memberIds: string[],
  tx: Transaction,
): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = memberIds.map((memberId) => ({ ...news, memberId, claimId, detail: detail ?? {} }));
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await notify(rows.slice(start, start + rowsAtOnce), tx);
}
