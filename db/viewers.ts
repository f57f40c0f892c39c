import { createHash } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Member } from "@/rules/viewer";
import { database } from "./client";
import { member, session } from "./schema/members";

export async function findViewerOfToken(token: string): Promise<Member | null> {
  const key = createHash("sha256").update(token).digest("hex");
  const [row] = await database()
    .select({ id: member.id, handle: member.handle, role: member.role, simulated: member.simulated })
    .from(session)
    .innerJoin(member, eq(member.id, session.userId))
    .where(and(eq(session.sessionToken, key), gt(session.expires, sql`now()`)));
  return row ?? null;
}
