import { sql } from "drizzle-orm";
import { type DailyThing, roleLimits } from "@/rules/limits";
import { Refusal } from "@/rules/refusal";
import type { Member } from "@/rules/viewer";
import type { Transaction } from "./client";

const tables = {
  submissions: sql.identifier("submission"),
  flags: sql.identifier("flag"),
  contests: sql.identifier("contest"),
  comments: sql.identifier("comment"),
} as const satisfies Record<DailyThing, unknown>;

/**
 * Refuses what would be more than a member's role allows within 24 hours, and says when there is room again. Belongs before the
 * insert, in its transaction: one member's writes take turns from here on, so that none slips past the count.
 */
export async function refuseOverDaily(what: DailyThing, viewer: Member, tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`hearsay.daily ${what} ${viewer.id}`}))`);
  const most = roleLimits[viewer.role][what];
  const [row] = await tx.execute<{ seconds: number }>(sql`
    select ceil(extract(epoch from created_at + interval '1 day' - now()))::int as seconds
    from ${tables[what]} where member_id = ${viewer.id} and created_at > now() - interval '1 day'
    order by created_at desc offset ${most - 1} limit 1`);
  if (row) throw new Refusal("daily-limit", { retryAfterSeconds: Math.max(1, row.seconds) });
}
