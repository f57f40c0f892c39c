import { and, asc, eq, sql } from "drizzle-orm";
import { flagWeight, isUrgentFlag, objectionToDecidingFlags, objectionToFlagging } from "@/rules/flags";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import type { FlagReason, SubjectKind } from "@/rules/vocabulary";
import { type Connection, database, type Transaction, transaction } from "./client";
import { removeAsModerator } from "./comments";
import { refuseOverDaily } from "./daily-limits";
import { recordDecision } from "./decisions";
import { notify } from "./notifications";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { isUuid, type MemberRef } from "./references";
import { reviewRole } from "./roles";
import { claim } from "./schema/claims";
import { comment } from "./schema/comments";
import { device } from "./schema/devices";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";
import { flag } from "./schema/moderation";

export type FlagSubject = { kind: SubjectKind; id: string };

/** What was flagged, as the log, the queue and the page of the flag name it. */
export type Flagged = FlagSubject & {
  title: string;
  language: string | null;
  /** Path of its page, without the language. */
  path: string;
  claimId: string | null;
  deviceId: string | null;
  /** Whose it is: they cannot flag it, nor decide about it. */
  ownerId: string | null;
  /** No longer shown, so nobody can flag it any more. */
  removed: boolean;
};

/** What can be flagged under this id, or null. */
export async function findFlagged(
  { kind, id }: FlagSubject,
  on: Connection = database(),
): Promise<Flagged | null> {
  if (!isUuid(id)) return null;
  const found = await finders[kind](id, on);
  return found ? { kind, id, language: null, claimId: null, deviceId: null, removed: false, ...found } : null;
}

type Found = Pick<Flagged, "title" | "path" | "ownerId"> &
  Partial<Pick<Flagged, "language" | "claimId" | "deviceId" | "removed">>;

const finders: Record<SubjectKind, (id: string, on: Connection) => Promise<Found | null>> = {
  claim: async (id, on) => {
    const [row] = await on.select().from(claim).where(eq(claim.id, id));
    if (!row) return null;
    const { statement: title, language, deviceId, submittedBy: ownerId } = row;
    return { title, language, path: `/claims/${id}`, claimId: id, deviceId, ownerId };
  },
  comment: async (id, on) => {
    const [row] = await on
      .select({ comment, deviceId: claim.deviceId })
      .from(comment)
      .innerJoin(claim, eq(claim.id, comment.claimId))
      .where(and(eq(comment.id, id)));
    if (!row) return null;
    const { claimId, text: title, memberId: ownerId, removedAt } = row.comment;
    const path = `/claims/${claimId}/discussion#c-${id}`;
    return { title, path, claimId, deviceId: row.deviceId, ownerId, removed: removedAt !== null };
  },
  device: async (id, on) => {
    const [row] = await on.select().from(device).where(eq(device.id, id));
    if (!row) return null;
    const title = row.officialName ?? row.workingName;
    return { title, path: `/devices/${row.slug}`, deviceId: id, ownerId: null };
  },
  source: async (id, on) => {
    const [row] = await on.select().from(source).where(eq(source.id, id));
    return row ? { title: row.name, path: `/sources/${row.slug}`, ownerId: null } : null;
  },
  document: async (id, on) => {
    const [row] = await on.select().from(document).where(eq(document.id, id));
    if (!row) return null;
    const { title, language, submittedBy: ownerId } = row;
    return { title, language, path: `/documents/${id}`, ownerId };
  },
  member: async (id, on) => {
    const [row] = await on.select({ handle: member.handle }).from(member).where(eq(member.id, id));
    if (!row?.handle) return null;
    return { title: `@${row.handle}`, path: `/members/${row.handle}`, ownerId: id };
  },
};

/** Reports something to the moderators. The first flag puts it into their queue, further ones may bring it forward. */
export async function recordFlag(
  viewer: Viewer,
  { subject, reason, note }: { subject: FlagSubject; reason: FlagReason; note: string | null },
): Promise<{ id: string }> {
  permit(objectionToFlagging(viewer, { ownerId: null }));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const flagged = await findFlagged(subject, tx);
    if (!flagged || flagged.removed) throw new Refusal("not-found");
    permit(objectionToFlagging(viewer, flagged));
    await refuseOverDaily("flags", viewer, tx);
    const weight = flagWeight(viewer, await findFlagRecord(viewer.id, tx));
    const [saved] = await tx
      .insert(flag)
      .values({ memberId: viewer.id, subjectKind: subject.kind, subjectId: subject.id, reason, note, weight })
      .onConflictDoNothing()
      .returning({ id: flag.id });
    if (!saved) throw new Refusal("already-flagged");
    const urgent = isUrgentFlag(reason, await openWeightOf(subject, tx));
    const { claimId, deviceId, ownerId: memberId } = flagged;
    const about = { subjectId: subject.id, subjectKind: subject.kind, claimId, deviceId, memberId };
    await openQueueItem({ kind: "flag", ...about, urgent }, tx);
    return saved;
  });
}

async function findFlagRecord(memberId: string, tx: Transaction) {
  const [row] = await tx
    .select({
      upheld: sql<number>`(count(*) filter (where ${flag.state} = 'upheld'))::int`,
      rejected: sql<number>`(count(*) filter (where ${flag.state} = 'rejected'))::int`,
    })
    .from(flag)
    .where(eq(flag.memberId, memberId));
  return row ?? { upheld: 0, rejected: 0 };
}

const onSubject = ({ kind, id }: FlagSubject) => and(eq(flag.subjectKind, kind), eq(flag.subjectId, id));

async function openWeightOf(subject: FlagSubject, tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ weight: sql<number>`coalesce(sum(${flag.weight}), 0)` })
    .from(flag)
    .where(and(onSubject(subject), eq(flag.state, "open")));
  return row?.weight ?? 0;
}

export type FlagEntry = {
  id: string;
  memberId: string;
  by: MemberRef | null;
  reason: FlagReason;
  note: string | null;
  weight: number;
  at: string;
};

/** The flags that wait on something, oldest first. */
export async function listOpenFlags(subject: FlagSubject, on: Connection = database()): Promise<FlagEntry[]> {
  const rows = await on
    .select({ flag, handle: member.handle, simulated: member.simulated })
    .from(flag)
    .innerJoin(member, eq(member.id, flag.memberId))
    .where(and(onSubject(subject), eq(flag.state, "open")))
    .orderBy(asc(flag.id))
    .limit(100);
  return rows.map(({ flag: { id, memberId, reason, note, weight, createdAt }, handle, simulated }) => ({
    id,
    memberId,
    by: handle ? { handle, simulated } : null,
    reason,
    note,
    weight,
    at: createdAt.toISOString(),
  }));
}

type FlagRuling = { decision: "upheld" | "rejected"; reason: string; removeComment: boolean };

/** Decides all flags that wait on something: right or not. A comment may be removed with it. Every flagger is told. */
export async function decideFlags(
  viewer: Viewer,
  subject: FlagSubject,
  { decision, reason, removeComment }: FlagRuling,
): Promise<FlagSubject> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const flagged = await findFlagged(subject, tx);
    if (!flagged) throw new Refusal("flag-not-found");
    // First: a flag that comes meanwhile waits for this, and then finds no item and opens another.
    await permitDecidingItem({ kind: "flag", subjectId: subject.id }, viewer, tx);
    const decided = await tx
      .update(flag)
      .set({ state: decision, decidedBy: viewer.id, decidedAt: sql`now()` })
      .where(and(onSubject(subject), eq(flag.state, "open")))
      .returning({ id: flag.id, memberId: flag.memberId });
    if (decided.length === 0) throw new Refusal("already-decided");
    const flaggerIds = decided.map(({ memberId }) => memberId);
    permit(objectionToDecidingFlags(viewer, { ownerId: flagged.ownerId, flaggerIds }));
    await closeQueueItem({ kind: "flag", subjectId: subject.id, by: viewer.id }, tx);
    await forgetRemoved(subject, tx);
    const decisionId = await logFlags(
      { flagged, by: viewer.id, decision, reason, count: decided.length },
      tx,
    );
    // A comment's words are not kept where they would outlive it.
    const title = subject.kind === "comment" ? null : flagged.title.slice(0, 140);
    const detail = { state: decision, subjectKind: subject.kind, title };
    const about = { kind: "flag_decided", claimId: flagged.claimId, decisionId, reason, detail } as const;
    await notify(
      decided.map(({ id, memberId }) => ({ ...about, memberId, eventId: id })),
      tx,
    );
    if (subject.kind === "comment" && decision === "upheld" && removeComment)
      await removeAsModerator({ id: subject.id, by: viewer.id, reason }, tx);
    if (subject.kind === "claim" && decision === "upheld" && flagged.ownerId)
      await reviewRole(flagged.ownerId, tx);
    return subject;
  });
}

/** What its author had already removed is erased once no moderator needs to read it any more. */
async function forgetRemoved({ kind, id }: FlagSubject, tx: Transaction): Promise<void> {
  if (kind !== "comment") return;
  const removedByAuthor = sql`${comment.removedAt} is not null and ${comment.removedBy} is null`;
  await tx
    .update(comment)
    .set({ text: "" })
    .where(and(eq(comment.id, id), removedByAuthor));
}

function logFlags(
  ruling: {
    flagged: Flagged;
    by: string;
    decision: "upheld" | "rejected";
    reason: string;
    count: number;
  },
  tx: Transaction,
): Promise<string> {
  const { flagged, by, decision, reason, count } = ruling;
  const { kind, id, claimId } = flagged;
  return recordDecision(
    {
      kind: `flags_${decision}`,
      actorId: by,
      subjectId: kind === "member" ? id : null,
      claimId,
      deviceId: kind === "device" ? id : null,
      sourceId: kind === "source" ? id : null,
      documentId: kind === "document" ? id : null,
      reason,
      detail: { subjectKind: kind, flags: count },
    },
    tx,
  );
}
