import { type RaterScore, scoreRaters } from "./rater-scores";
import { hitOf } from "./replay";
import {
  type ClaimHistory,
  dayOf,
  openedOn,
  type Published,
  publishSettled,
  type SlotHistory,
  startOf,
} from "./slot-history";
import { type SourceScore, scoreSources, type TrackRecords } from "./track-records";

/** How the credibility of a claim came out, beside simpler ways to guess; probabilities 0..1. */
export type ClaimScore = {
  group: string;
  knownAt: Date;
  hit: boolean;
  /** Null where nothing was reported or rated before. */
  probability: number | null;
  baseRate: number;
  reportCount: number | null;
  ratingMean: number | null;
  raters: number;
};

/** Everything a verdict teaches; `scores` is null for one that shows nobody right or wrong. */
export type Settlement = {
  claimId: string;
  verdictId: string;
  /** What the claim is shown with from now on. */
  published: Published;
  scores: { claim: ClaimScore; sources: SourceScore[]; raters: RaterScore[] } | null;
};

/** What was published of one claim before an instant, without simulated members; null for nothing. */
export type Believed = (before: Date) => number | null;

export type ToSettle = {
  slot: SlotHistory;
  claim: ClaimHistory & { verdict: NonNullable<ClaimHistory["verdict"]> };
  /** Of claims known before the day of the fact. */
  records: TrackRecords;
  /** By this installation, at the time. */
  recorded: Believed;
  /** The same, and where nothing was, what would have been. */
  believed: Believed;
};

/** Share of earlier settled claims of the group that came true, with one hit and one miss to begin with. */
function baseRateOf(records: TrackRecords, group: string): number {
  const { hits, n } = records.base.get(group) ?? { hits: 0, n: 0 };
  return (hits + 1) / (n + 2);
}

/** (s+1)/(s+c+2) for s supporting and c contradicting reports. */
function countReports(reports: { stance: string }[]): number | null {
  const supporting = reports.filter((report) => report.stance === "supports").length;
  const contradicting = reports.filter((report) => report.stance === "contradicts").length;
  return supporting + contradicting === 0 ? null : (supporting + 1) / (supporting + contradicting + 2);
}

function meanOf(probabilities: number[]): number | null {
  if (probabilities.length === 0) return null;
  // Sorted, because the last bits of a floating-point sum depend on its order.
  return [...probabilities].sort((a, b) => a - b).reduce((sum, one) => sum + one, 0) / probabilities.length;
}

/** Real members are measured against one another; simulated ones, for their own pages, against everybody. */
function scoreAllRaters(claim: ClaimHistory, knownAt: Date, hit: boolean): RaterScore[] {
  const real = claim.ratings.filter((rating) => !rating.simulated);
  const simulated = new Set(claim.ratings.filter((rating) => rating.simulated).map((rating) => rating.rater));
  const score = (ratings: ClaimHistory["ratings"]) =>
    scoreRaters(ratings, { opened: startOf(openedOn(claim)), knownAt, hit });
  return [...score(real), ...score(claim.ratings).filter(({ rater }) => simulated.has(rater))];
}

/**
 * What a settled claim is shown with from now on, and how its published number, its origins and its raters came out. Only what
 * was reported before the day of the fact and rated before the fact counts.
 */
export function settle({ slot, claim, records, recorded, believed }: ToSettle): Settlement {
  const { knownAt, outcome, id: verdictId } = claim.verdict;
  const { evidence, ...published } = publishSettled(slot, claim, records);
  const hit = hitOf(outcome);
  if (hit === null) return { claimId: claim.id, verdictId, published, scores: null };
  const { attribute } = slot;
  const real = evidence.ratings.filter((rating) => !rating.simulated).map((rating) => rating.probability);
  const silent = evidence.reports.length === 0 && real.length === 0;
  const { probability } = published.withoutSimulated ?? published.credibility;
  const score: ClaimScore = {
    ...{ group: attribute.group, knownAt, hit },
    probability: silent ? null : (recorded(startOf(dayOf(knownAt))) ?? probability),
    baseRate: baseRateOf(records, attribute.group),
    reportCount: countReports(evidence.reports),
    ratingMean: meanOf(real),
    raters: real.length,
  };
  const rivals = slot.claims.filter((one) => one.id !== claim.id).flatMap((one) => one.reports);
  const believedOn = (day: string) => believed(startOf(day));
  const sources = scoreSources({ reports: claim.reports, rivals, knownAt, hit, attribute, believedOn });
  const raters = scoreAllRaters(claim, knownAt, hit);
  return { claimId: claim.id, verdictId, published, scores: { claim: score, sources, raters } };
}
