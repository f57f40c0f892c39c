import { objectionToModerating } from "./moderation";
import type { Reason } from "./refusal";
import { normalizeUrl } from "./urls";
import { hasRole, objectionToViewer, type Viewer } from "./viewer";
import type { EditableKind, RequestState } from "./vocabulary";

/** Fields of something that can be edited, by name; null where a field is empty. */
export type Fields = Record<string, string | null>;

/**
 * What can be edited of each kind. Not what numbers are computed from: a value that is another is another claim, and dates, origins and
 * identities have tools of their own.
 */
export const editableFields: Record<EditableKind, readonly string[]> = {
  device: ["workingName", "summary"],
  claim: ["statement", "language"],
  source: ["name", "url", "language"],
  document: ["title", "url", "language"],
};

/** How many suggested edits of one member may wait at once. */
export const EDITS_WAITING_AT_MOST = 20;

/** Why this viewer may not suggest or make an edit, or null. */
export function objectionToEditing(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "contributor" });
}

/** Whether an edit of this viewer stands at once; a contributor's waits for a moderator. */
export function editsDirectly(viewer: Viewer): boolean {
  return hasRole(viewer, "moderator");
}

type Suggestion = { memberId: string; state: RequestState };

/** Why this viewer may not accept or refuse this suggested edit, or null. */
export function objectionToDecidingEdit(viewer: Viewer, suggestion: Suggestion): Reason | null {
  const general = objectionToModerating(viewer);
  if (general) return general;
  if (viewer?.id === suggestion.memberId) return "your-own-edit";
  return suggestion.state === "open" ? null : "already-decided";
}

/** Why this viewer may not take this suggested edit back, or null. */
export function objectionToWithdrawingEdit(viewer: Viewer, suggestion: Suggestion): Reason | null {
  if (!viewer) return "sign-in-first";
  if (viewer.id !== suggestion.memberId) return "edit-not-found";
  return suggestion.state === "open" ? null : "already-decided";
}

/** An edit without what it changed by the form alone: an address comes back as browsers write it, and is the same address. */
export function withoutRespelling(edited: Fields, base: Fields): Fields {
  const { url } = edited;
  return url && base.url && normalizeUrl(base.url) === url ? { ...edited, url: base.url } : edited;
}

/** The fields of `after` that are not as before. */
export function changedFields(before: Fields, after: Fields): Fields {
  return Object.fromEntries(Object.entries(after).filter(([name, text]) => text !== (before[name] ?? null)));
}

/**
 * An edit made on `base`, brought onto what stands now: the changed fields over those of `current`. Null where somebody else has
 * changed the same field to something else meanwhile.
 */
export function mergeEdit({
  base,
  current,
  edited,
}: {
  base: Fields;
  current: Fields;
  edited: Fields;
}): Fields | null {
  const changed = changedFields(base, edited);
  const clash = Object.entries(changed).some(
    ([name, text]) => current[name] !== base[name] && current[name] !== text,
  );
  return clash ? null : { ...current, ...changed };
}
