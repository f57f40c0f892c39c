import { type ClaimEvidence, type Credibility, credibilityOfSlot, type RatingEvidence } from "./credibility";
import { orderDay, type ReportEdge } from "./provenance";
import type { TrackRecords } from "./track-records";
import type { Attribute, Outcome, Value } from "./vocabulary";

/** A report with the day from which it counts: the last one its date may mean, but none after it was recorded here. */
export type DatedReport = ReportEdge & {
  publicOn: string;
  /** Brought by a simulated member. */
  simulated: boolean;
};

export type Ruling = { id: string; outcome: Outcome; knownAt: Date };

/** Everything on record of one claim. */
export type ClaimHistory = {
  id: string;
  value: Value;
  firstReported: string;
  reports: DatedReport[];
  /** Every state a rating was in, in any order. */
  ratings: RatingEvidence[];
  verdict: Ruling | null;
  /** The last verdict that no simulated member ruled; nearly always the one in force. */
  realVerdict: Ruling | null;
  /** Brought by a simulated member. */
  simulated: boolean;
};

/** The claims that share 1, or one claim alone where the attribute is not exclusive. */
export type SlotHistory = { attribute: Attribute; claims: ClaimHistory[] };

/** What counts: reports and verdicts public by the end of a day, ratings given before an instant. */
export type Cut = { through: string; before: Date };

/** What a page shows, and what would be shown without anything of simulated members where they took part. */
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
function beforeFact(knownAt: Date): Cut {
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
function evidenceAt(slot: SlotHistory, cut: Cut): ClaimEvidence[] {
  return slot.claims.filter((claim) => openedOn(claim) <= cut.through).map((claim) => cutClaim(claim, cut));
}

/** A slot without anything that simulated members brought, rated or ruled: what is scored and exported. */
export function realSlot(slot: SlotHistory): SlotHistory {
  const claims = slot.claims
    .filter((claim) => !claim.simulated)
    .map((claim) => ({
      ...claim,
      reports: claim.reports.filter((report) => !report.simulated),
      ratings: claim.ratings.filter((rating) => !rating.simulated),
      verdict: claim.realVerdict,
    }));
  return { ...slot, claims };
}

/** A real slot is part of the shown one, so where nothing is missing they are equal. */
function sameEvidence(shown: ClaimEvidence[], real: ClaimEvidence[]): boolean {
  const sizeOf = ({ reports, ratings, outcome }: ClaimEvidence) =>
    `${reports.length} ${ratings.length} ${outcome}`;
  return shown.map(sizeOf).join() === real.map(sizeOf).join();
}

/** What the rule publishes at a cut, by claim id, of the claims known by then. Settled ones are not frozen here. */
export function publishSlot(slot: SlotHistory, cut: Cut, records: TrackRecords): Map<string, Published> {
  return publishEvidence(evidenceAt(slot, cut), evidenceAt(realSlot(slot), cut), {
    attribute: slot.attribute,
    records,
  });
}

function publishEvidence(
  evidence: ClaimEvidence[],
  realEvidence: ClaimEvidence[],
  { attribute, records }: { attribute: Attribute; records: TrackRecords },
): Map<string, Published> {
  const shown = credibilityOfSlot(evidence, attribute, records);
  const real = sameEvidence(evidence, realEvidence)
    ? null
    : credibilityOfSlot(realEvidence, attribute, records);
  return new Map(
    [...shown].map(([id, credibility]) => [id, { credibility, withoutSimulated: real?.get(id) ?? null }]),
  );
}

/** What was known just before a fact, of the slot of the claim that it settles and of that claim itself. */
export function evidenceBefore(slot: SlotHistory, claimId: string, knownAt: Date): ClaimEvidence[] {
  const cut = beforeFact(knownAt);
  const own = slot.claims.filter(({ id }) => id === claimId).map((claim) => cutClaim(claim, cut));
  return [...evidenceAt(slot, cut).filter(({ id }) => id !== claimId), ...own];
}

/** What a settled claim keeps: what was believed just before the fact was public, by track records of that time. */
export function publishSettled(
  slot: SlotHistory,
  settled: { claimId: string; knownAt: Date },
  records: TrackRecords,
): Published {
  const { claimId, knownAt } = settled;
  const evidence = evidenceBefore(slot, claimId, knownAt);
  const real = evidenceBefore(realSlot(slot), claimId, knownAt);
  const published = publishEvidence(evidence, real, { attribute: slot.attribute, records }).get(claimId);
  if (!published) throw new Error(`credibilityOfSlot left out claim ${claimId}`);
  return published;
}
