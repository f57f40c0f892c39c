import { and, asc, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import {
  FOLD_AT_WEIGHT,
  objectionToCommenting,
  objectionToCommentText,
  objectionToEditingComment,
  objectionToRemovingComment,
} from "@/rules/comments";
import { groupBy } from "@/rules/grouping";
import { objectionToLinks } from "@/rules/limits";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { type Connection, database, type Transaction, transaction } from "./client";
import { refuseOverDaily } from "./daily-limits";
import { recordDecision } from "./decisions";
import { notify } from "./notifications";
import { isUuid, type MemberRef } from "./references";
import { claim } from "./schema/claims";
import { comment } from "./schema/comments";
import { member } from "./schema/members";

export type CommentEntry = {
  id: string;
  /** Null once the account is gone. */
  author: MemberRef | null;
  /** Null when it was removed. */
  text: string | null;
  createdAt: string;
  editedAt: string | null;
  removedBy: "author" | "moderator" | null;
  /** Flagged by so many, or so reliable, members that it is folded away until a moderator has looked at it. */
  folded: boolean;
};

export type CommentThread = CommentEntry & { replies: CommentEntry[] };

export type Discussion = {
  /** All comments that stand, replies too. */
  count: number;
  /** Newest first; their replies oldest first. */
  threads: CommentThread[];
  /** Id of the last thread where older ones follow. */
  next: string | null;
};

const threadsAtOnce = 20;
const repliesAtMost = 200;

// With names in full: drizzle leaves out the table where a query has only one.
const openWeight = sql<number>`coalesce((select sum(f.weight) from flag f
  where f.subject_kind = 'comment' and f.subject_id = comment.id and f.state = 'open'), 0)`;

const columns = {
  id: comment.id,
  parentId: comment.parentId,
  memberId: comment.memberId,
  handle: member.handle,
  simulated: member.simulated,
  text: comment.text,
  createdAt: comment.createdAt,
  editedAt: comment.editedAt,
  removedAt: comment.removedAt,
  removedBy: comment.removedBy,
  weight: openWeight,
};

function selectComments(on: Connection) {
  return on.select(columns).from(comment).leftJoin(member, eq(member.id, comment.memberId));
}

type CommentRow = Awaited<ReturnType<typeof selectComments>>[number];

function commentEntry(row: CommentRow): CommentEntry {
  const removed = row.removedAt !== null;
  return {
    id: row.id,
    author: row.handle ? { handle: row.handle, simulated: row.simulated ?? false } : null,
    text: removed ? null : row.text,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    removedBy: removed ? (row.removedBy ? "moderator" : "author") : null,
    folded: !removed && row.weight >= FOLD_AT_WEIGHT,
  };
}

/** What members think of a claim: the newest threads, or those before the thread `before`. A removed one without replies is gone. */
export async function findDiscussion(
  claimId: string,
  before?: string,
  on: Connection = database(),
): Promise<Discussion> {
  const rows = await selectComments(on)
    .where(
      and(
        eq(comment.claimId, claimId),
        isNull(comment.parentId),
        before ? lt(comment.id, before) : undefined,
        sql`(comment.removed_at is null or exists (select 1 from comment reply where reply.parent_id = comment.id and reply.removed_at is null))`,
      ),
    )
    .orderBy(desc(comment.id))
    .limit(threadsAtOnce + 1);
  const shown = rows.slice(0, threadsAtOnce);
  const [count, replies] = await Promise.all([
    on.$count(comment, and(eq(comment.claimId, claimId), isNull(comment.removedAt))),
    listReplies(
      shown.map(({ id }) => id),
      on,
    ),
  ]);
  const threads = shown.map((row) => ({
    ...commentEntry(row),
    replies: (replies.get(row.id) ?? []).map(commentEntry),
  }));
  return { count, threads, next: rows.length > threadsAtOnce ? (threads.at(-1)?.id ?? null) : null };
}

/** The first replies of each thread, bounded in the database: a thread may be as long as its members like. */
async function listReplies(threadIds: string[], on: Connection): Promise<Map<string | null, CommentRow[]>> {
  if (threadIds.length === 0) return new Map();
  const rows = await selectComments(on)
    .where(
      and(
        inArray(comment.parentId, threadIds),
        isNull(comment.removedAt),
        sql`comment.id in (select reply.id from comment thread cross join lateral (
            select r.id from comment r where r.parent_id = thread.id and r.removed_at is null order by r.id limit ${repliesAtMost}
          ) as reply where thread.id in ${threadIds})`,
      ),
    )
    .orderBy(asc(comment.id));
  return groupBy(rows, (row) => row.parentId);
}

/** Which of these comments a viewer may still edit, and which are theirs to remove. */
export type OwnComment = { editable: boolean };

/** The viewer's own standing comments on a claim, by id. */
export async function listOwnComments(viewer: Viewer, claimId: string): Promise<Map<string, OwnComment>> {
  if (!viewer) return new Map();
  const rows = await database()
    .select({ ...columns, now: sql<string>`now()::text` })
    .from(comment)
    .leftJoin(member, eq(member.id, comment.memberId))
    .where(and(eq(comment.claimId, claimId), eq(comment.memberId, viewer.id), isNull(comment.removedAt)));
  return new Map(
    rows.map((row) => [
      row.id,
      { editable: objectionToEditingComment(viewer, ruled(row), new Date(row.now)) === null },
    ]),
  );
}

function ruled(row: Pick<CommentRow, "memberId" | "createdAt" | "removedAt" | "weight">) {
  const { memberId, createdAt, removedAt, weight } = row;
  return { memberId, createdAt, removed: removedAt !== null, flagged: weight > 0 };
}

export type SavedComment = { id: string; claimId: string };

/** Says something about a claim, or in reply; a reply to a reply joins its thread. */
export async function addComment(
  viewer: Viewer,
  claimId: string,
  { text, parentId }: { text: string; parentId: string | null },
): Promise<SavedComment> {
  permit(objectionToCommenting(viewer));
  permitText(text, viewer);
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    await refuseOverDaily("comments", viewer, tx);
    const [known] = await tx
      .select({ id: claim.id })
      .from(claim)
      .where(and(eq(claim.id, claimId), isNull(claim.mergedIntoId)));
    if (!known) throw new Refusal("claim-not-found");
    const answered = parentId ? await findAnswered(parentId, claimId, tx) : null;
    const [saved] = await tx
      .insert(comment)
      .values({ claimId, memberId: viewer.id, text, parentId: answered?.threadId ?? null })
      .returning({ id: comment.id });
    if (!saved) throw new Error("the comment was not saved");
    const told = answered?.memberId !== viewer.id ? answered?.memberId : null;
    const detail = { handle: viewer.handle };
    const event = { kind: "comment_replied", eventId: saved.id, claimId, detail } as const;
    if (told) await notify([{ ...event, memberId: told }], tx);
    return { id: saved.id, claimId };
  });
}

function permitText(text: string, viewer: Viewer): void {
  const reason = objectionToCommentText(text) ?? objectionToLinks(text, viewer?.role ?? "member");
  if (reason) throw new Refusal(reason, { problems: [{ path: "text", reason }] });
}

async function findAnswered(id: string, claimId: string, tx: Transaction) {
  const [row] = await tx
    .select({ id: comment.id, parentId: comment.parentId, memberId: comment.memberId })
    .from(comment)
    .where(and(eq(comment.id, id), eq(comment.claimId, claimId), isNull(comment.removedAt)));
  if (!row) throw new Refusal("comment-not-found");
  return { threadId: row.parentId ?? row.id, memberId: row.memberId };
}

async function lockComment(id: string, tx: Transaction) {
  const [row] = await tx
    .select({
      claimId: comment.claimId,
      memberId: comment.memberId,
      createdAt: comment.createdAt,
      removedAt: comment.removedAt,
      weight: openWeight,
      now: sql<string>`now()::text`,
    })
    .from(comment)
    .where(eq(comment.id, id))
    .for("update");
  if (!row) throw new Refusal("comment-not-found");
  return row;
}

/** Mends the words of a comment of one's own. */
export async function editComment(viewer: Viewer, id: string, text: string): Promise<SavedComment> {
  permit(objectionToCommenting(viewer));
  permitText(text, viewer);
  return transaction(async (tx) => {
    const found = await lockComment(id, tx);
    permit(objectionToEditingComment(viewer, ruled(found), new Date(found.now)));
    await tx.update(comment).set({ text, editedAt: sql`now()` }).where(eq(comment.id, id));
    return { id, claimId: found.claimId };
  });
}

/**
 * Removes a comment. What its author removes is erased at once, unless a flag on it waits for a moderator, who must be able to read
 * it; what a moderator removes is kept for an appeal, told to its author and entered into the public log.
 */
export async function removeComment(
  viewer: Viewer,
  id: string,
  reason: string | null,
): Promise<SavedComment> {
  permit(objectionToCommenting(viewer));
  return transaction(async (tx) => {
    const found = await lockComment(id, tx);
    const objection = objectionToRemovingComment(viewer, ruled(found), reason);
    if (objection === "reason-required")
      throw new Refusal(objection, { problems: [{ path: "reason", reason: objection }] });
    permit(objection);
    if (!viewer) throw new Refusal("sign-in-first");
    if (found.memberId !== viewer.id) await removeAsModerator({ id, by: viewer.id, reason }, tx);
    else
      await tx
        .update(comment)
        .set({ removedAt: sql`now()`, ...(found.weight > 0 ? {} : { text: "" }) })
        .where(eq(comment.id, id));
    return { id, claimId: found.claimId };
  });
}

/** Takes somebody's comment down and tells them why. Belongs in the transaction of what it follows from. */
export async function removeAsModerator(
  { id, by, reason }: { id: string; by: string; reason: string | null },
  tx: Transaction,
): Promise<void> {
  const [removed] = await tx
    .update(comment)
    .set({ removedAt: sql`now()`, removedBy: by, removalReason: reason })
    .where(and(eq(comment.id, id), isNull(comment.removedAt)))
    .returning({ claimId: comment.claimId, memberId: comment.memberId });
  if (!removed) return;
  const { claimId, memberId } = removed;
  const log = { kind: "comment_removed", actorId: by, subjectId: memberId, claimId, reason } as const;
  const decisionId = await recordDecision({ ...log, detail: { comment: id } }, tx);
  if (memberId)
    await notify([{ memberId, kind: "comment_removed", eventId: id, claimId, decisionId, reason }], tx);
}

/** One comment as its page shows it, whatever became of it, with the words of one that a moderator removed. */
export async function findComment(id: string, on: Connection = database()) {
  if (!isUuid(id)) return null;
  const [row] = await on
    .select({ ...columns, claimId: comment.claimId, removalReason: comment.removalReason })
    .from(comment)
    .leftJoin(member, eq(member.id, comment.memberId))
    .where(eq(comment.id, id));
  if (!row) return null;
  return {
    ...commentEntry(row),
    claimId: row.claimId,
    memberId: row.memberId,
    written: row.text,
    removalReason: row.removalReason,
  };
}
