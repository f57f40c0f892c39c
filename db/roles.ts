import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { permit, Refusal } from "@/rules/refusal";
import {
  DECIDED_THAT_COUNT,
  type Decided,
  type GivenRole,
  objectionToGivingRoles,
  objectionToTakingAdmin,
  roleByRecord,
  roleGiven,
  standingOf,
} from "@/rules/roles";
import { type Role, roles, type Viewer } from "@/rules/viewer";
import { type Connection, database, type Transaction, transaction } from "./client";
import { recordDecision } from "./decisions";
import { notify } from "./notifications";
import { submission } from "./schema/decisions";
import { member } from "./schema/members";

/** A member's decided submissions, newest first, as far as they count for their role: accepted, and not flagged rightly since. */
export async function listDecided(memberId: string, on: Connection = database()): Promise<Decided> {
  const rows = await on
    .select({
      // Spelled out: drizzle leaves a table's name off its columns where it selects from no other.
      stood: sql<boolean>`submission.state = 'accepted' and not exists (
        select 1 from flag f join claim c on c.id = f.subject_id
        where f.subject_kind = 'claim' and f.state = 'upheld'
          and c.id = submission.claim_id and c.submitted_by = submission.member_id)`,
    })
    .from(submission)
    .where(and(eq(submission.memberId, memberId), inArray(submission.state, ["accepted", "refused"])))
    .orderBy(desc(submission.decidedAt), desc(submission.id))
    .limit(DECIDED_THAT_COUNT);
  return rows.map(({ stood }) => stood);
}

/** The row of a member whose role or suspension is about to change; what only refers to the member need not wait for it. */
export async function lockMember(of: { handle: string } | { id: string }, tx: Transaction) {
  const [found] = await tx
    .select({ id: member.id, handle: member.handle, role: member.role, appointed: member.appointed })
    .from(member)
    .where("id" in of ? eq(member.id, of.id) : eq(member.handle, of.handle))
    .for("no key update");
  return found ?? null;
}

/**
 * Gives or takes the right to publish at once by a member's record. Belongs at the end of every transaction that decides a
 * submission, or upholds a flag on a claim, of this member.
 */
export async function reviewRole(memberId: string, tx: Transaction): Promise<void> {
  const found = await lockMember({ id: memberId }, tx);
  if (!found) return;
  const decided = await listDecided(memberId, tx);
  const role = roleByRecord(found, decided);
  if (role === found.role) return;
  await tx.update(member).set({ role }).where(eq(member.id, memberId));
  const kind = role === "contributor" ? "role_granted" : "role_lapsed";
  const detail = { role, before: found.role, ...standingOf(decided), automatic: true };
  const decisionId = await recordDecision({ kind, subjectId: memberId, detail }, tx);
  await notify([{ memberId, kind: "role_changed", eventId: decisionId, decisionId, detail }], tx);
}

/** An admin gives a member a role, or leaves it to their record from now on. Giving what they have changes nothing. */
export async function giveRole(
  viewer: Viewer,
  handle: string,
  { given, reason }: { given: GivenRole; reason: string },
): Promise<{ handle: string; role: Role }> {
  permit(objectionToGivingRoles(viewer));
  return transaction(async (tx) => {
    const admins = await lockAdmins(tx);
    const found = await lockMember({ handle }, tx);
    if (!found) throw new Refusal("member-not-found");
    const role = roleGiven(given, await listDecided(found.id, tx));
    permit(objectionToTakingAdmin(found, role, admins));
    const appointed = given !== "record";
    const answer = { handle, role };
    if (role === found.role && appointed === found.appointed) return answer;
    await tx.update(member).set({ role, appointed }).where(eq(member.id, found.id));
    const detail = { role, before: found.role, byRecord: !appointed };
    const rose = roles.indexOf(role) >= roles.indexOf(found.role);
    const log = { kind: rose ? "role_granted" : "role_lapsed", subjectId: found.id, reason, detail } as const;
    const decisionId = await recordDecision({ ...log, actorId: viewer?.id ?? null }, tx);
    const told = {
      memberId: found.id,
      kind: "role_changed",
      eventId: decisionId,
      decisionId,
      reason,
    } as const;
    await notify(viewer?.id === found.id ? [] : [{ ...told, detail }], tx);
    return answer;
  });
}

/** How many admins there are. Two who take each other's role at once take turns. */
async function lockAdmins(tx: Transaction): Promise<number> {
  const rows = await tx
    .select({ id: member.id })
    .from(member)
    .where(eq(member.role, "admin"))
    .orderBy(asc(member.id))
    .for("no key update");
  return rows.length;
}

/**
 * Gives the member with this address a role, by the operator's hand, and writes it into the public log.
 * Returns the role they had, or null when nobody has the address. Granting the role they have changes nothing.
 */
export function grantRole(email: string, role: Role): Promise<Role | null> {
  return transaction(async (tx) => {
    const [found] = await tx
      .select({ id: member.id, role: member.role })
      .from(member)
      .where(eq(member.email, email))
      .for("no key update");
    if (!found) return null;
    if (found.role === role) return found.role;
    // Who is made a plain member again may earn more; what was given beyond stays until it is taken.
    await tx
      .update(member)
      .set({ role, appointed: role !== "member" })
      .where(eq(member.id, found.id));
    const detail = { role, before: found.role };
    const decisionId = await recordDecision({ kind: "role_granted", subjectId: found.id, detail }, tx);
    const told = { memberId: found.id, kind: "role_changed", eventId: decisionId, decisionId } as const;
    await notify([{ ...told, detail }], tx);
    return found.role;
  });
}
