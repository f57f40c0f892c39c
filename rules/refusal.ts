/** Every expected way to say no. Each has words in messages/en.json and messages/de.json under `reasons`. */
export const reasons = [
  "sign-in-first",
  "choose-a-handle-first",
  "contributors-only",
  "moderators-only",
  "admins-only",
  "suspended",
  "your-own-account",
  "your-own-decision",
  "higher-role-needed",
  "already-suspended",
  "not-suspended",
  "already-appealed",
  "suspension-not-found",
  "term-not-allowed",
  "last-admin",
  "daily-limit",
  "too-many-links",
  "your-own-claim",
  "your-own-submission",
  "not-your-submission",
  "claim-closed",
  "claim-not-found",
  "device-not-found",
  "source-not-found",
  "document-not-found",
  "brand-not-found",
  "attribute-not-found",
  "submission-not-found",
  "member-not-found",
  "comment-not-found",
  "edit-not-found",
  "nothing-changed",
  "edited-meanwhile",
  "your-own-edit",
  "url-on-file",
  "document-not-on-file",
  "takedown-not-found",
  "not-your-comment",
  "comment-is-flagged",
  "edit-window-over",
  "not-your-own-flag",
  "already-flagged",
  "flag-not-found",
  "not-found",
  "already-decided",
  "queue-item-not-found",
  "taken-by-another",
  "relay-not-found",
  "suggestion-changed",
  "your-own-matter",
  "already-ruled",
  "claim-open",
  "verdict-imported",
  "contest-too-late",
  "contest-not-found",
  "already-contested",
  "not-your-contest",
  "your-own-contest",
  "your-own-verdict",
  "simulated-cannot-reopen",
  "date-not-passed",
  "already-reported",
  "similar-claims",
  "known-in-the-future",
  "known-before-published",
  "published-in-the-future",
  "document-required",
  "passage-required",
  "passage-not-in-text",
  "publisher-not-official",
  "reason-required",
  "queue-full",
  "the-same-thing",
  "another-slot",
  "ruled-differently",
  "merge-the-other-way",
  "contest-waits",
  "slug-taken",
  "choose-claims",
  "merged-already",
  "change-not-found",
  "changed-since",
  "already-undone",
  "probability-out-of-range",
  "basis-does-not-fit",
  "value-does-not-fit",
  "url-not-allowed",
  "text-not-allowed",
  "malformed",
  "too-large",
  "too-many",
  "busy",
  "foreign-origin",
  "handle-taken",
  "handle-not-allowed",
  "handle-reserved",
  "email-not-allowed",
  "link-invalid",
  "link-expired",
  "code-wrong",
  "mail-not-sent",
  "unsupported-media-type",
  "method-not-allowed",
  "unexpected",
] as const;
export type Reason = (typeof reasons)[number];

/** A field of a form or body that was refused, by its path, with the reason and a bounded detail. */
export type Problem = { path: string; reason: Reason; detail?: string };

/** An expected refusal. Thrown so that the transaction rolls back; turned into an answer in exactly one place. */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly problems: Problem[];
  readonly retryAfterSeconds: number | undefined;
  /** What stands instead of what was asked for: the winner of a race, the thing that is already there. */
  readonly standing: unknown;

  constructor(
    reason: Reason,
    more: { problems?: Problem[]; retryAfterSeconds?: number; standing?: unknown } = {},
  ) {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
    this.problems = more.problems ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.standing = more.standing;
  }
}

/** Throws the objection as a Refusal; does nothing when there is none. */
export function permit(objection: Reason | null): void {
  if (objection) throw new Refusal(objection);
}
