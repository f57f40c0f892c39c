import type { RatingEvidence } from "./credibility";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "./ratings";
import type { RaterRecord } from "./track-records";

export type Crowd = {
  logOdds: number;
  raters: number;
  /** Of those, example members. */
  simulated: number;
  /** Raters so new that they count little. */
  newcomers: number;
  /** Raters in lockstep who together count as one. */
  joint: number;
  /** How many members' worth of weight the crowd has in the blend. */
  effective: number;
};

/** So many settled claims make a member known; before that luck and skill look alike. */
const knownAfterClaims = 5;
/** And so many days: an account made for one occasion is younger. */
const knownAfterDays = 14;
/** What a newcomer weighs beside a known member. */
const newcomerWeight = 0.3;
/** Of skill in Brier points a claim, shrunk by ten claims without any. */
const skillFactor = 12;
const skillShrinkage = 10;
/** Pools of three and more known members are more certain than their mean, because each knows something the others do not. */
const extremised = 1.2;
const fewestToExtremise = 3;
/** What sources say weighs as much as so many members. */
const priorRaters = 0.5;

const day = 86_400_000;

function logOdds(probability: number): number {
  const within = Math.max(LOWEST_PROBABILITY, Math.min(HIGHEST_PROBABILITY, probability));
  return Math.log(within / (1 - within));
}

type Voice = { rater: string; odds: number; at: number; weight: number; newcomer: boolean };

function hear(rating: RatingEvidence, record: RaterRecord | undefined): Voice {
  const n = record?.n ?? 0;
  const ageDays = (rating.at.getTime() - rating.joinedAt.getTime()) / day;
  const newcomer = n < knownAfterClaims || ageDays < knownAfterDays;
  const skill = rating.simulated ? 0 : (record?.skillMicro ?? 0) / 1e6;
  return {
    rater: rating.rater,
    odds: logOdds(rating.probability),
    at: rating.at.getTime(),
    weight: (newcomer ? newcomerWeight : 1) * Math.exp((skillFactor * skill) / (n + skillShrinkage)),
    newcomer,
  };
}

/** Later counts more: exp(√i − √N) for the i-th of N; those of one instant share the mean of their places. */
function weighByRecency(voices: Voice[]): Voice[] {
  const all = voices.length;
  const byTime = [...voices].sort((a, b) => a.at - b.at || a.odds - b.odds || a.weight - b.weight);
  return byTime.map((voice) => {
    const first = byTime.findIndex((other) => other.at === voice.at);
    const last = byTime.findLastIndex((other) => other.at === voice.at);
    let recency = 0;
    for (let place = first; place <= last; place += 1)
      recency += Math.exp(Math.sqrt(place + 1) - Math.sqrt(all));
    return { ...voice, weight: (voice.weight * recency) / (last - first + 1) };
  });
}

/**
 * What the raters of one claim say together: the mean of their log-odds, weighted by recency and past skill, a little more
 * certain when several known members agree. The same for any order of ratings. Null without ratings.
 */
export function poolCrowd(ratings: RatingEvidence[], raters: ReadonlyMap<string, RaterRecord>): Crowd | null {
  if (ratings.length === 0) return null;
  const voices = weighByRecency(ratings.map((rating) => hear(rating, raters.get(rating.rater))));
  const weight = voices.reduce((sum, voice) => sum + voice.weight, 0);
  const mean = voices.reduce((sum, voice) => sum + voice.weight * voice.odds, 0) / weight;
  const known = voices.filter((voice) => !voice.newcomer).length;
  return {
    logOdds: mean * (known >= fewestToExtremise ? extremised : 1),
    raters: ratings.length,
    simulated: ratings.filter((rating) => rating.simulated).length,
    newcomers: ratings.length - known,
    joint: 0,
    effective: known + (ratings.length - known) * newcomerWeight,
  };
}

/** Log-odds of sources and crowd together, and how much of it is the crowd's (0..1). */
export function blendCrowd(priorLogOdds: number, crowd: Crowd | null): { logOdds: number; weight: number } {
  if (!crowd) return { logOdds: priorLogOdds, weight: 0 };
  const weight = crowd.effective / (crowd.effective + priorRaters);
  return { logOdds: (1 - weight) * priorLogOdds + weight * crowd.logOdds, weight };
}
