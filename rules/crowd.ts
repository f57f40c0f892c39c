import type { RatingEvidence } from "./credibility";
import { groupBy } from "./grouping";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "./ratings";
import { burstsOf } from "./rings";
import type { RaterRecord } from "./track-records";

/** A rating as the crowd hears it; `joinedAt` is null in data that does not tell when accounts were made. */
export type CrowdRating = Omit<RatingEvidence, "joinedAt"> & { joinedAt: Date | null };

export type Crowd = {
  /** What the raters say together. */
  logOdds: number;
  raters: number;
  /** Of those, example members. */
  simulated: number;
  /** Raters with so little behind them that they count little. */
  newcomers: number;
  /** Raters in lockstep with another one here: each such group counts as its best member. */
  joint: number;
  /** How many known members' worth of weight the crowd has in the blend. */
  effective: number;
};

/**
 * A member is known after so many settled claims on which they differed from the others. Claims everybody was sure of teach
 * nothing (see `scoreRaters`), so an account cannot become known on easy ones. From 3 to 5 back-tests hardly differ.
 */
export const knownAfterClaims = 5;
/** What a newcomer weighs beside a known member; 0.3 to 0.5 do equally well in the back-test. */
export const newcomerWeight = 0.4;
/** All newcomers of a claim together weigh at most so many known members: otherwise accounts made for it are the crowd. */
export const newcomersAtMost = 1.5;
/** An account younger than this when it rates is new whatever it knows: most accounts made for one occasion are used at once. */
export const youngDays = 14;
/** New accounts weigh a quarter of a newcomer each, and all of a claim together no more than one. */
const youngWeight = newcomerWeight / 4;
const youngAtMost = newcomerWeight;
/**
 * Once two known members rated, newcomers move the crowd by no more than this in log-odds, so that the published number moves
 * less than 5 points even where they rate a rival the other way; new accounts never move those of others by more. On dated
 * forecasts any limit from 0.05 to none is within 0.001 Brier points. From three known members on would be 0.0012 better on claims
 * known in 2012 and 2013 and 0.0002 on those of 2014 and 2015, but then one patient account moves three honest ones by 19 points.
 */
const newcomersMove = 0.07;
const fewestKnown = 2;
/**
 * With four known members nobody counts as further than this in log-odds from the middle of the crowd: one who shouts last must
 * not outvote all. Costs 0.0001 Brier points on dated forecasts.
 */
const furthest = 2;
const fewestForMiddle = 4;
/**
 * A member who was 0.06 Brier points better than the others on each of many claims weighs double. Ten claims without any
 * difference are added before, so that luck on a few counts little; and nobody weighs more than double or less than half.
 */
const skillFactor = 12;
const skillShrinkage = 10;
const strongestSkill = Math.log(2);
/**
 * Known members are together more certain than their mean, because each knows something that others do not; how much depends
 * on their share of the weight. With few or unknown raters the mean is certain enough.
 */
const extremised = 0.25;
const fewestToExtremise = 3;
/**
 * How many known members a prior is worth in the blend; beside more of them its part falls with the square. A base rate, which
 * says little, is worth half a member: from three members on a larger part made back-tested crowds worse, with one or two it
 * made them better.
 */
export const baseRateWorth = 0.5;
/**
 * What the origins say is worth two. A judgment: they score 0.20 where the base rate scores 0.26 (back-test on the example
 * rumors), but no data has both them and a crowd of real members. The same however many origins there are, or one more could
 * lower a claim that the crowd holds for sure.
 */
export const sourcesWorth = 2;

/**
 * What is older tells less: 16 days before the newest rating count half, 80 days a third. Besides the order in time, because
 * a crowd that gathered in a week is not stale and one rating of last year among this week's is.
 */
const ageing = 0.25;

const dayMs = 86_400_000;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

function logOdds(probability: number): number {
  const within = clamp(probability, LOWEST_PROBABILITY, HIGHEST_PROBABILITY);
  return Math.log(within / (1 - within));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** One member, or accounts in lockstep that count as one. */
type Voice = {
  odds: number;
  at: number;
  standing: "known" | "newcomer" | "young";
  /** Weight by standing. */
  mass: number;
  /** Factor by past skill. */
  skill: number;
  /** Places it takes in the order of time: less than one for newcomers that share a limited weight. */
  places: number;
};

const massOf = { known: 1, newcomer: newcomerWeight, young: youngWeight };

/** Example members have no record that counts: theirs was invented by whoever knew how it came out. */
function hear(rating: CrowdRating, record: RaterRecord | undefined): Voice {
  const { n = 0, skillMicro = 0 } = (rating.simulated ? undefined : record) ?? {};
  const isYoung =
    rating.joinedAt !== null && rating.at.getTime() - rating.joinedAt.getTime() < youngDays * dayMs;
  const standing = isYoung ? "young" : n < knownAfterClaims ? "newcomer" : "known";
  const skill = (skillFactor * (skillMicro / 1e6)) / (n + skillShrinkage);
  return {
    odds: logOdds(rating.probability),
    at: rating.at.getTime(),
    standing,
    mass: massOf[standing],
    skill: Math.exp(clamp(skill, -strongestSkill, strongestSkill)),
    places: massOf[standing] / (standing === "known" ? 1 : newcomerWeight),
  };
}

/** So that a sum has the same last bits in any order of the input. */
function inOrder(voices: Voice[]): Voice[] {
  return [...voices].sort((a, b) => a.at - b.at || a.odds - b.odds || a.mass - b.mass || a.skill - b.skill);
}

/** Speaks with the weight of its best member, so that nobody loses theirs to a shadow that copies them. */
function join(ring: Voice[]): Voice[] {
  const [first, ...others] = inOrder(ring).sort((a, b) => b.mass * b.skill - a.mass * a.skill);
  if (!first || others.length === 0) return ring;
  const members = [first, ...others];
  const weight = sum(members.map((voice) => voice.mass * voice.skill));
  const odds = sum(members.map((voice) => (voice.mass * voice.skill * voice.odds) / weight));
  return [{ ...first, odds, at: Math.max(...members.map((voice) => voice.at)) }];
}

/** Makes those in question weigh together no more than `most`. */
function limit(voices: Voice[], most: number, concerns: (voice: Voice) => boolean): Voice[] {
  const factor = Math.min(1, most / sum(voices.filter(concerns).map((voice) => voice.mass)));
  return voices.map((voice) =>
    concerns(voice) ? { ...voice, mass: voice.mass * factor, places: voice.places * factor } : voice,
  );
}

/**
 * Later counts more: exp(√i − √N) at place i of N, Metaculus' weights, and by age. Those of one instant share the middle of
 * their places.
 */
function recencyOf(voices: Voice[]): (voice: Voice) => number {
  const all = sum(voices.map((voice) => voice.places));
  const newest = voices.at(-1)?.at ?? 0;
  const weights = new Map<number, number>();
  let passed = 0;
  for (const [at, together] of groupBy(voices, (voice) => voice.at)) {
    const places = sum(together.map((voice) => voice.places));
    const place = passed + places / 2 + places / together.length / 2;
    const ageDays = (newest - at) / dayMs;
    weights.set(at, Math.exp(Math.sqrt(place) - Math.sqrt(all)) * (1 + ageDays) ** -ageing);
    passed += places;
  }
  return (voice) => weights.get(voice.at) ?? 0;
}

/** The log-odds with half of the weight on either side. */
function middleOf(weighted: { odds: number; weight: number }[]): number {
  const byOdds = [...weighted].sort((a, b) => a.odds - b.odds || a.weight - b.weight);
  const half = sum(byOdds.map(({ weight }) => weight)) / 2;
  let passed = 0;
  for (const { odds, weight } of byOdds) {
    passed += weight;
    if (passed >= half) return odds;
  }
  return byOdds.at(-1)?.odds ?? 0;
}

/** Log-odds of these voices together; they come in the order of `inOrder`. */
function pool(voices: Voice[]): number {
  const recency = recencyOf(voices);
  const weighted = voices.map((voice) => ({ ...voice, weight: voice.mass * voice.skill * recency(voice) }));
  const known = weighted.filter(({ standing }) => standing === "known");
  const far = known.length < fewestForMiddle ? Number.POSITIVE_INFINITY : furthest;
  const middle = middleOf(weighted);
  const all = sum(weighted.map(({ weight }) => weight));
  const mean = sum(
    weighted.map(({ odds, weight }) => (weight / all) * clamp(odds, middle - far, middle + far)),
  );
  const share = sum(known.map(({ weight }) => weight)) / all;
  return mean * (voices.length < fewestToExtremise ? 1 : 1 + extremised * share);
}

/** Those whom others may hardly move: two known members, or else whoever is no new account; all where nobody is. */
function steadyOf(voices: Voice[]): Voice[] {
  const known = voices.filter(({ standing }) => standing === "known");
  if (known.length >= fewestKnown) return known;
  const grown = voices.filter(({ standing }) => standing !== "young");
  return grown.length > 0 ? grown : voices;
}

function poolWithin(voices: Voice[]): number {
  const steady = steadyOf(voices);
  const all = pool(voices);
  if (steady.length === voices.length) return all;
  const without = pool(steady);
  return clamp(all, without - newcomersMove, without + newcomersMove);
}

/** Known members' worth of weight; new accounts add none to that of others. */
function effectiveOf(voices: Voice[]): number {
  const grown = voices.filter(({ standing }) => standing !== "young");
  return sum((grown.length > 0 ? grown : voices).map(({ mass }) => mass));
}

/**
 * What the raters of one claim say together: the mean of their log-odds, weighted by how known they are, past skill and
 * recency, and a little more certain where several known members rated. Accounts in lockstep, by their records or as a burst
 * of new accounts on this claim, count as one. The same for any order of ratings; null without any. The cost grows with the
 * raters of this claim only.
 */
export function poolCrowd(ratings: CrowdRating[], raters: ReadonlyMap<string, RaterRecord>): Crowd | null {
  if (ratings.length === 0) return null;
  const bursts = burstsOf(
    ratings.filter((rating) => hear(rating, raters.get(rating.rater)).standing === "young"),
  );
  const rings = [
    ...groupBy(ratings, ({ rater }) => raters.get(rater)?.ring ?? bursts.get(rater) ?? rater).values(),
  ].map((ring) => ring.map((rating) => hear(rating, raters.get(rating.rater))));
  const alone = inOrder(rings.flatMap(join));
  const fewYoung = limit(alone, youngAtMost, (voice) => voice.standing === "young");
  const voices = limit(fewYoung, newcomersAtMost, (voice) => voice.standing !== "known");
  return {
    logOdds: poolWithin(voices),
    raters: ratings.length,
    simulated: ratings.filter((rating) => rating.simulated).length,
    newcomers: rings.flat().filter((voice) => voice.standing !== "known").length,
    joint: rings.filter((ring) => ring.length > 1).flat().length,
    effective: effectiveOf(voices),
  };
}

/**
 * Log-odds of prior and crowd together, and how much of it is the crowd's (0..1): e² / (e² + worth²) for a crowd that weighs e
 * known members.
 */
export function blendCrowd(
  prior: { logOdds: number; worth: number },
  crowd: Crowd | null,
): { logOdds: number; weight: number } {
  if (!crowd) return { logOdds: prior.logOdds, weight: 0 };
  const weight = crowd.effective ** 2 / (crowd.effective ** 2 + prior.worth ** 2);
  return { logOdds: (1 - weight) * prior.logOdds + weight * crowd.logOdds, weight };
}
