import { desc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { permit, Refusal } from "@/rules/refusal";
import {
  endOfTerm,
  isInForce,
  objectionToAppealing,
  objectionToDecidingAppeal,
  objectionToLifting,
  objectionToSuspending,
  objectionToTerm,
} from "@/rules/suspensions";
import type { Role, Viewer } from "@/rules/viewer";
import { type Connection, database, type Transaction, transaction } from "./client";
import { recordDecision } from "./decisions";
import { notify } from "./notifications";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { isUuid } from "./references";
import { lockMember } from "./roles";
import { member } from "./schema/members";
import { suspension } from "./schema/moderation";

/** Whether a suspension of a row of `member` is in force, as part of a query on that table. */
export const isSuspended = sql<boolean>`exists (
  select 1 from suspension s where s.member_id = member.id and s.lifted_at is null and s.until > now())`;

/** Where a member reads of their suspension and appeals against it. */
const ownPage = "/account/suspension";

async function clock(tx: Transaction): Promise<Date> {
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  if (!row) throw new Error("the clock gave no answer");
  return new Date(row.now);
}

export type NewSuspension = { term: { days: number } | { lastDay: string }; reason: string };
type SuspensionAnswer = { id: string; until: Date };

/** Suspends a member for a term. Of two moderators at once the first does; the other is told so. */
export async function suspendMember(
  viewer: Viewer,
  handle: string,
  { term, reason }: NewSuspension,
): Promise<SuspensionAnswer> {
  return transaction(async (tx) => {
    const found = await lockMember({ handle }, tx);
    if (!found) throw new Refusal("member-not-found");
    const [suspended] = await tx.select({ now: isSuspended }).from(member).where(eq(member.id, found.id));
    permit(objectionToSuspending(viewer, { ...found, suspended: suspended?.now ?? false }));
    const at = await clock(tx);
    const until = endOfTerm(term, at);
    const objection = objectionToTerm(until, at);
    if (objection) throw new Refusal(objection, { problems: [{ path: "lastDay", reason: objection }] });
    const by = viewer?.id ?? null;
    const [row] = await tx
      .insert(suspension)
      .values({ memberId: found.id, reason, until, decidedBy: by })
      .returning({ id: suspension.id });
    if (!row) throw new Error("the suspension was not saved");
    const detail = { until: until.toISOString() };
    const log = { kind: "suspended", actorId: by, subjectId: found.id, reason, detail } as const;
    const decisionId = await recordDecision(log, tx);
    const told = { memberId: found.id, kind: "suspended", eventId: row.id, decisionId } as const;
    await notify([{ ...told, reason, detail: { ...detail, path: ownPage } }], tx);
    return { id: row.id, until };
  });
}

/** The suspension and whom it is about, both held until the transaction ends; the member's row first, as when it was made. */
async function lockSuspension(id: string, tx: Transaction) {
  const [of] = await tx
    .select({ memberId: suspension.memberId })
    .from(suspension)
    .where(eq(suspension.id, id));
  const subject = of ? await lockMember({ id: of.memberId }, tx) : null;
  const [found] = await tx.select().from(suspension).where(eq(suspension.id, id)).for("update");
  if (!found || !subject) throw new Refusal("suspension-not-found");
  return { subject, suspension: found, now: await clock(tx) };
}

type Locked = Awaited<ReturnType<typeof lockSuspension>>;

/** Ends a suspension before its term; an appeal that waits is upheld by it. */
export async function liftSuspension(
  viewer: Viewer,
  id: string,
  reason: string,
): Promise<{ handle: string | null }> {
  return transaction(async (tx) => {
    const locked = await lockSuspension(id, tx);
    permit(objectionToLifting(viewer, locked));
    await lift(locked, { by: viewer?.id ?? null, reason }, tx);
    return { handle: locked.subject.handle };
  });
}

async function lift(
  { subject, suspension: found, now }: Locked,
  { by, reason }: { by: string | null; reason: string },
  tx: Transaction,
): Promise<void> {
  const appealed = found.appealState === "open";
  const answer = {
    appealState: "upheld",
    appealAnswer: reason,
    appealDecidedBy: by,
    appealDecidedAt: now,
  } as const;
  const lifted = isInForce(found, now) ? { liftedAt: now, liftedBy: by } : {};
  await tx
    .update(suspension)
    .set({ ...lifted, ...(appealed ? answer : {}) })
    .where(eq(suspension.id, found.id));
  await closeQueueItem({ kind: "appeal", subjectId: found.id, by }, tx);
  const detail = { appealed };
  const log = { kind: "suspension_lifted", actorId: by, subjectId: subject.id, reason, detail } as const;
  const decisionId = await recordDecision(log, tx);
  const kind = appealed ? "appeal_decided" : "suspension_lifted";
  const told = { memberId: subject.id, kind, eventId: found.id, decisionId, reason } as const;
  await notify([{ ...told, detail: { ...(appealed && { state: "upheld" }), path: ownPage } }], tx);
}

/** Appeals against one's own suspension, once; another moderator than who made it decides. */
export async function appealSuspension(viewer: Viewer, id: string, text: string): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockSuspension(id, tx);
    permit(objectionToAppealing(viewer, locked));
    await tx
      .update(suspension)
      .set({ appeal: text, appealedAt: locked.now, appealState: "open" })
      .where(eq(suspension.id, id));
    await openQueueItem({ kind: "appeal", subjectId: id, memberId: locked.subject.id }, tx);
  });
}

/** Lifts a suspension on appeal, or lets it stand; either with an answer. */
export async function decideAppeal(
  viewer: Viewer,
  id: string,
  { decision, answer }: { decision: "lift" | "reject"; answer: string },
): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockSuspension(id, tx);
    permit(objectionToDecidingAppeal(viewer, locked));
    await permitDecidingItem({ kind: "appeal", subjectId: id }, viewer, tx);
    const by = viewer?.id ?? null;
    if (decision === "lift") await lift(locked, { by, reason: answer }, tx);
    else await rejectAppeal(locked, { by, answer }, tx);
  });
}

async function rejectAppeal(
  { subject, suspension: { id }, now }: Locked,
  { by, answer }: { by: string | null; answer: string },
  tx: Transaction,
): Promise<void> {
  await tx
    .update(suspension)
    .set({ appealState: "rejected", appealAnswer: answer, appealDecidedBy: by, appealDecidedAt: now })
    .where(eq(suspension.id, id));
  await closeQueueItem({ kind: "appeal", subjectId: id, by }, tx);
  const log = { kind: "appeal_rejected", actorId: by, subjectId: subject.id, reason: answer } as const;
  const decisionId = await recordDecision(log, tx);
  const told = { memberId: subject.id, kind: "appeal_decided", eventId: id, decisionId } as const;
  await notify([{ ...told, reason: answer, detail: { state: "rejected", path: ownPage } }], tx);
}

const decider = alias(member, "decider");
const answerer = alias(member, "answerer");

/** A suspension as its page shows it. Who decided is for moderators' eyes. */
export type SuspensionEntry = typeof suspension.$inferSelect & {
  inForce: boolean;
  handle: string | null;
  role: Role;
  decidedByHandle: string | null;
  appealDecidedByHandle: string | null;
};

async function selectSuspensions(where: SQL, on: Connection): Promise<SuspensionEntry[]> {
  const rows = await on
    .select({
      suspension,
      inForce: sql<boolean>`${suspension.liftedAt} is null and ${suspension.until} > now()`,
      handle: member.handle,
      role: member.role,
      decidedByHandle: decider.handle,
      appealDecidedByHandle: answerer.handle,
    })
    .from(suspension)
    .innerJoin(member, eq(member.id, suspension.memberId))
    .leftJoin(decider, eq(decider.id, suspension.decidedBy))
    .leftJoin(answerer, eq(answerer.id, suspension.appealDecidedBy))
    .where(where)
    .orderBy(desc(suspension.at), desc(suspension.id))
    .limit(100);
  return rows.map(({ suspension: row, ...more }) => ({ ...row, ...more }));
}

export async function findSuspension(
  id: string,
  on: Connection = database(),
): Promise<SuspensionEntry | null> {
  if (!isUuid(id)) return null;
  const [found] = await selectSuspensions(eq(suspension.id, id), on);
  return found ?? null;
}

/** A member's suspensions, latest first. */
export function listSuspensions(memberId: string, on: Connection = database()): Promise<SuspensionEntry[]> {
  return selectSuspensions(eq(suspension.memberId, memberId), on);
}
