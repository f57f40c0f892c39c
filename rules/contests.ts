import { objectionToModerating } from "./moderation";
import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";
import type { RequestState } from "./vocabulary";

/** For how long a verdict can be objected to. */
const CONTEST_DAYS = 7;

/** What of a verdict decides who may object to it, and until when. */
export type ContestedVerdict = { decidedAt: string; decidedById: string | null; imported: boolean };

/**
 * Until when a verdict can be objected to; null for never. An imported one was ruled somewhere else: nobody here can answer for it,
 * and its days would run from when a file happened to be read. A moderator who finds it wrong rules again.
 */
export function contestableUntil({
  decidedAt,
  imported,
}: Pick<ContestedVerdict, "decidedAt" | "imported">): Date | null {
  return imported ? null : new Date(Date.parse(decidedAt) + CONTEST_DAYS * 86_400_000);
}

/** Why this viewer may not object to this verdict, or null. Whoever ruled can rule again. */
export function objectionToContesting(
  viewer: Viewer,
  { verdict, now }: { verdict: ContestedVerdict; now: Date },
): Reason | null {
  const general = objectionToViewer(viewer, { least: "handle" });
  if (general) return general;
  const until = contestableUntil(verdict);
  if (!until) return "verdict-imported";
  if (now >= until) return "contest-too-late";
  return viewer?.id === verdict.decidedById ? "your-own-verdict" : null;
}

type Contest = { memberId: string | null; state: RequestState };

/** Why this moderator may not decide this objection, or null: nobody judges their own verdict, objection or claim. */
export function objectionToDecidingContest(
  viewer: Viewer,
  { contest, ruledBy, submittedBy }: { contest: Contest; ruledBy: string | null; submittedBy: string | null },
): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  if (viewer?.id === contest.memberId) return "your-own-contest";
  if (viewer?.id === ruledBy) return "your-own-verdict";
  if (viewer?.id === submittedBy) return "your-own-claim";
  return contest.state === "open" ? null : "already-decided";
}

/** Why this viewer may not take this objection back, or null. */
export function objectionToWithdrawingContest(viewer: Viewer, contest: Contest): Reason | null {
  if (!viewer) return "sign-in-first";
  if (viewer.id !== contest.memberId) return "not-your-contest";
  return contest.state === "open" ? null : "already-decided";
}

/**
 * Why this moderator may not open a settled claim again, or null. One's own mistake may be taken back; one's own claim is for
 * others. What simulated members do must leave the record without them as it is, and a reopening would take it away.
 */
export function objectionToReopening(viewer: Viewer, claim: { submittedBy: string | null }): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  if (viewer?.id === claim.submittedBy) return "your-own-claim";
  return viewer?.simulated ? "simulated-cannot-reopen" : null;
}
