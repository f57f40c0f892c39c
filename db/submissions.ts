import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { objectionToDeciding, objectionToDecision, objectionToModerating } from "@/rules/moderation";
import { permit, type Reason, Refusal } from "@/rules/refusal";
import {
  earnsContributor,
  objectionToPublished,
  objectionToSubmitting,
  objectionToWithdrawing,
  publishesAtOnce,
  QUEUED_AT_MOST,
  type SubmissionContent,
} from "@/rules/submissions";
import type { Viewer } from "@/rules/viewer";
import type { SubmissionState } from "@/rules/vocabulary";
import { type Connection, database, type Transaction, transaction } from "./client";
import { recordDecision } from "./decisions";
import type { MemberRef } from "./references";
import { applySubmission, checkSubmission } from "./report-submission";
import { attribute } from "./schema/claims";
import { submission } from "./schema/decisions";
import { device, deviceSlug } from "./schema/devices";
import { source } from "./schema/documents";
import { member } from "./schema/members";

export type SubmissionEntry = {
  id: string;
  state: SubmissionState;
  content: SubmissionContent;
  /** Names of what the content points to by slug; null for what is proposed, or gone. */
  names: {
    device: string | null;
    attribute: { en: string; de: string } | null;
    publisher: string | null;
    origin: string | null;
  };
  /** The claim it became once accepted; while queued, the claim it would become a report on. */
  claimId: string | null;
  submittedBy: MemberRef | null;
  createdAt: string;
  decidedBy: MemberRef | null;
  decidedAt: string | null;
  reason: string | null;
  /** Why a queued one can no longer be accepted as it is. */
  objection: Reason | null;
};

export type SubmissionAnswer = { id: string; state: SubmissionState; claimId: string | null };

/** Submits a rumor: a contributor's appears at once, a newcomer's waits. The same one sent twice waits once. */
export async function recordSubmission(
  viewer: Viewer,
  content: SubmissionContent,
): Promise<SubmissionAnswer> {
  permit(objectionToSubmitting(viewer));
  if (!viewer) throw new Refusal("sign-in-first");
  return transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`hearsay.submitter ${viewer.id}`}))`);
    await refuseFuture(content, tx);
    const waiting = await findWaiting(viewer.id, content, tx);
    if (waiting) return { id: waiting, state: "queued", claimId: null };
    await checkSubmission(content, tx);
    if (publishesAtOnce(viewer)) return publish(viewer.id, content, tx);
    await refuseFloods(viewer.id, tx);
    return enqueue(viewer.id, content, tx);
  });
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
  return transaction(async (tx) => {
    const found = await lockSubmission(id, tx);
    permit(objectionToWithdrawing(viewer, found));
    await tx.update(submission).set({ state: "withdrawn" }).where(eq(submission.id, id));
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
    await recordDecision(
      { kind: `submission_${state}`, actorId: viewer?.id ?? null, subjectId: id, claimId, reason },
      tx,
    );
    await promoteIfEarned(memberId, tx);
    return { id, state, claimId };
  });
}

/** A newcomer whose submissions were good becomes a contributor; the log says so, with nobody as the actor. */
async function promoteIfEarned(memberId: string, tx: Transaction): Promise<void> {
  const [record] = await tx
    .select({
      accepted: sql<number>`count(*) filter (where ${submission.state} = 'accepted')::int`,
      refused: sql<number>`count(*) filter (where ${submission.state} = 'refused')::int`,
    })
    .from(submission)
    .where(eq(submission.memberId, memberId));
  if (!record || !earnsContributor(record)) return;
  const promoted = await tx
    .update(member)
    .set({ role: "contributor" })
    .where(and(eq(member.id, memberId), eq(member.role, "member")))
    .returning({ handle: member.handle });
  for (const { handle } of promoted)
    await recordDecision(
      { kind: "role_granted", actorId: null, subjectId: memberId, detail: { handle, role: "contributor" } },
      tx,
    );
}

const decider = alias(member, "decider");
const publisher = alias(source, "publisher");
const origin = alias(source, "origin");

function selectSubmissions(on: Connection) {
  return on
    .select({
      submission,
      handle: member.handle,
      simulated: member.simulated,
      deciderHandle: decider.handle,
      deciderSimulated: decider.simulated,
      device: sql<string | null>`coalesce(${device.officialName}, ${device.workingName})`,
      nameEn: attribute.nameEn,
      nameDe: attribute.nameDe,
      publisher: publisher.name,
      origin: origin.name,
    })
    .from(submission)
    .innerJoin(member, eq(member.id, submission.memberId))
    .leftJoin(decider, eq(decider.id, submission.decidedBy))
    .leftJoin(deviceSlug, eq(deviceSlug.slug, sql`${submission.content}->'device'->>'slug'`))
    .leftJoin(device, eq(device.id, deviceSlug.deviceId))
    .leftJoin(attribute, eq(attribute.slug, sql`${submission.content}->>'attribute'`))
    .leftJoin(publisher, eq(publisher.slug, sql`${submission.content}->'publisher'->>'slug'`))
    .leftJoin(origin, eq(origin.slug, sql`${submission.content}->'origin'->>'slug'`));
}

function submissionEntry(row: Awaited<ReturnType<typeof selectSubmissions>>[number]): SubmissionEntry {
  const { id, state, content, claimId, createdAt, decidedAt, reason } = row.submission;
  const { device: deviceName, nameEn: en, nameDe: de } = row;
  return {
    id,
    state,
    content,
    names: {
      device: deviceName,
      attribute: en && de ? { en, de } : null,
      publisher: row.publisher,
      origin: row.origin,
    },
    claimId,
    submittedBy: memberRef(row.handle, row.simulated),
    createdAt: createdAt.toISOString(),
    decidedBy: memberRef(row.deciderHandle, row.deciderSimulated),
    decidedAt: decidedAt?.toISOString() ?? null,
    reason,
    objection: null,
  };
}

function memberRef(handle: string | null, simulated: boolean | null): MemberRef | null {
  return handle ? { handle, simulated: simulated ?? false } : null;
}

/** What a member has submitted, newest first. */
export async function listOwnSubmissions(
  memberId: string,
  { before, limit = 50 }: { before?: string; limit?: number } = {},
): Promise<SubmissionEntry[]> {
  const rows = await selectSubmissions(database())
    .where(and(eq(submission.memberId, memberId), before ? sql`${submission.id} < ${before}` : undefined))
    .orderBy(desc(submission.id))
    .limit(limit);
  return rows.map(submissionEntry);
}

/** What waits for a moderator, oldest first, after the entry `after`; each with the claim it would become a report on. */
export async function listQueue({
  after,
  limit = 50,
}: {
  after?: string;
  limit?: number;
} = {}): Promise<SubmissionEntry[]> {
  const rows = await selectSubmissions(database())
    .where(and(eq(submission.state, "queued"), after ? gt(submission.id, after) : undefined))
    .orderBy(asc(submission.id))
    .limit(limit);
  return Promise.all(rows.map(submissionEntry).map(withTarget));
}

async function withTarget(entry: SubmissionEntry): Promise<SubmissionEntry> {
  try {
    return { ...entry, ...(await checkSubmission(entry.content, database())) };
  } catch (error) {
    // What has become unacceptable while it waited still has to be seen, to be refused.
    if (error instanceof Refusal) return { ...entry, objection: error.reason };
    throw error;
  }
}

export async function countQueue(): Promise<number> {
  return database().$count(submission, eq(submission.state, "queued"));
}
