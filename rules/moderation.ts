import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";
import type { SubmissionState } from "./vocabulary";

/** Why this viewer may not see or work on the queue, or null. */
export function objectionToModerating(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "moderator" });
}

/** Why this viewer may not accept or refuse this submission, or null. */
export function objectionToDeciding(
  viewer: Viewer,
  submission: { memberId: string; state: SubmissionState },
): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  if (viewer?.id === submission.memberId) return "your-own-submission";
  return submission.state === "queued" ? null : "already-decided";
}

/** A refusal without a reason teaches nobody anything. */
export function objectionToDecision(decision: "accept" | "refuse", reason: string | null): Reason | null {
  return decision === "refuse" && !reason ? "reason-required" : null;
}
