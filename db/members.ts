import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { foldHandle } from "@/rules/handles";
import { Refusal } from "@/rules/refusal";
import { roles } from "@/rules/viewer";
import { type Connection, database } from "./client";
import { account, member } from "./schema/members";

const demoHandles = ["demo-member", "demo-contributor", "demo-moderator"];

/** What a member sees of their own account. */
export async function findAccount(memberId: string) {
  const [found] = await database()
    .select({
      id: member.id,
      email: member.email,
      handle: member.handle,
      role: member.role,
      locale: member.locale,
      simulated: member.simulated,
      appointed: member.appointed,
      createdAt: member.createdAt,
    })
    .from(member)
    .where(eq(member.id, memberId));
  if (!found) return null;
  const linked = await database()
    .select({ provider: account.provider })
    .from(account)
    .where(eq(account.userId, memberId))
    .orderBy(asc(account.provider));
  return { ...found, providers: linked.map((row) => row.provider) };
}

export type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

/** Ids of the real members who go by these handles, in whatever spelling. */
export async function listMentioned(handles: string[], on: Connection): Promise<string[]> {
  if (handles.length === 0) return [];
  const rows = await on
    .select({ id: member.id })
    .from(member)
    .where(and(inArray(member.handleFolded, handles.map(foldHandle)), eq(member.simulated, false)))
    .orderBy(asc(member.id));
  return rows.map(({ id }) => id);
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "23505";
}

/** Gives a member this handle; two who want the same one at once get one winner. */
export async function setHandle(memberId: string, handle: string): Promise<void> {
  try {
    await database()
      .update(member)
      .set({ handle, handleFolded: foldHandle(handle) })
      .where(eq(member.id, memberId));
  } catch (error) {
    if (isTaken(error))
      throw new Refusal("handle-taken", { problems: [{ path: "handle", reason: "handle-taken" }] });
    throw error;
  }
}

export async function setLocale(memberId: string, locale: "en" | "de"): Promise<void> {
  await database().update(member).set({ locale }).where(eq(member.id, memberId));
}

/** The demo members of a local trial who sign in with one click: one of each role but admin, least trusted first. */
export function listDemoMembers() {
  return database()
    .select({ id: member.id, handle: sql<string>`${member.handle}`, role: member.role })
    .from(member)
    .where(and(eq(member.simulated, true), inArray(member.handle, demoHandles)))
    .orderBy(sql`array_position(${sql.param([...roles])}::text[], ${member.role})`);
}
