import { asc, eq, sql } from "drizzle-orm";
import { objectionToReopening } from "@/rules/contests";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { type Connection, database, type Transaction, transaction } from "./client";
import { tellConcerned } from "./concerned";
import { refreshLockedSlots } from "./credibility";
import { recordDecision } from "./decisions";
import { claim, verdict } from "./schema/claims";
import { contest, reopening } from "./schema/moderation";
import { scoreClaim } from "./scores";
import { lockAllSlots } from "./slot-locks";
import { lockForRuling, refuseContested, refuseLostRace } from "./verdicts";

export type ReopeningEntry = { id: string; verdictId: string; at: string; reason: string };

/** The times a claim was opened again, oldest first. */
export async function listReopenings(
  claimId: string,
  on: Connection = database(),
): Promise<ReopeningEntry[]> {
  const rows = await on
    .select({
      id: reopening.id,
      verdictId: reopening.verdictId,
      at: reopening.at,
      reason: reopening.reason,
    })
    .from(reopening)
    .where(eq(reopening.claimId, claimId))
    .orderBy(asc(reopening.at), asc(reopening.id));
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** Opens a settled claim again: the verdict ends and stays as it was, its scores go, and it can be rated as before. */
export async function reopenClaim(
  viewer: Viewer,
  claimId: string,
  { verdictId, reason }: { verdictId: string; reason: string },
): Promise<{ claimId: string }> {
  await transaction(async (tx) => {
    await lockAllSlots(tx);
    const locked = await lockForRuling(claimId, tx);
    permit(objectionToReopening(viewer, locked));
    if (locked.verdictId === null) throw new Refusal("claim-open");
    if (locked.verdictId !== verdictId) await refuseLostRace(claimId, tx);
    await refuseContested(verdictId, tx);
    await reopenLocked(viewer, { claimId, verdictId, reason, contestId: null }, tx);
  });
  return { claimId };
}

type Reopened = { claimId: string; verdictId: string; reason: string; contestId: string | null };

/** The same for a caller that holds all slots and has asked everything that is to be asked but who may. */
export async function reopenLocked(
  viewer: Viewer,
  { claimId, verdictId, reason, contestId }: Reopened,
  tx: Transaction,
): Promise<void> {
  permit(objectionToReopening(viewer, await lockForRuling(claimId, tx)));
  const decidedBy = viewer?.id ?? null;
  const [saved] = await tx
    .insert(reopening)
    .values({ claimId, verdictId, reason, contestId, decidedBy, at: sql`clock_timestamp()` })
    .returning({ id: reopening.id });
  if (!saved) throw new Error("the reopening was not saved");
  await scoreClaim(claimId, tx);
  await refreshLockedSlots([claimId], "reopening", tx);
  const [ended] = await tx
    .select({ outcome: verdict.outcome, decidedBy: verdict.decidedBy })
    .from(verdict)
    .where(eq(verdict.id, verdictId));
  const outcome = ended?.outcome ?? null;
  const log = { kind: "claim_reopened", actorId: decidedBy, subjectId: saved.id, claimId, reason } as const;
  const decisionId = await recordDecision({ ...log, detail: { outcome } }, tx);
  const news = { kind: "claim_reopened", eventId: saved.id, claimId, decisionId, reason } as const;
  const contesters = await tx
    .select({ memberId: contest.memberId })
    .from(contest)
    .where(eq(contest.verdictId, verdictId));
  const besides = [ended?.decidedBy ?? null, ...contesters.map(({ memberId }) => memberId)];
  await tellConcerned({ ...news, detail: { outcome } }, { actorId: decidedBy, besides }, tx);
}

/** The verdict in force of a claim that can be opened again, for the page that asks; null for an open claim or none. */
export async function findVerdictInForce(claimId: string, on: Connection = database()) {
  const [row] = await on
    .select({
      id: verdict.id,
      decidedById: verdict.decidedBy,
      decidedAt: verdict.decidedAt,
      imported: verdict.imported,
      submittedBy: claim.submittedBy,
    })
    .from(claim)
    .innerJoin(verdict, eq(verdict.id, claim.verdictId))
    .where(eq(claim.id, claimId));
  return row ? { ...row, decidedAt: row.decidedAt.toISOString() } : null;
}
