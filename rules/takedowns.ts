import { objectionToModerating } from "./moderation";
import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";
import type { RequestState } from "./vocabulary";

/** What can be taken down: the excerpts of a document, and the name of a source who is a person. */
export const takedownKinds = ["document", "source"] as const;
export type TakedownKind = (typeof takedownKinds)[number];

/** Stands where an excerpt was. The screens have words for it in each language. */
export const WITHHELD = "[withheld]";

/** Why this viewer may not ask for a takedown, or null. Whoever has no account asks the operator. */
export function objectionToAskingForTakedown(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "signedIn", whileSuspended: true });
}

/** Why this moderator may not decide about this request, or null. */
export function objectionToDecidingTakedown(
  viewer: Viewer,
  request: { memberId: string | null; state: RequestState },
): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  if (viewer?.id === request.memberId) return "your-own-submission";
  return request.state === "open" ? null : "already-decided";
}
