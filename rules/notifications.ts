import type { NotificationKind } from "./vocabulary";

type Detail = Record<string, string | number | boolean | null>;
export type Told = {
  kind: NotificationKind;
  claimId: string | null;
  /** The claim's words, where it is about one. */
  statement: string | null;
  detail: Detail;
};

const text = (value: Detail[string] | undefined) => (typeof value === "string" ? value : "");

function instant(value: Detail[string] | undefined): Date | null {
  const at = new Date(text(value));
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The arguments of `notifications.headline.*`: the same for every kind, so that a missing one shows as nothing. */
export function headlineValues({ detail }: Told) {
  const until = instant(detail.until);
  const by = text(detail.by) || text(detail.handle);
  return {
    state: text(detail.state),
    outcome: text(detail.outcome),
    undone: detail.undone === true ? "yes" : "no",
    role: text(detail.role),
    by,
    hasBy: by ? "yes" : "no",
    until: until ?? new Date(0),
    hasUntil: until ? "yes" : "no",
  };
}

/** What it is about, in its own words: the claim's, and what was edited, reported or moved to. */
export function aboutLines(told: Told): { statement: string | null; subject: string | null } {
  const { detail } = told;
  return {
    statement: text(detail.statement) || told.statement,
    subject: text(detail.subject) || text(detail.title) || null,
  };
}

const pages: Partial<Record<NotificationKind, string>> = {
  submission_decided: "/submissions",
  role_changed: "/account",
  suspended: "/account",
  appeal_decided: "/account",
};

/** The page that shows what happened, without the language. A path in the detail is one of ours, written by our own code. */
export function pathOf({ kind, claimId, detail }: Told): string {
  const path = text(detail.path);
  if (/^\/(?!\/)/.test(path)) return path;
  return claimId ? `/claims/${claimId}` : (pages[kind] ?? "/notifications");
}
