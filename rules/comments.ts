import { objectionToModerating } from "./moderation";
import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";

export const COMMENT_MAX_LENGTH = 2000;

/** How long a comment can be edited: long enough to mend a slip, too short to change what others replied to. */
export const EDIT_MINUTES = 15;

/** Weight of open flags at which a comment is folded away until a moderator has looked at it. */
export const FOLD_AT_WEIGHT = 1.5;

/** A comment, as far as the rules ask. `memberId` is null once its author's account is gone. */
export type Comment = {
  memberId: string | null;
  createdAt: Date;
  removed: boolean;
  /** Whether a flag on it waits for a moderator. */
  flagged: boolean;
};

/** Why this viewer may not comment, or null. */
export function objectionToCommenting(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "handle" });
}

/** Why this viewer may not change the words of a comment now, or null. What is flagged stays as it was flagged. */
export function objectionToEditingComment(viewer: Viewer, comment: Comment, now: Date): Reason | null {
  const general = objectionToCommenting(viewer);
  if (general) return general;
  if (comment.removed) return "comment-not-found";
  if (viewer?.id !== comment.memberId) return "not-your-comment";
  if (comment.flagged) return "comment-is-flagged";
  return now.getTime() - comment.createdAt.getTime() > EDIT_MINUTES * 60_000 ? "edit-window-over" : null;
}

/**
 * Why this viewer may not remove a comment, or null: its author may at any time, a moderator with a reason. Where members have flagged
 * it, a moderator decides about the flags instead, so that whoever flagged it is answered.
 */
export function objectionToRemovingComment(
  viewer: Viewer,
  comment: Pick<Comment, "memberId" | "removed" | "flagged">,
  reason: string | null,
): Reason | null {
  const general = objectionToCommenting(viewer);
  if (general) return general;
  if (comment.removed) return "comment-not-found";
  if (viewer?.id === comment.memberId) return null;
  if (objectionToModerating(viewer)) return "not-your-comment";
  if (comment.flagged) return "comment-is-flagged";
  return reason ? null : "reason-required";
}

/**
 * Why this text cannot stand as a comment, or null. Markers of quotes and lists nest four deep at most: nobody writes deeper, and
 * a reader of markdown takes quadratic time over a line of nothing else.
 */
export function objectionToCommentText(text: string): Reason | null {
  return /^[ \t]*(?:(?:[>*+-]|\d{1,9}[.)])[ \t]*){5,}/m.test(text) ? "text-not-allowed" : null;
}
