import type { ClaimEntry } from "@/db/claims";
import { groupBy } from "@/rules/grouping";
import type { Outcome } from "@/rules/vocabulary";
import type { MarkState } from "./ui/mark";

/** One line of the spec sheet: what stands for a slot, and what is folded under it. */
export type Slot = {
  key: string;
  attribute: ClaimEntry["attribute"];
  scope: string | null;
  /** The best value; of an attribute that may have several, every value not ruled out. */
  leading: ClaimEntry[];
  folded: ClaimEntry[];
};

export type AttributeGroup = { group: string; slots: Slot[] };

/** Reading order of the groups known by name; others follow in the order of the alphabet. */
const groupOrder = [
  "identity",
  "launch",
  "price",
  "camera",
  "display",
  "performance",
  "power",
  "design",
  "connectivity",
  "audio",
  "security",
  "software",
  "supply",
];

export function stateOf(claim: { verdict: { outcome: Outcome } | null }): MarkState {
  return claim.verdict?.outcome ?? "rumored";
}

/** Claims as a spec sheet: groups in reading order, and in each the most reported attribute first, the refuted last. */
export function arrangeSlots(claims: ClaimEntry[]): AttributeGroup[] {
  const groups = groupBy(claims, (claim) => claim.attribute.group);
  return [...groups.keys()].sort(compareGroups).map((group) => {
    const byAttribute = [...groupBy(groups.get(group) ?? [], (claim) => claim.attribute.slug).values()];
    byAttribute.sort((a, b) => hopeless(a) - hopeless(b) || reportsOf(b) - reportsOf(a));
    return { group, slots: byAttribute.flatMap(slotsOfAttribute) };
  });
}

function slotsOfAttribute(claims: ClaimEntry[]): Slot[] {
  const scopes = [...groupBy(claims, (claim) => claim.scope).values()];
  return scopes.sort((a, b) => hopeless(a) - hopeless(b)).map(slotOf);
}

/** 1 where nothing is left standing: such lines come after those that tell what the device is. */
function hopeless(claims: ClaimEntry[]): number {
  return claims.every((claim) => claim.verdict?.outcome === "refuted") ? 1 : 0;
}

function slotOf(claims: ClaimEntry[]): Slot {
  const ordered = [...claims].sort(compareStanding);
  const [best] = ordered;
  if (!best) throw new Error("A slot without a claim");
  const standing = best.attribute.exclusive ? [] : ordered.filter((claim) => rank(claim) < 3);
  const leading = standing.length > 0 ? standing : [best];
  return {
    key: `${best.attribute.slug} ${best.scope ?? ""}`,
    attribute: best.attribute,
    scope: best.scope,
    leading,
    folded: ordered.filter((claim) => !leading.includes(claim)),
  };
}

/** Settled true before open, open before settled false; then the narrower window, then the more credible. */
function compareStanding(a: ClaimEntry, b: ClaimEntry): number {
  return (
    rank(a) - rank(b) ||
    (rank(a) === 0 ? widthOf(a) - widthOf(b) : 0) ||
    b.credibility.probability - a.credibility.probability ||
    a.firstReported.localeCompare(b.firstReported)
  );
}

function rank(claim: ClaimEntry): number {
  return { confirmed: 0, partly: 1, rumored: 2, official: 2, unresolved: 3, refuted: 4 }[stateOf(claim)];
}

function widthOf({ value }: ClaimEntry): number {
  return "from" in value ? Date.parse(value.to) - Date.parse(value.from) : 0;
}

function reportsOf(claims: ClaimEntry[]): number {
  return claims.reduce((sum, claim) => sum + claim.reports.length, 0);
}

export function compareGroups(a: string, b: string): number {
  const place = (group: string) =>
    groupOrder.includes(group) ? groupOrder.indexOf(group) : groupOrder.length;
  return place(a) - place(b) || a.localeCompare(b);
}
