import { objectionToModerating } from "./moderation";
import type { Reason } from "./refusal";
import type { Viewer } from "./viewer";

/** A report that may repeat another, as far as a decision on that asks. */
export type RelayQuestion = {
  /** Who brought the report; null when they are gone. */
  submittedBy: string | null;
  /** Whether somebody found it out already. */
  decided: boolean;
  /** Whether the claim is ruled on: its scores stand as they were made. */
  claimClosed: boolean;
};

/** Why this viewer may not decide whether a report repeats another, or null. */
export function objectionToDecidingRelay(viewer: Viewer, question: RelayQuestion): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  if (question.decided) return "already-decided";
  if (question.claimClosed) return "claim-closed";
  return question.submittedBy !== null && viewer?.id === question.submittedBy ? "your-own-matter" : null;
}
