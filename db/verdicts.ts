import { and, eq, isNull, sql } from "drizzle-orm";
import { mentionedHandles } from "@/rules/mentions";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import {
  consequencesOfVerdict,
  objectionToRuling,
  problemsOfVerdict,
  type VerdictConsequences,
  type VerdictDraft,
} from "@/rules/verdicts";
import type { Member, Viewer } from "@/rules/viewer";
import type { Value } from "@/rules/vocabulary";
import { type ClaimEntry, findClaimPage, type VerdictEntry } from "./claims";
import { type Connection, database, type Transaction, transaction } from "./client";
import { tell, tellConcerned } from "./concerned";
import { refreshLockedSlots } from "./credibility";
import { recordDecision } from "./decisions";
import { listMentioned } from "./members";
import type { NewNotification } from "./notifications";
import { closeMootItems } from "./queue";
import { claim, rating, verdict } from "./schema/claims";
import { document } from "./schema/documents";
import { contest } from "./schema/moderation";
import { scoreClaim } from "./scores";
import { lockAllSlots, lockSlots } from "./slot-locks";

export type RuledClaim = { claim: ClaimEntry; rivals: ClaimEntry[] };

/** One of the rulings that are saved together. */
export type RulingDraft = { claimId: string; draft: VerdictDraft };

/** Rules on a claim. Of two at once the first wins; the other is told what now stands. */
export async function ruleOnClaim(viewer: Viewer, claimId: string, draft: VerdictDraft): Promise<RuledClaim> {
  permit(objectionToModerating(viewer));
  await transaction(async (tx) => {
    await lockAllSlots(tx);
    await settle([await recordRuling(viewer, { claimId, draft }, tx)], tx);
  });
  return findRuled(claimId, database());
}

/** Rules on claims in the caller's transaction: on all of them or on none. A refusal names what it is about as `rulings.N`. */
export async function recordRulings(viewer: Viewer, rulings: RulingDraft[], tx: Transaction): Promise<void> {
  permit(objectionToModerating(viewer));
  await lockAllSlots(tx);
  const ruled: Recorded[] = [];
  const refusals: { at: number; refusal: Refusal }[] = [];
  for (const [at, ruling] of rulings.entries()) {
    try {
      ruled.push(await recordRuling(viewer, ruling, tx));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refusals.push({ at, refusal });
    }
  }
  if (refusals.length > 0) throw refusalOfAll(refusals);
  await settle(ruled, tx);
}

/** The first reason stands for all, unless only the form is wrong and somebody else has ruled. */
function refusalOfAll(refusals: { at: number; refusal: Refusal }[]): Refusal {
  const lost = refusals.find(({ refusal }) => refusal.reason === "already-ruled")?.refusal;
  const reasons = new Set(refusals.map(({ refusal }) => refusal.reason));
  const [only = "malformed"] = reasons.size === 1 ? reasons : [];
  const problems = refusals.flatMap(({ at, refusal: { reason, problems: own } }) =>
    own.length > 0
      ? own.map((problem) => ({ ...problem, path: `rulings.${at}.${problem.path}` }))
      : [{ path: `rulings.${at}`, reason }],
  );
  return new Refusal(lost ? "already-ruled" : only, { problems, standing: lost?.standing });
}

/** Rules on one claim in the caller's transaction, which holds all slots. */
export async function recordOneRuling(viewer: Viewer, ruling: RulingDraft, tx: Transaction): Promise<void> {
  await settle([await recordRuling(viewer, ruling, tx)], tx);
}

type Recorded = { claimId: string; simulated: boolean };

async function recordRuling(
  viewer: Viewer,
  { claimId, draft }: RulingDraft,
  tx: Transaction,
): Promise<Recorded> {
  const locked = await lockForRuling(claimId, tx);
  const moderator = permitRuling(viewer, locked);
  await checkRuling(locked, { claimId, draft }, tx);
  await recordVerdict({ claimId, moderator, draft }, tx);
  return { claimId, simulated: moderator.simulated };
}

/** What verdicts teach changes the numbers of other slots: nothing is computed from half of them. */
async function settle(ruled: Recorded[], tx: Transaction): Promise<void> {
  // What a simulated member rules, scores nothing: the scores of the last real verdict stay as they are.
  for (const { claimId, simulated } of ruled) if (!simulated) await scoreClaim(claimId, tx);
  const ids = ruled.map(({ claimId }) => claimId);
  await refreshLockedSlots(ids, "verdict", tx);
}

/** What would follow from this verdict, with nothing saved. Refuses what saving would refuse. */
export async function previewVerdict(
  viewer: Viewer,
  claimId: string,
  draft: VerdictDraft,
): Promise<VerdictConsequences> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    await lockSlots([claimId], tx);
    const locked = await lockForRuling(claimId, tx);
    permitRuling(viewer, locked);
    await checkRuling(locked, { claimId, draft }, tx);
    return findConsequences(claimId, draft, tx);
  });
}

/** What follows from a verdict of this outcome and time, for the page that shows it beforehand. */
export async function findConsequences(
  claimId: string,
  draft: Pick<VerdictDraft, "outcome" | "knownAt">,
  on: Connection = database(),
): Promise<VerdictConsequences> {
  const { claim: entry, rivals } = await findRuled(claimId, on);
  const rated = await on.select({ at: rating.at }).from(rating).where(eq(rating.claimId, claimId));
  return consequencesOfVerdict(draft, {
    value: entry.value,
    attribute: entry.attribute,
    provenance: entry.provenance,
    ratedAt: rated.map((row) => row.at),
    closed: entry.verdict !== null,
    rivals: rivals.map(({ id, statement, language, value, verdict: own }) => ({
      id,
      statement,
      language,
      value,
      outcome: own?.outcome ?? null,
    })),
  });
}

type LockedClaim = { verdictId: string | null; submittedBy: string | null; value: Value; now: Date };

/** The row of a claim, which no other verdict reaches until the transaction ends. */
export async function lockForRuling(claimId: string, tx: Transaction): Promise<LockedClaim> {
  const [row] = await tx
    .select({
      verdictId: claim.verdictId,
      submittedBy: claim.submittedBy,
      value: claim.value,
      now: sql<string>`now()`,
    })
    .from(claim)
    .where(and(eq(claim.id, claimId), isNull(claim.mergedIntoId)))
    .for("update");
  if (!row) throw new Refusal("claim-not-found");
  return { ...row, now: new Date(row.now) };
}

function permitRuling(viewer: Viewer, locked: LockedClaim): Member {
  permit(objectionToRuling(viewer, locked));
  if (!viewer) throw new Refusal("sign-in-first");
  return viewer;
}

/** Somebody else came first: says what now stands. */
export async function refuseLostRace(claimId: string, tx: Transaction): Promise<never> {
  const { claim: entry } = await findRuled(claimId, tx);
  throw new Refusal("already-ruled", { standing: entry.verdict satisfies VerdictEntry | null });
}

/** A verdict that somebody objected to stands until another moderator has answered. */
export async function refuseContested(verdictId: string, tx: Transaction): Promise<void> {
  const [open] = await tx
    .select({ id: contest.id })
    .from(contest)
    .where(and(eq(contest.verdictId, verdictId), eq(contest.state, "open")))
    .limit(1);
  if (open) throw new Refusal("contest-waits", { standing: { contest: open.id } });
}

async function checkRuling(
  { verdictId, value, now }: LockedClaim,
  { claimId, draft }: RulingDraft,
  tx: Transaction,
): Promise<void> {
  if (verdictId !== draft.supersedesId) await refuseLostRace(claimId, tx);
  if (verdictId) await refuseContested(verdictId, tx);
  const cited = draft.documentId ? await findCited(draft.documentId, tx) : null;
  const problems = problemsOfVerdict(draft, { now, document: cited, value });
  const [first] = problems;
  if (first) throw new Refusal(problems.length === 1 ? first.reason : "malformed", { problems });
}

async function findCited(documentId: string, tx: Transaction) {
  const [row] = await tx
    .select({ published: document.published, publishedPrecision: document.publishedPrecision })
    .from(document)
    .where(and(eq(document.id, documentId), isNull(document.mergedIntoId)));
  if (row) return row;
  const reason = "document-not-found";
  throw new Refusal(reason, { problems: [{ path: "documentId", reason }] });
}

async function recordVerdict(
  { claimId, moderator, draft }: { claimId: string; moderator: Member; draft: VerdictDraft },
  tx: Transaction,
): Promise<void> {
  const [saved] = await tx
    .insert(verdict)
    .values({ ...draft, claimId, decidedBy: moderator.id })
    .returning({ id: verdict.id });
  if (!saved) throw new Error("the verdict was not saved");
  const { outcome, basis, note: reason } = draft;
  const decisionId = await recordDecision(
    {
      ...{ kind: "verdict", actorId: moderator.id, subjectId: saved.id, claimId, reason },
      detail: { outcome, basis, supersedes: draft.supersedesId },
    },
    tx,
  );
  await closeMootItems([claimId], moderator.id, tx);
  await tellOfVerdict({ eventId: saved.id, claimId, decisionId, reason, detail: { outcome } }, moderator, tx);
}

type Told = Pick<NewNotification, "eventId" | "decisionId" | "reason" | "detail"> & { claimId: string };

async function tellOfVerdict(told: Told, moderator: Member, tx: Transaction): Promise<void> {
  await tellConcerned({ ...told, kind: "claim_ruled" }, { actorId: moderator.id }, tx);
  const mentioned = await listMentioned(mentionedHandles(told.reason ?? ""), tx);
  const others = mentioned.filter((id) => id !== moderator.id);
  // Without who ruled: moderators' names are for moderators.
  await tell({ ...told, kind: "mentioned", detail: {} }, others, tx);
}

async function findRuled(claimId: string, on: Connection): Promise<RuledClaim> {
  const page = await findClaimPage(claimId, on);
  if (!page) throw new Refusal("claim-not-found");
  return { claim: page.claim, rivals: page.rivals };
}
