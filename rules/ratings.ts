import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";

export const LOWEST_PROBABILITY = 0.01;
export const HIGHEST_PROBABILITY = 0.99;

/** Why this viewer may not rate this claim now, or null. A rating is changeable until the claim is ruled on. */
export function objectionToRating(viewer: Viewer, claim: { closed: boolean }): Reason | null {
  const general = objectionToViewer(viewer, { least: "handle" });
  if (general) return general;
  return claim.closed ? "claim-closed" : null;
}

/** Why this is no rating, or null: nothing unsettled is certain. */
export function objectionToProbability(probability: number): Reason | null {
  const fits = probability >= LOWEST_PROBABILITY && probability <= HIGHEST_PROBABILITY;
  return fits ? null : "probability-out-of-range";
}
