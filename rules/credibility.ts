import { blendCrowd, type Crowd, poolCrowd, sourcesWorth } from "./crowd";
import type { ReportEdge } from "./provenance";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "./ratings";
import { revisionOf, statementsOn } from "./revisions";
import { type Share, shareSlot } from "./slot-shares";
import { logOdds, probabilityOf, type SourcePrior, weighSources } from "./source-prior";
import type { Tally, TrackRecords } from "./track-records";
import { compareValues, valueKey } from "./values";
import type { Attribute, Hedge, Outcome, Value } from "./vocabulary";

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

/** The parts with its origins called by the names they have now; a name that was corrected, or withheld, is so everywhere. */
export function withCurrentNames(
  parts: Credibility["parts"],
  names: ReadonlyMap<string, string>,
): Credibility["parts"] {
  const named = parts.sources.named.map((origin) => ({
    ...origin,
    name: names.get(origin.slug) ?? origin.name,
  }));
  return { ...parts, sources: { ...parts.sources, named } };
}

/** Half width of the range, in log-odds, with no evidence at all; it narrows with the root of what is known. */
const widestRange = 1.8;
/** How many raters narrow the range as much as one verified origin: they mostly read the same reports. */
const ratersPerOrigin = 5;

function bounded(probability: number): number {
  const within = Math.max(LOWEST_PROBABILITY, Math.min(HIGHEST_PROBABILITY, probability));
  return Math.round(within * 10_000) / 10_000;
}

type Weighed = {
  claim: ClaimEvidence;
  sources: SourcePrior;
  crowd: Crowd | null;
  blend: ReturnType<typeof blendCrowd>;
};

function rangeAround(probability: number, { sources, crowd }: Weighed): { low: number; high: number } {
  const evidence = sources.evidence + (crowd?.effective ?? 0) / ratersPerOrigin;
  const half = widestRange / Math.sqrt(1 + evidence);
  const middle = logOdds(probability);
  return { low: bounded(probabilityOf(middle - half)), high: bounded(probabilityOf(middle + half)) };
}

function publish(one: Weighed, share: Share): Credibility {
  const { sources, crowd, blend } = one;
  const probability = bounded(share.probability);
  const range = share.settledBy ? { low: probability, high: probability } : rangeAround(probability, one);
  const { base } = sources;
  return {
    probability,
    ...range,
    parts: {
      sources: {
        probability: bounded(probabilityOf(sources.logOdds)),
        origins: sources.origins,
        against: sources.against,
        base: { ...base, probability: bounded(base.probability) },
        named: sources.named,
      },
      crowd: crowd && {
        probability: bounded(probabilityOf(crowd.logOdds)),
        raters: crowd.raters,
        simulated: crowd.simulated,
        newcomers: crowd.newcomers,
        joint: crowd.joint,
        weight: Math.round(blend.weight * 10_000) / 10_000,
      },
      share: share.share === null ? null : bounded(share.share),
      settledBy: share.settledBy,
    },
  };
}

/** What is said on each claim of a slot and still stands: a source that changed its mind counts only where it is now. */
function weighSlot(claims: ClaimEvidence[], attribute: Attribute, records: TrackRecords): Weighed[] {
  const slot = claims.map((claim) => ({ claim, said: statementsOn(claim.id, claim.reports) }));
  return slot.map(({ claim, said }) => {
    const rivals = slot.filter(
      (other) => compareValues(claim.value, other.claim.value, attribute) === "rival",
    );
    const others = [...said, ...rivals.flatMap((other) => other.said)];
    const standing = said.filter((statement) => revisionOf(statement, others) === null);
    const sources = weighSources(standing, attribute.group, records);
    const crowd = poolCrowd(claim.ratings, records.raters);
    return {
      claim,
      sources,
      crowd,
      blend: blendCrowd({ logOdds: sources.logOdds, worth: sourcesWorth }, crowd),
    };
  });
}

/** The odds of a claim by itself, never more certain than may be published. */
function oddsOf({ blend }: Weighed): number {
  const strongest = logOdds(HIGHEST_PROBABILITY);
  return Math.exp(Math.max(-strongest, Math.min(strongest, blend.logOdds)));
}

/**
 * The published probability of each claim of one slot, keyed by claim id: what its origins say (weighSources), blended with its
 * raters (blendCrowd), shared with its rivals (shareSlot). Pure, and the same for every order of claims, reports and ratings.
 * A settled claim shows what was believed: for it, no claim of the slot counts as settled.
 */
export function credibilityOfSlot(
  claims: ClaimEvidence[],
  attribute: Attribute,
  records: TrackRecords,
): Map<string, Credibility> {
  const key = (claim: ClaimEvidence) => `${valueKey(claim.value, attribute)} ${claim.id}`;
  const sorted = [...claims].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const weighed = weighSlot(sorted, attribute, records);
  const contenders = weighed.map((one) => ({ ...one.claim, odds: oddsOf(one) }));
  const shares = shareSlot(contenders, attribute);
  return new Map(
    weighed.flatMap((one): [string, Credibility][] => {
      const share = shares.get(one.claim.id);
      return share ? [[one.claim.id, publish(one, share)]] : [];
    }),
  );
}
