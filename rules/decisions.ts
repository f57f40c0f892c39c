import { type DecisionKind, type Outcome, outcomes } from "./vocabulary";

/** The kinds of decisions by what they are about: what the public log can be narrowed to. */
export const decisionGroups = {
  verdicts: ["verdict", "contest_upheld", "contest_rejected", "claim_reopened"],
  submissions: ["submission_accepted", "submission_refused"],
  identity: [
    "device_renamed",
    "devices_merged",
    "device_split",
    "claim_moved",
    "claims_merged",
    "sources_merged",
    "documents_merged",
    "identity_undone",
    "merge_dismissed",
  ],
  relays: ["relay_confirmed", "relay_dismissed"],
  edits: ["edited", "edit_accepted", "edit_refused", "edit_reverted", "taken_down", "takedown_refused"],
  flags: ["flags_upheld", "flags_rejected", "comment_removed"],
  members: ["role_granted", "role_lapsed", "suspended", "suspension_lifted", "appeal_rejected"],
  imports: ["import"],
} as const satisfies Record<string, readonly DecisionKind[]>;
export type DecisionGroup = keyof typeof decisionGroups;
export const decisionGroupNames = Object.keys(decisionGroups) as DecisionGroup[];

/** Who decided, as the public log says it: moderators' names are for moderators. */
export type DecidedBy = "automatic" | "operator" | "author" | "moderation";

const byTheOperator = new Set<DecisionKind>(["import", "role_granted", "role_lapsed"]);

/** Who stands behind a log entry. What its author published or did at once is under the author's own name. */
export function decidedBy(entry: {
  kind: DecisionKind;
  hasActor: boolean;
  detail: Record<string, unknown>;
}): DecidedBy {
  if (entry.detail.atOnce === true) return "author";
  if (entry.hasActor) return "moderation";
  const before = entry.kind === "role_granted" && !("before" in entry.detail);
  if (entry.detail.automatic === true || before) return "automatic";
  return byTheOperator.has(entry.kind) ? "operator" : "moderation";
}

/** What the log is narrowed to, and the entry it goes on after; null means everything, and from the newest on. */
export type DecisionFilters = {
  kind: DecisionGroup | null;
  outcome: Outcome | null;
  device: string | null;
  before: string | null;
};
export const noDecisionFilters: DecisionFilters = { kind: null, outcome: null, device: null, before: null };

const ANY = "any";
const patterns = {
  kind: decisionGroupNames.join("|"),
  outcome: outcomes.join("|"),
  device: "[a-z0-9][a-z0-9-]{0,79}",
  before: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
} as const satisfies Record<keyof DecisionFilters, string>;
type Field = keyof DecisionFilters;
const order = Object.keys(patterns) as Field[];
const segment = new RegExp(`^${order.map((field) => `(?<${field}>${ANY}|${patterns[field]})`).join("\\.")}$`);

/** The path segment a narrowed log is rendered under; equal filters have equal segments. */
export function decisionSegment(filters: DecisionFilters): string {
  return order.map((field) => filters[field] ?? ANY).join(".");
}

/** Reads a segment written by decisionSegment; null for anything else. */
export function parseDecisionSegment(text: string): DecisionFilters | null {
  const found = segment.exec(text)?.groups;
  if (!found) return null;
  const given = (field: Field) => (found[field] === ANY ? null : (found[field] ?? null));
  return {
    kind: given("kind") as DecisionGroup | null,
    outcome: given("outcome") as Outcome | null,
    device: given("device"),
    before: given("before"),
  };
}

/** What a query names of the fields; whatever is not of its closed set narrows nothing. */
export function readDecisionFilters(given: (field: Field) => string | undefined): DecisionFilters {
  const parts = order.map((field) => {
    const value = given(field) ?? "";
    return new RegExp(`^(${patterns[field]})$`).test(value) ? value : ANY;
  });
  return parseDecisionSegment(parts.join(".")) ?? noDecisionFilters;
}

/** The query string people see; empty for the whole log. */
export function decisionQuery(filters: DecisionFilters): string {
  const given = order.flatMap((field) => (filters[field] === null ? [] : [[field, filters[field]]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given as [string, string][])}`;
}

/**
 * Rewrites from the query people see to the static path it is rendered under, most fields first; what is empty or not of its
 * closed set falls through. `always` also rewrites the address without any of them.
 */
export function decisionRewrites(source: string, folder: string, always = false) {
  const subsets = Array.from({ length: 2 ** order.length }, (_, bits) =>
    order.filter((_field, place) => bits & (1 << place)),
  );
  return subsets
    .filter((given) => always || given.length > 0)
    .sort((a, b) => b.length - a.length)
    .map((given) => ({
      source,
      has: given.map((key) => ({ type: "query" as const, key, value: `(?<${key}>${patterns[key]})` })),
      destination: `${folder}/${order.map((field) => (given.includes(field) ? `:${field}` : ANY)).join(".")}`,
    }));
}
