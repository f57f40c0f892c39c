import { type ClaimEvidence, type Credibility, credibilityOfSlot, type RatingEvidence } from "./credibility";
import { orderDay, type ReportEdge } from "./provenance";
import type { TrackRecords } from "./track-records";
import type { Attribute, Outcome, Value } from "./vocabulary";

/** A report with the day from which it counts: the last one its date may mean, but none after it was recorded here. */
export type DatedReport = ReportEdge & { publicOn: string };

/** Everything on record of one claim. */
export type ClaimHistory = {
  id: string;
  value: Value;
  firstReported: string;
  reports: DatedReport[];
  /** Every state a rating was in, in any order. */
  ratings: RatingEvidence[];
  verdict: { id: string; outcome: Outcome; knownAt: Date } | null;
};

/** The claims that share 1, or one claim alone where the attribute is not exclusive. */
export type SlotHistory = { attribute: Attribute; claims: ClaimHistory[] };

/** What counts: reports and verdicts public by the end of a day, ratings given before an instant. */
export type Cut = { through: string; before: Date };

/** What a page shows, and the same without simulated members where any took part in the slot. */
export type Published = { credibility: Credibility; withoutSimulated: Credibility | null };

const dayLength = 86_400_000;

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day from which a report counts. */
export function publicOn(
  report: Pick<ReportEdge, "published" | "publishedPrecision">,
  recordedAt: Date,
): string {
  const said = orderDay(report.published, report.publishedPrecision);
  const recorded = dayOf(recordedAt);
  return said < recorded ? said : recorded;
}

export const everything: Cut = { through: "9999-12-31", before: new Date("9999-12-31T00:00:00Z") };

/** What was public and rated by the end of a day (UTC). */
export function throughDay(day: string): Cut {
  return { through: day, before: new Date(startOf(day).getTime() + dayLength) };
}

/** What was public the day before a fact was, and rated until the fact was. */
export function beforeFact(knownAt: Date): Cut {
  return { through: dayOf(new Date(startOf(dayOf(knownAt)).getTime() - 1)), before: knownAt };
}

function earlier(a: Cut, b: Cut): Cut {
  return a.before < b.before ? a : b;
}

/**
 * The day a claim was first heard of: its first report or rating, or what its record says where it has neither. Simulated
 * members do not open a claim, or their presence would change what is published without them.
 */
export function openedOn(claim: ClaimHistory): string {
  const real = claim.ratings.filter((rating) => !rating.simulated);
  const days = [...claim.reports.map((report) => report.publicOn), ...real.map((rating) => dayOf(rating.at))];
  return days.length === 0 ? claim.firstReported : days.reduce((a, b) => (b < a ? b : a));
}

function isLater(one: RatingEvidence, other: RatingEvidence): boolean {
  const gap = one.at.getTime() - other.at.getTime();
  return gap > 0 || (gap === 0 && one.probability > other.probability);
}

/** The rating each member gave last before an instant. */
export function ratingsBefore(ratings: RatingEvidence[], before: Date): RatingEvidence[] {
  const last = new Map<string, RatingEvidence>();
  for (const rating of ratings) {
    if (rating.at >= before) continue;
    const known = last.get(rating.rater);
    if (!known || isLater(rating, known)) last.set(rating.rater, rating);
  }
  return [...last.values()];
}

function cutClaim(claim: ClaimHistory, cut: Cut): ClaimEvidence {
  const settled = claim.verdict && dayOf(claim.verdict.knownAt) <= cut.through ? claim.verdict : null;
  const own = settled ? earlier(cut, beforeFact(settled.knownAt)) : cut;
  return {
    id: claim.id,
    value: claim.value,
    reports: claim.reports.filter((report) => report.publicOn <= own.through),
    ratings: ratingsBefore(claim.ratings, own.before),
    outcome: settled?.outcome ?? null,
  };
}

/** What was known of the claims of a slot at a cut: of a settled one, what was known before the fact was. */
export function evidenceAt(slot: SlotHistory, cut: Cut): ClaimEvidence[] {
  return slot.claims.filter((claim) => openedOn(claim) <= cut.through).map((claim) => cutClaim(claim, cut));
}

/** What the rule publishes on this evidence, by claim id. */
export function publishSlot(
  claims: ClaimEvidence[],
  attribute: Attribute,
  records: TrackRecords,
): Map<string, Published> {
  const shown = credibilityOfSlot(claims, attribute, records);
  const simulated = claims.some((claim) => claim.ratings.some((rating) => rating.simulated));
  const real = simulated ? credibilityOfSlot(withoutSimulated(claims), attribute, records) : null;
  return new Map(
    [...shown].map(([id, credibility]) => [id, { credibility, withoutSimulated: real?.get(id) ?? null }]),
  );
}

function withoutSimulated(claims: ClaimEvidence[]): ClaimEvidence[] {
  return claims.map((claim) => ({
    ...claim,
    ratings: claim.ratings.filter((rating) => !rating.simulated),
  }));
}

/**
 * What a settled claim keeps: what was believed just before the fact was public, with track records of that time.
 */
export function publishSettled(
  slot: SlotHistory,
  claim: ClaimHistory & { verdict: { knownAt: Date } },
  records: TrackRecords,
): Published & { evidence: ClaimEvidence } {
  const cut = beforeFact(claim.verdict.knownAt);
  const others = evidenceAt(slot, cut).filter((one) => one.id !== claim.id);
  const evidence = cutClaim(claim, cut);
  const published = publishSlot([...others, evidence], slot.attribute, records).get(claim.id);
  if (!published) throw new Error(`credibilityOfSlot left out claim ${claim.id}`);
  return { ...published, evidence };
}
