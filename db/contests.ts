import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  objectionToContesting,
  objectionToDecidingContest,
  objectionToWithdrawingContest,
} from "@/rules/contests";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import { objectionToPublished, publishesAtOnce } from "@/rules/submissions";
import { normalizeUrl } from "@/rules/urls";
import type { VerdictDraft } from "@/rules/verdicts";
import type { Member, Viewer } from "@/rules/viewer";
import type { RequestState } from "@/rules/vocabulary";
import { findClaimPage } from "./claims";
import { type Transaction, transaction } from "./client";
import { tell, tellConcerned } from "./concerned";
import { refuseOverDaily } from "./daily-limits";
import { recordDecision } from "./decisions";
import { findCitedDocument } from "./planned-verdicts";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { reopenLocked } from "./reopenings";
import { findOrCreateDocument, type NewDocument } from "./report-submission";
import { claim, verdict } from "./schema/claims";
import { contest } from "./schema/moderation";
import { lockAllSlots, lockSlots } from "./slot-locks";
import { findSourceId } from "./submitted-names";
import { recordOneRuling } from "./verdicts";

/** An objection as somebody makes it: to the verdict they saw, with what speaks against it. */
export type ContestDraft = {
  verdictId: string;
  documentUrl: string;
  /** Of a document that is not here yet; its publisher is one that is. */
  document: (Omit<NewDocument, "url"> & { publisher: string }) | null;
  passage: string | null;
  reason: string;
};

/** Objects to the verdict in force: it goes to the queue, and those concerned are told. */
export async function contestVerdict(
  viewer: Viewer,
  claimId: string,
  draft: ContestDraft,
): Promise<{ id: string; claimId: string }> {
  return transaction(async (tx) => {
    // As for a submission, so that no two can both file the same document first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('hearsay.submission'))`);
    await lockSlots([claimId], tx);
    const { deviceId, decidedById } = await permitContest(viewer, { claimId, draft }, tx);
    if (!viewer) throw new Refusal("sign-in-first");
    await refuseOverDaily("contests", viewer, tx);
    const documentId = await fileDocument(draft, viewer, tx);
    const { verdictId, passage, reason } = draft;
    const [saved] = await tx
      .insert(contest)
      .values({ verdictId, claimId, memberId: viewer.id, documentId, passage, reason })
      .onConflictDoNothing()
      .returning({ id: contest.id });
    if (!saved) throw new Refusal("already-contested");
    const { id } = saved;
    await openQueueItem({ kind: "contest", subjectId: id, claimId, deviceId, memberId: viewer.id }, tx);
    // Without the reason: nobody has read it yet, and this goes to everybody who rated.
    const news = { kind: "verdict_contested", eventId: id, claimId } as const;
    await tellConcerned(news, { actorId: viewer.id, besides: [decidedById] }, tx);
    return { id, claimId };
  });
}

async function permitContest(
  viewer: Viewer,
  { claimId, draft }: { claimId: string; draft: ContestDraft },
  tx: Transaction,
) {
  const [found] = await tx
    .select({
      verdictId: verdict.id,
      decidedAt: verdict.decidedAt,
      decidedById: verdict.decidedBy,
      imported: verdict.imported,
      deviceId: claim.deviceId,
      now: sql<string>`now()`,
    })
    .from(claim)
    .leftJoin(verdict, eq(verdict.id, claim.verdictId))
    .where(and(eq(claim.id, claimId), isNull(claim.mergedIntoId)));
  if (!found) throw new Refusal("claim-not-found");
  const { verdictId, decidedAt, decidedById, imported, deviceId } = found;
  if (!verdictId || !decidedAt) throw new Refusal("claim-open");
  if (verdictId !== draft.verdictId) await refuseOtherVerdict(claimId, tx);
  const contested = { decidedAt: decidedAt.toISOString(), decidedById, imported: imported ?? false };
  permit(objectionToContesting(viewer, { verdict: contested, now: new Date(found.now) }));
  return { deviceId, decidedById };
}

/** Another verdict stands by now; who gave it is for moderators to know. */
async function refuseOtherVerdict(claimId: string, tx: Transaction): Promise<never> {
  const page = await findClaimPage(claimId, tx);
  const standing = page?.claim.verdict;
  throw new Refusal("already-ruled", { standing: standing ? { ...standing, decidedBy: null } : null });
}

/** The document at that address, or a new one that nobody has read yet: those a contributor vouches for, as in a submission. */
async function fileDocument(draft: ContestDraft, objector: Member, tx: Transaction): Promise<string> {
  const known = await findCitedDocument({ documentUrl: draft.documentUrl }, tx);
  if (known) return known.id;
  if (!draft.document || normalizeUrl(draft.documentUrl) === null)
    throw refuseField("document-not-found", "documentUrl");
  if (!publishesAtOnce(objector)) throw refuseField("document-not-on-file", "documentUrl");
  const { publisher, ...facts } = draft.document;
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  const late = objectionToPublished(facts, new Date(row?.now ?? 0));
  if (late) throw refuseField(late, "published");
  const sourceId = await findSourceId(publisher, "publisher", tx);
  const content = { ...facts, url: draft.documentUrl };
  return findOrCreateDocument({ content, sourceId, submittedBy: objector.id, seen: "url" }, tx);
}

function refuseField(reason: Refusal["reason"], path: string): Refusal {
  return new Refusal(reason, { problems: [{ path, reason }] });
}

type LockedContest = typeof contest.$inferSelect & { ruledBy: string | null; submittedBy: string | null };

const lockedColumns = { contest, ruledBy: verdict.decidedBy, submittedBy: claim.submittedBy };

function lockedContest({
  contest: own,
  ...whose
}: {
  contest: typeof contest.$inferSelect;
  ruledBy: string | null;
  submittedBy: string | null;
}): LockedContest {
  return { ...own, ...whose };
}

async function lockContest(id: string, tx: Transaction): Promise<LockedContest> {
  const [row] = await tx
    .select(lockedColumns)
    .from(contest)
    .innerJoin(verdict, eq(verdict.id, contest.verdictId))
    .innerJoin(claim, eq(claim.id, contest.claimId))
    .where(eq(contest.id, id))
    .for("update", { of: contest });
  if (!row) throw new Refusal("contest-not-found");
  return lockedContest(row);
}

/** Takes an objection of one's own back. */
export async function withdrawContest(viewer: Viewer, id: string): Promise<{ id: string; claimId: string }> {
  return transaction(async (tx) => {
    const found = await lockContest(id, tx);
    permit(objectionToWithdrawingContest(viewer, found));
    await tx.update(contest).set({ state: "withdrawn" }).where(eq(contest.id, id));
    await closeQueueItem({ kind: "contest", subjectId: id, by: null }, tx);
    return { id, claimId: found.claimId };
  });
}

/** How an objection is answered: the verdict stands, another one takes its place, or the claim is open again. */
export type ContestDecision =
  | { decision: "rejected" | "reopened"; answer: string }
  | { decision: "superseded"; answer: string; verdict: VerdictDraft };

/** Answers an objection. Where it is upheld, so are all others that wait on the same verdict. */
export async function decideContest(
  viewer: Viewer,
  id: string,
  decided: ContestDecision,
): Promise<{ id: string; claimId: string; state: RequestState }> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    await lockAllSlots(tx);
    const found = await lockContest(id, tx);
    const { claimId, verdictId } = found;
    await permitDeciding(viewer, found, tx);
    const state = decided.decision === "rejected" ? "rejected" : "upheld";
    const answered = state === "rejected" ? [found] : await listOpenOn(verdictId, tx);
    for (const one of answered) await answer(viewer, { contest: one, state, answer: decided.answer }, tx);
    if (decided.decision === "reopened")
      await reopenLocked(viewer, { claimId, verdictId, reason: decided.answer, contestId: id }, tx);
    if (decided.decision === "superseded")
      await recordOneRuling(viewer, { claimId, draft: { ...decided.verdict, supersedesId: verdictId } }, tx);
    return { id, claimId, state };
  });
}

async function permitDeciding(viewer: Viewer, found: LockedContest, tx: Transaction): Promise<void> {
  permit(objectionToDecidingContest(viewer, { contest: found, ...found }));
  await permitDecidingItem({ kind: "contest", subjectId: found.id }, viewer, tx);
}

async function listOpenOn(verdictId: string, tx: Transaction): Promise<LockedContest[]> {
  const rows = await tx
    .select(lockedColumns)
    .from(contest)
    .innerJoin(verdict, eq(verdict.id, contest.verdictId))
    .innerJoin(claim, eq(claim.id, contest.claimId))
    .where(and(eq(contest.verdictId, verdictId), eq(contest.state, "open")))
    .orderBy(asc(contest.id))
    .for("update", { of: contest });
  return rows.map(lockedContest);
}

type Answer = { contest: LockedContest; state: "upheld" | "rejected"; answer: string };

async function answer(
  viewer: Viewer,
  { contest: found, state, answer: reason }: Answer,
  tx: Transaction,
): Promise<void> {
  permit(objectionToDecidingContest(viewer, { contest: found, ...found }));
  const by = viewer?.id ?? null;
  const { id, claimId } = found;
  await tx
    .update(contest)
    .set({ state, answer: reason, decidedBy: by, decidedAt: sql`now()` })
    .where(eq(contest.id, id));
  await closeQueueItem({ kind: "contest", subjectId: id, by }, tx);
  const log = { kind: `contest_${state}`, actorId: by, subjectId: id, claimId, reason } as const;
  const decisionId = await recordDecision(log, tx);
  const told = [...new Set([found.memberId, found.ruledBy])].filter((one) => one !== null && one !== by);
  const news = { kind: "contest_decided", eventId: id, claimId, decisionId, reason } as const;
  await tell({ ...news, detail: { state } }, told as string[], tx);
}
