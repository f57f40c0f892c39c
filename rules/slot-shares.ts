import { compareValues } from "./values";
import type { Attribute, Outcome, Value } from "./vocabulary";

/** A claim of a slot with the odds (p / (1 - p)) it has by itself. */
export type Contender = { id: string; value: Value; outcome: Outcome | null; odds: number };

export type Share = {
  probability: number;
  /** What is left of its own odds once rivals share 1; null without a rival. */
  share: number | null;
  settledBy: { claimId: string; outcome: Outcome } | null;
};

/** Nothing is published as less probable than one in a hundred, nor as more certain. */
const floor = 0.01;

type Compare = (a: Contender, b: Contender) => ReturnType<typeof compareValues>;

/**
 * The settled claim that decides an open one, if there is one. What is confirmed makes every value that contains it true and every
 * rival false; what is refuted takes the narrower values inside it along. Partly right decides nothing: the truth is close
 * to it, but nobody said which value it is.
 */
function deciderOf(
  one: Contender,
  all: Contender[],
  compare: Compare,
): (Contender & { right: boolean }) | null {
  const settled = (outcome: Outcome, how: string[]) =>
    all.find((other) => other.outcome === outcome && how.includes(compare(other, one)));
  const inside = settled("confirmed", ["inside", "same"]);
  if (inside) return { ...inside, right: true };
  const against = settled("confirmed", ["rival"]) ?? settled("refuted", ["contains", "same"]);
  return against ? { ...against, right: false } : null;
}

/** Rivals of `one`, those that do not exclude each other (June; all of Q2) together. */
function familiesAgainst(one: Contender, pool: Contender[], compare: Compare): Contender[][] {
  const families: Contender[][] = [];
  for (const rival of pool) {
    if (compare(one, rival) !== "rival") continue;
    const family = families.find((members) => members.every((member) => compare(member, rival) !== "rival"));
    if (family) family.push(rival);
    else families.push([rival]);
  }
  return families;
}

function sum(odds: number[]): number {
  return [...odds].sort((a, b) => a - b).reduce((total, one) => total + one, 0);
}

/** Odds of what excludes `one`: each family counts by its likeliest value. */
function oddsAgainst(one: Contender, pool: Contender[], compare: Compare): number {
  return sum(
    familiesAgainst(one, pool, compare).map((family) => Math.max(...family.map(({ odds }) => odds))),
  );
}

/** A window has at least the odds of what lies inside it: of the likeliest values there that exclude each other, together. */
function liftWindows(pool: Contender[], compare: Compare): Contender[] {
  return pool.map((one) => {
    const chosen: Contender[] = [];
    for (const other of pool
      .filter((other) => compare(other, one) === "inside")
      .sort((a, b) => b.odds - a.odds))
      if (chosen.every((member) => compare(member, other) === "rival")) chosen.push(other);
    return { ...one, odds: Math.max(one.odds, sum(chosen.map(({ odds }) => odds))) };
  });
}

/** Raises faint odds so far that no share falls below the floor; as odds, so that shares still sum to 1. */
function raiseFaint(rivals: Contender[]): Contender[] {
  const part = floor / Math.max(1 - floor * rivals.length, floor);
  const total = 1 + sum(rivals.map(({ odds }) => odds));
  return rivals.map((one) => ({ ...one, odds: Math.max(one.odds, part * total) }));
}

function sharePool(pool: Contender[], compare: Compare): Map<string, Share> {
  const lifted = liftWindows(pool, compare);
  const competing = lifted.filter((one) => lifted.some((other) => compare(one, other) === "rival"));
  const raised = raiseFaint(competing);
  const shares = new Map(
    raised.map((one) => [one.id, one.odds / (1 + one.odds + oddsAgainst(one, raised, compare))]),
  );
  const own = ({ id, odds }: Contender) => shares.get(id) ?? odds / (1 + odds);
  return new Map(
    lifted.map((one) => {
      const inside = lifted.filter((other) => compare(other, one) === "inside");
      const probability = Math.max(own(one), ...inside.map(own));
      return [one.id, { probability, share: shares.get(one.id) ?? null, settledBy: null }];
    }),
  );
}

/**
 * How the claims of one slot share what is possible, by id. Rivals and an implicit "something else", which has the odds 1 of
 * a claim nobody made, sum to 1: share = odds / (1 + odds + odds of the rivals). A window is at least as probable as the values
 * inside it that exclude each other are together. Verdicts pull at once: a claim that one of them decides is (nearly) certain,
 * and it leaves the pool together with what was refuted or only partly right. A settled claim itself shows what was believed
 * before: for it nothing of the slot is settled. `claims` come in a fixed order, so sums give the same bytes.
 */
export function shareSlot(claims: Contender[], attribute: Attribute): Map<string, Share> {
  const compare: Compare = (a, b) => compareValues(a.value, b.value, attribute);
  const open = claims.filter(({ outcome }) => outcome === null || outcome === "unresolved");
  const believed = sharePool(claims, compare);
  const decided = new Map<string, Share>();
  for (const one of claims.filter(({ outcome }) => outcome === null)) {
    const by = deciderOf(one, claims, compare);
    const settledBy = by?.outcome ? { claimId: by.id, outcome: by.outcome } : null;
    if (by && settledBy) decided.set(one.id, { probability: by.right ? 1 : 0, share: null, settledBy });
  }
  const left = sharePool(
    open.filter((one) => !decided.has(one.id)),
    compare,
  );
  const settled = claims.filter(({ outcome }) => outcome !== null).map(({ id }) => id);
  const before = settled.flatMap((id) => [...believed].filter(([key]) => key === id));
  return new Map([...left, ...decided, ...before]);
}
