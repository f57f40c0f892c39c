import { and, eq, sql } from "drizzle-orm";
import { objectionToDeciding, objectionToDecision, objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import {
  objectionToPublished,
  objectionToSubmitting,
  objectionToWithdrawing,
  publishesAtOnce,
  QUEUED_AT_MOST,
  type SubmissionContent,
} from "@/rules/submissions";
import type { Viewer } from "@/rules/viewer";
import type { SubmissionState } from "@/rules/vocabulary";
import { type Transaction, transaction } from "./client";
import { refuseOverDaily } from "./daily-limits";
import { recordDecision } from "./decisions";
import { notify } from "./notifications";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { applySubmission, checkSubmission } from "./report-submission";
import { reviewRole } from "./roles";
import { submission } from "./schema/decisions";
import { contentOnClaim, findSimilarClaims } from "./similar-claims";
import { findDeviceId } from "./submitted-names";

export type SubmissionAnswer = { id: string; state: SubmissionState; claimId: string | null };

/**
 * Submits a rumor: a contributor's appears at once, a newcomer's waits. The same one sent twice waits once. One that probably
 * repeats a claim is refused with those that it could report on, unless the submitter says which (`reportOn`), or that none is it.
 */
export async function recordSubmission(
  viewer: Viewer,
  submitted: SubmissionContent,
  { insist = false, reportOn }: { insist?: boolean; reportOn?: string | undefined } = {},
): Promise<SubmissionAnswer> {
  permit(objectionToSubmitting(viewer));
  if (!viewer) throw new Refusal("sign-in-first");
  return transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`hearsay.submitter ${viewer.id}`}))`);
    const content = reportOn ? await contentOnClaim(submitted, reportOn, tx) : submitted;
    await refuseFuture(content, tx);
    const waiting = await findWaiting(viewer.id, content, tx);
    if (waiting) return { id: waiting, state: "queued", claimId: null };
    const { claimId: equal } = await checkSubmission(content, tx);
    if (!equal && !insist) await offerSimilar(content, tx);
    if (!publishesAtOnce(viewer)) await refuseFloods(viewer.id, tx);
    await refuseOverDaily("submissions", viewer, tx);
    if (publishesAtOnce(viewer)) return publish(viewer.id, content, tx);
    return enqueue(viewer.id, content, tx);
  });
}

/** A claim made twice splits its reports and ratings: what is probably on file already is offered first, once. */
async function offerSimilar(content: SubmissionContent, tx: Transaction): Promise<void> {
  const claimIds = await findSimilarClaims(content, tx);
  if (claimIds.length > 0) throw new Refusal("similar-claims", { standing: { claimIds } });
}

async function refuseFuture(content: SubmissionContent, tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  const reason = objectionToPublished(content, new Date(row?.now ?? 0));
  if (reason) throw new Refusal(reason, { problems: [{ path: "published", reason }] });
}

async function findWaiting(memberId: string, content: SubmissionContent, tx: Transaction) {
  const [row] = await tx
    .select({ id: submission.id })
    .from(submission)
    .where(
      and(
        eq(submission.memberId, memberId),
        eq(submission.state, "queued"),
        sql`${submission.content} = ${JSON.stringify(content)}::jsonb`,
      ),
    );
  return row?.id ?? null;
}

async function refuseFloods(memberId: string, tx: Transaction): Promise<void> {
  const waiting = await tx.$count(
    submission,
    and(eq(submission.memberId, memberId), eq(submission.state, "queued")),
  );
  if (waiting >= QUEUED_AT_MOST) throw new Refusal("queue-full");
}

async function enqueue(
  memberId: string,
  content: SubmissionContent,
  tx: Transaction,
): Promise<SubmissionAnswer> {
  const [row] = await tx.insert(submission).values({ memberId, content }).returning({ id: submission.id });
  if (!row) throw new Error("the submission was not saved");
  const deviceId = await findDeviceId(content.device, tx);
  await openQueueItem({ kind: "submission", subjectId: row.id, deviceId, memberId }, tx);
  return { id: row.id, state: "queued", claimId: null };
}

async function publish(
  memberId: string,
  content: SubmissionContent,
  tx: Transaction,
): Promise<SubmissionAnswer> {
  const { claimId } = await applySubmission({ content, submittedBy: memberId, seen: "url" }, tx);
  const [row] = await tx
    .insert(submission)
    .values({ memberId, content, state: "accepted", claimId, decidedAt: sql`now()` })
    .returning({ id: submission.id });
  if (!row) throw new Error("the submission was not saved");
  const detail = { atOnce: true };
  const log = { kind: "submission_accepted", actorId: memberId, subjectId: row.id, claimId, detail } as const;
  await recordDecision(log, tx);
  return { id: row.id, state: "accepted", claimId };
}

async function lockSubmission(id: string, tx: Transaction) {
  const [row] = await tx.select().from(submission).where(eq(submission.id, id)).for("update");
  if (!row) throw new Refusal("submission-not-found");
  return row;
}

/** Takes a queued submission of one's own back. */
export async function withdrawSubmission(viewer: Viewer, id: string): Promise<SubmissionAnswer> {
  if (!viewer) throw new Refusal("sign-in-first");
  return transaction(async (tx) => {
    const found = await lockSubmission(id, tx);
    permit(objectionToWithdrawing(viewer, found));
    await tx.update(submission).set({ state: "withdrawn" }).where(eq(submission.id, id));
    await closeQueueItem({ kind: "submission", subjectId: id, by: null }, tx);
    return { id, state: "withdrawn", claimId: null };
  });
}

/** Accepts or refuses a queued submission; accepting makes it public. Of two moderators at once the first decides. */
export async function decideSubmission(
  viewer: Viewer,
  id: string,
  { decision, reason }: { decision: "accept" | "refuse"; reason: string | null },
): Promise<SubmissionAnswer> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    const found = await lockSubmission(id, tx);
    permit(objectionToDeciding(viewer, found));
    await permitDecidingItem({ kind: "submission", subjectId: id }, viewer, tx);
    const objection = objectionToDecision(decision, reason);
    if (objection) throw new Refusal(objection, { problems: [{ path: "reason", reason: objection }] });
    const { content, memberId } = found;
    const claimId =
      decision === "accept"
        ? (await applySubmission({ content, submittedBy: memberId, seen: "page" }, tx)).claimId
        : null;
    const state = decision === "accept" ? "accepted" : "refused";
    await tx
      .update(submission)
      .set({ state, claimId, reason, decidedBy: viewer?.id ?? null, decidedAt: sql`now()` })
      .where(eq(submission.id, id));
    const by = viewer?.id ?? null;
    await closeQueueItem({ kind: "submission", subjectId: id, by }, tx);
    const log = { kind: `submission_${state}`, actorId: by, subjectId: id, claimId, reason } as const;
    const decisionId = await recordDecision(log, tx);
    const detail = { state, statement: content.statement };
    const told = { memberId, kind: "submission_decided", eventId: id, claimId, decisionId } as const;
    await notify([{ ...told, reason, detail }], tx);
    await reviewRole(memberId, tx);
    return { id, state, claimId };
  });
}
