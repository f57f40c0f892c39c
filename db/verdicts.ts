import { and, eq, isNull, sql } from "drizzle-orm";
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
import { type ClaimEntry, findClaimPage, type VerdictEntry } from "./claims";
import { type Connection, database, type Transaction, transaction } from "./client";
import { refreshLockedSlots } from "./credibility";
import { recordDecision } from "./decisions";
import { closeMootItems } from "./queue";
import { claim, rating, verdict } from "./schema/claims";
import { document } from "./schema/documents";
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

type Recorded = { claimId: string; simulated: boolean };

async function recordRuling(
  viewer: Viewer,
  { claimId, draft }: RulingDraft,
  tx: Transaction,
): Promise<Recorded> {
  const locked = await lockClaim(claimId, tx);
  const moderator = permitRuling(viewer, locked);
  if (locked.verdictId !== draft.supersedesId) throw await lostRace(claimId, tx);
  await checkDraft(draft, locked.now, tx);
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
    const locked = await lockClaim(claimId, tx);
    permitRuling(viewer, locked);
    if (locked.verdictId !== draft.supersedesId) throw await lostRace(claimId, tx);
    await checkDraft(draft, locked.now, tx);
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

type LockedClaim = { verdictId: string | null; submittedBy: string | null; now: Date };

async function lockClaim(claimId: string, tx: Transaction): Promise<LockedClaim> {
  const [row] = await tx
    .select({ verdictId: claim.verdictId, submittedBy: claim.submittedBy, now: sql<string>`now()` })
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

async function lostRace(claimId: string, tx: Transaction): Promise<Refusal> {
  const { claim: entry } = await findRuled(claimId, tx);
  return new Refusal("already-ruled", { standing: entry.verdict satisfies VerdictEntry | null });
}

async function checkDraft(draft: VerdictDraft, now: Date, tx: Transaction): Promise<void> {
  const cited = draft.documentId ? await findCited(draft.documentId, tx) : null;
  const problems = problemsOfVerdict(draft, { now, document: cited });
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
  await recordDecision(
    {
      kind: "verdict",
      actorId: moderator.id,
      subjectId: saved?.id ?? null,
      claimId,
      reason: draft.note,
      detail: { outcome: draft.outcome, basis: draft.basis, supersedes: draft.supersedesId },
    },
    tx,
  );
  await closeMootItems([claimId], moderator.id, tx);
}

async function findRuled(claimId: string, on: Connection): Promise<RuledClaim> {
  const page = await findClaimPage(claimId, on);
  if (!page) throw new Refusal("claim-not-found");
  return { claim: page.claim, rivals: page.rivals };
}
