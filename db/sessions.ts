import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import type { Member } from "@/rules/viewer";
import { database } from "./client";
import { member, session } from "./schema/members";
import { isSuspended } from "./suspensions";

const lifetime = sql`now() + interval '30 days'`;

export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What a session is kept under: a copy of the table opens no session. */
export function sessionKey(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Opens a session for 30 days from its last use, and clears away the expired ones. */
export async function openSession(opened: {
  token: string;
  memberId: string;
  userAgent: string | null;
}): Promise<void> {
  await database().delete(session).where(lt(session.expires, sql`now()`));
  await database()
    .insert(session)
    .values({
      sessionToken: sessionKey(opened.token),
      userId: opened.memberId,
      expires: lifetime,
      userAgent: opened.userAgent?.slice(0, 300) ?? null,
    });
}

/** Who holds this session token; an expired or revoked session is nobody's. Prolongs it at most once an hour. */
export async function findSessionMember(token: string): Promise<Member | null> {
  const key = sessionKey(token);
  const [row] = await database()
    .select({
      id: member.id,
      handle: member.handle,
      role: member.role,
      simulated: member.simulated,
      suspended: isSuspended,
      stale: sql<boolean>`${session.lastSeenAt} < now() - interval '1 hour'`,
    })
    .from(session)
    .innerJoin(member, eq(member.id, session.userId))
    .where(and(eq(session.sessionToken, key), gt(session.expires, sql`now()`)));
  if (!row) return null;
  const { stale, ...found } = row;
  if (stale)
    await database()
      .update(session)
      .set({ lastSeenAt: sql`now()`, expires: lifetime })
      .where(eq(session.sessionToken, key));
  return found;
}

export type OwnSession = {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
};

/** A member's open sessions, last used first, and which of them is the one asking. */
export function listSessions(memberId: string, token: string): Promise<OwnSession[]> {
  return database()
    .select({
      id: session.id,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      current: sql<boolean>`${session.sessionToken} = ${sessionKey(token)}`,
    })
    .from(session)
    .where(and(eq(session.userId, memberId), gt(session.expires, sql`now()`)))
    .orderBy(desc(session.lastSeenAt))
    .limit(100);
}

/** Ends one of a member's own sessions; anybody else's is not found. */
export async function revokeSession(memberId: string, id: string): Promise<void> {
  const ended = await database()
    .delete(session)
    .where(and(eq(session.userId, memberId), eq(session.id, id)))
    .returning({ id: session.id });
  if (ended.length === 0) throw new Refusal("not-found");
}

/** Ends all of a member's sessions but the one asking; says how many. */
export async function revokeOtherSessions(memberId: string, token: string): Promise<number> {
  const ended = await database()
    .delete(session)
    .where(and(eq(session.userId, memberId), ne(session.sessionToken, sessionKey(token))))
    .returning({ id: session.id });
  return ended.length;
}

export async function closeSession(token: string): Promise<void> {
  await database()
    .delete(session)
    .where(eq(session.sessionToken, sessionKey(token)));
}
