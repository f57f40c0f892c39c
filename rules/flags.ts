import { objectionToModerating } from "./moderation";
import type { Reason } from "./refusal";
import { hasRole, objectionToViewer, type Viewer } from "./viewer";
import type { FlagReason } from "./vocabulary";

/** How a member's decided flags came out. */
export type FlagRecord = { upheld: number; rejected: number };

/** Why this viewer may not flag what belongs to `ownerId`, or null. */
export function objectionToFlagging(viewer: Viewer, { ownerId }: { ownerId: string | null }): Reason | null {
  const general = objectionToViewer(viewer, { least: "handle" });
  if (general || !viewer) return general;
  return viewer.id === ownerId ? "not-your-own-flag" : null;
}

/** Why this moderator may not decide the flags on something, or null: nobody judges what is theirs, or their own flag. */
export function objectionToDecidingFlags(
  viewer: Viewer,
  { ownerId, flaggerIds }: { ownerId: string | null; flaggerIds: string[] },
): Reason | null {
  const general = objectionToModerating(viewer);
  if (general || !viewer) return general;
  return viewer.id === ownerId || flaggerIds.includes(viewer.id) ? "not-your-own-flag" : null;
}

/**
 * What a flag counts for, 0..1: the share of the flagger's decided flags that were upheld, as the mean of a Beta(1, 1), so that
 * somebody new counts half; a moderator's counts whole.
 */
export function flagWeight(viewer: Viewer, { upheld, rejected }: FlagRecord): number {
  return hasRole(viewer, "moderator") ? 1 : (upheld + 1) / (upheld + rejected + 2);
}

const harmful: FlagReason[] = ["abuse", "personal_data", "copyright"];
const URGENT_FROM_WEIGHT = 1.5;

/** Whether what was flagged comes forward in the queue: it hurts somebody, or several who know how say so. */
export function isUrgentFlag(reason: FlagReason, totalWeight: number): boolean {
  return harmful.includes(reason) || totalWeight >= URGENT_FROM_WEIGHT;
}
