import { countsAsEvidence, type Origin, type ReportEdge, traceOrigins } from "./provenance";
import type { Tally, TrackRecords } from "./track-records";
import { compareValues, valueKey } from "./values";
import type { Attribute, Hedge, Outcome, SourceKind, Value } from "./vocabulary";

/** The rating of one member that stood at the time. */
export type RatingEvidence = {
  /** Id of the member. */
  rater: string;
  probability: number;
  at: Date;
  /** When the account was made. */
  joinedAt: Date;
  simulated: boolean;
};

/** Stored with every credibility; a change of any rule or constant that moves a number raises it. */
export const algorithmVersion = 1;

/** What is known about one claim of a slot. For a settled claim: what was known and rated when it was settled. */
export type ClaimEvidence = {
  id: string;
  value: Value;
  reports: ReportEdge[];
  ratings: RatingEvidence[];
  outcome: Outcome | null;
};

/** One origin as it entered a credibility. */
export type NamedOrigin = {
  slug: string;
  name: string;
  stance: "supports" | "contradicts";
  verified: boolean;
  hedge: Hedge | null;
  /** Its settled claims at that time, in this attribute group where it has any there, else overall (group null). */
  record: Tally & { group: string | null };
  /** What it adds to the log-odds; negative against the claim. */
  weight: number;
};

export type Credibility = {
  probability: number;
  low: number;
  high: number;
  parts: {
    /** What the origins alone say. */
    sources: {
      probability: number;
      /** Named origins for and against. */
      origins: number;
      against: number;
      /** How earlier claims of the attribute group came out. */
      base: { probability: number; group: string } & Tally;
      /** The origins that weigh most, heaviest first, at most five. */
      named: NamedOrigin[];
    };
    /** What the raters alone say; `simulated` of `raters` are example members. */
    crowd: {
      probability: number;
      raters: number;
      simulated: number;
      /** Raters so new that they count little. */
      newcomers: number;
      /** Raters in lockstep who together count as one. */
      joint: number;
      /** How much of the blend is the crowd's, 0..1. */
      weight: number;
    } | null;
    /** What is left of sources and crowd once rivals, which cannot all be right, share 1; null without a rival. */
    share: number | null;
    /** A settled claim of the slot that decides this one; null while none does. */
    settledBy: { claimId: string; outcome: Outcome } | null;
  };
};

/**
 * A claim nobody named stands behind. Of the settled claims of the example data, those with one unconfirmed origin and those
 * with none came true about half the time, and a published rumor nobody repeats does worse than that sample.
 */
const baseLogOdds = -0.2;
/**
 * What a first-hand origin adds, by who speaks. In the example data one verified origin came true in 62 %, two origins in 74 %.
 * Makers and regulators seldom speak early and are seldom wrong about themselves; the others are told apart no further than
 * that outlets mix their own knowledge with others', until track records replace this table.
 */
const weightOfKind: Record<SourceKind, number> = {
  manufacturer: 2.5,
  regulator: 1.6,
  carrier: 0.9,
  retailer: 0.8,
  supplier: 0.8,
  benchmark: 0.8,
  analyst: 0.7,
  leaker: 0.7,
  outlet: 0.6,
};
/** An origin only credited by others: such claims came true in 50 %, against 62 % with a report of the origin itself. */
const unverifiedShare = 0.5;
/** All outlets that name nobody together: nothing shows that they know more than one another. */
const unnamedWeight = 0.15;
/** Each further origin adds this share of what it would add alone: leakers share suppliers and read each other. */
const nextOriginShare = 0.8;
/** A denial tells more than an assertion: with one origin for and one against, 5 % of the claims in the example data came true. */
const againstFactor = 1.8;
/** So many raters weigh as much as the sources do; fewer hardly move the number. */
const ratersForHalf = 6;
/** Nothing is published as more certain than one in a hundred, like the ratings. */
const strongest = Math.log(99);
/** Half width of the range, in log-odds, with no evidence at all; it narrows with the root of what is known. */
const widestRange = 1.8;
/** How many raters narrow the range as much as one verified leaker: they mostly read the same reports. */
const ratersPerOrigin = 5;

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function weightOf(origin: Origin): number {
  if (origin.source === null) return unnamedWeight;
  return weightOfKind[origin.source.kind] * (origin.verified ? 1 : unverifiedShare);
}

/** Strongest first, each next one diminished; so an additional origin never lowers the sum. */
function addUp(origins: Origin[]): number {
  return origins
    .map(weightOf)
    .sort((a, b) => b - a)
    .reduce((sum, weight, index) => sum + weight * nextOriginShare ** index, 0);
}

type Sources = { logOdds: number; origins: number; against: number; weight: number; named: NamedOrigin[] };

function nameOrigin(origin: Origin): NamedOrigin[] {
  const { source, stance, verified } = origin;
  if (source === null || stance === "mentions") return [];
  const weight = stance === "supports" ? weightOf(origin) : -againstFactor * weightOf(origin);
  const record = { hits: 0, n: 0, group: null };
  return [{ slug: source.slug, name: source.name, stance, verified, hedge: null, record, weight }];
}

/** What a source that changed its mind said last; repeats of the older statement do not bring it back. */
function standing(origins: Origin[]): Origin[] {
  return origins.filter(
    (origin) =>
      origin.stance !== "mentions" &&
      countsAsEvidence(origin) &&
      !origins.some(
        (other) =>
          origin.source !== null &&
          other.source?.slug === origin.source.slug &&
          other.stance !== "mentions" &&
          countsAsEvidence(other) &&
          (other.first > origin.first || (other.first === origin.first && other.stance > origin.stance)),
      ),
  );
}

function weighSources(reports: ReportEdge[]): Sources {
  const origins = standing(traceOrigins(reports).origins);
  const supporting = origins.filter((origin) => origin.stance === "supports");
  const against = origins.filter((origin) => origin.stance === "contradicts");
  const [up, down] = [addUp(supporting), addUp(against)];
  return {
    logOdds: clamp(baseLogOdds + up - againstFactor * down, strongest),
    origins: supporting.filter((origin) => origin.source !== null).length,
    against: against.filter((origin) => origin.source !== null).length,
    weight: up + down,
    named: origins
      .flatMap(nameOrigin)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, 5),
  };
}

type Crowd = { logOdds: number; raters: number; simulated: number };

function weighCrowd(ratings: ClaimEvidence["ratings"]): Crowd | null {
  if (ratings.length === 0) return null;
  // Sorted, because the last bits of a floating-point sum depend on its order.
  const odds = ratings.map((rating) => logOdds(rating.probability)).sort((a, b) => a - b);
  return {
    logOdds: odds.reduce((sum, one) => sum + one, 0) / odds.length,
    raters: ratings.length,
    simulated: ratings.filter((rating) => rating.simulated).length,
  };
}

type Weighed = { claim: ClaimEvidence; key: string; sources: Sources; crowd: Crowd | null; odds: number };

function weigh(claim: ClaimEvidence, attribute: Attribute): Weighed {
  const sources = weighSources(claim.reports);
  const crowd = weighCrowd(claim.ratings);
  const trust = crowd ? crowd.raters / (crowd.raters + ratersForHalf) : 0;
  const blended = (1 - trust) * sources.logOdds + trust * (crowd?.logOdds ?? 0);
  return {
    claim,
    key: `${valueKey(claim.value, attribute)} ${claim.id}`,
    sources,
    crowd,
    odds: Math.exp(clamp(blended, strongest)),
  };
}

/** Odds of everything that excludes `one`. Rivals that do not exclude each other (June; all of Q2) count once, by the likeliest. */
function oddsOfRivals(one: Weighed, all: Weighed[], attribute: Attribute): number {
  const families: Weighed[][] = [];
  for (const rival of all) {
    if (compareValues(one.claim.value, rival.claim.value, attribute) !== "rival") continue;
    const family = families.find((members) =>
      members.every((member) => compareValues(member.claim.value, rival.claim.value, attribute) !== "rival"),
    );
    if (family) family.push(rival);
    else families.push([rival]);
  }
  return families.reduce((sum, family) => sum + Math.max(...family.map((member) => member.odds)), 0);
}

function rangeAround(probability: number, { sources, crowd }: Weighed): { low: number; high: number } {
  const evidence = sources.weight / weightOfKind.leaker + (crowd?.raters ?? 0) / ratersPerOrigin;
  const half = widestRange / Math.sqrt(1 + evidence);
  const middle = logOdds(probability);
  return { low: probabilityOf(middle - half), high: probabilityOf(middle + half) };
}

type Shared = Weighed & { share: number; hasRivals: boolean };

function shareSlot(weighed: Weighed[], attribute: Attribute): Shared[] {
  return weighed.map((one) => {
    const rivals = oddsOfRivals(one, weighed, attribute);
    return { ...one, share: one.odds / (1 + one.odds + rivals), hasRivals: rivals > 0 };
  });
}

function publish(one: Shared, slot: Shared[], attribute: Attribute): Credibility {
  const narrower = slot.filter(
    (other) => compareValues(other.claim.value, one.claim.value, attribute) === "inside",
  );
  const probability = Math.max(one.share, ...narrower.map((other) => other.share));
  const { sources, crowd } = one;
  return {
    probability,
    ...rangeAround(probability, one),
    parts: {
      sources: {
        probability: probabilityOf(sources.logOdds),
        origins: sources.origins,
        against: sources.against,
        base: { probability: probabilityOf(baseLogOdds), group: attribute.group, hits: 0, n: 0 },
        named: sources.named,
      },
      crowd: crowd && {
        probability: probabilityOf(crowd.logOdds),
        raters: crowd.raters,
        simulated: crowd.simulated,
        newcomers: 0,
        joint: 0,
        weight: crowd.raters / (crowd.raters + ratersForHalf),
      },
      share: one.hasRivals ? one.share : null,
      settledBy: null,
    },
  };
}

/**
 * The published probability of each claim of one slot, keyed by claim id. For now a simple estimate:
 * log-odds of the sources (base + supporting origins - contradicting ones), blended with the mean log-odds of the ratings by
 * n / (n + 6); rivals then share 1 with "something else", which has the odds 1 of a claim nobody made:
 * p = odds / (1 + odds + odds of the rivals). A value is never less probable than a narrower one inside it.
 * Outcomes are not fed back: a settled claim shows what was believed.
 */
export function credibilityOfSlot(
  claims: ClaimEvidence[],
  attribute: Attribute,
  _records: TrackRecords,
): Map<string, Credibility> {
  const weighed = claims
    .map((claim) => weigh(claim, attribute))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const slot = shareSlot(weighed, attribute);
  return new Map(slot.map((one) => [one.claim.id, publish(one, slot, attribute)]));
}
