import { type AnyColumn, and, eq, exists, gt, isNull, type SQL, sql } from "drizzle-orm";
import { database } from "./client";
import { suspension } from "./schema/moderation";

/** Whether a suspension of this member is in force, as part of a query. */
export function isSuspended(memberId: AnyColumn): SQL<boolean> {
  const inForce = and(
    eq(suspension.memberId, memberId),
    isNull(suspension.liftedAt),
    gt(suspension.until, sql`now()`),
  );
  return sql<boolean>`${exists(database().select({ one: sql`1` }).from(suspension).where(inForce))}`;
}
