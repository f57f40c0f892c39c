import { type RaterScore, scoreRaters } from "./rater-scores";
import { hitOf } from "./replay";
import {
  type ClaimHistory,
  dayOf,
  evidenceBefore,
  openedOn,
  publishSettled,
  realSlot,
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

/** Everything a verdict teaches. */
export type Settlement = {
  claimId: string;
  verdictId: string;
  claim: ClaimScore;
  sources: SourceScore[];
  raters: RaterScore[];
};

/** What was published of one claim before an instant, without simulated members; null for nothing. */
export type Believed = (before: Date) => number | null;

export type ToSettle = {
  slot: SlotHistory;
  claimId: string;
  /** Of claims known before the day of the fact. */
  records: TrackRecords;
  /** By this installation, at the time. */
  recorded: Believed;
  /** The same, and where nothing was, what would have been. */
  believed: Believed;
};

/** Share of earlier settled claims of the group that came true, with one hit and one miss to begin with. */
export function baseRateOf(records: TrackRecords, group: string): number {
  const { hits, n } = records.base.get(group) ?? { hits: 0, n: 0 };
  return (hits + 1) / (n + 2);
}

/** (s+1)/(s+c+2) for s supporting and c contradicting reports. */
export function countReports(reports: { stance: string }[]): number | null {
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
 * How the published number, the origins and the raters of a settled claim came out, by its last verdict of a real member. Only
 * what was reported before the day of the fact and rated before the fact counts. Null for a claim whose verdict shows nobody
 * right or wrong.
 */
export function settle({ slot, claimId, records, recorded, believed }: ToSettle): Settlement | null {
  const shown = slot.claims.find(({ id }) => id === claimId);
  const real = realSlot(slot);
  const claim = real.claims.find(({ id }) => id === claimId);
  const hit = hitOf(claim?.verdict?.outcome ?? null);
  if (!shown || !claim?.verdict || hit === null) return null;
  const { knownAt, id: verdictId } = claim.verdict;
  const { attribute } = slot;
  const rivals = real.claims.filter(({ id }) => id !== claimId).flatMap(({ reports }) => reports);
  const believedOn = (day: string) => believed(startOf(day));
  return {
    claimId,
    verdictId,
    claim: scorePublished(real, { claimId, knownAt, hit }, { records, recorded }),
    sources: scoreSources({ reports: claim.reports, rivals, knownAt, hit, attribute, believedOn }),
    raters: scoreAllRaters({ ...claim, ratings: shown.ratings }, knownAt, hit),
  };
}

function scorePublished(
  slot: SlotHistory,
  settled: { claimId: string; knownAt: Date; hit: boolean },
  { records, recorded }: Pick<ToSettle, "records" | "recorded">,
): ClaimScore {
  const { claimId, knownAt, hit } = settled;
  const { group } = slot.attribute;
  const evidence = evidenceBefore(slot, claimId, knownAt).find(({ id }) => id === claimId);
  const { reports = [], ratings = [] } = evidence ?? {};
  const published = recorded(startOf(dayOf(knownAt)));
  const silent = reports.length === 0 && ratings.length === 0;
  const { credibility } = publishSettled(slot, settled, records);
  return {
    ...{ group, knownAt, hit },
    probability: silent ? null : (published ?? credibility.probability),
    baseRate: baseRateOf(records, group),
    reportCount: countReports(reports),
    ratingMean: meanOf(ratings.map((rating) => rating.probability)),
    raters: ratings.length,
  };
}
