/** What a member's own history tells: what they did, what came of it, and what was decided about them (`decision`) or by them (`ruling`). */
export const historyKinds = [
  "submitted",
  "submission_decided",
  "rated",
  "commented",
  "flagged",
  "flag_decided",
  "contested",
  "contest_decided",
  "edit_suggested",
  "edit_decided",
  "takedown_asked",
  "takedown_decided",
  "appealed",
  "decision",
  "ruling",
] as const;
export type HistoryKind = (typeof historyKinds)[number];
