import type { RaterScore } from "./rater-scores";
import { type ReplayedClaim, replayRecords } from "./replay";
import { type Believed, type Settlement, settle } from "./settlement";
import {
  dayOf,
  evidenceAt,
  openedOn,
  type Published,
  publishSlot,
  type SlotHistory,
  throughDay,
} from "./slot-history";
import type { RaterRecord, TrackRecords } from "./track-records";
import type { CredibilityCause } from "./vocabulary";

/** What would have been published of a claim from the start of a day (UTC) on. */
export type ReconstructedRow = {
  claimId: string;
  day: string;
  cause: CredibilityCause;
  published: Published;
};

/** A smaller move of a probability is not kept. */
const smallestMove = 0.001;

type Event = { slot: SlotHistory; cause: CredibilityCause };

/** The days on which something happened in a slot, with what weighs most of it. */
function eventsOf(slot: SlotHistory): [string, CredibilityCause][] {
  const days = new Map<string, CredibilityCause>();
  for (const claim of slot.claims) {
    for (const { at } of claim.ratings) days.set(dayOf(at), "rating");
  }
  for (const claim of slot.claims) {
    days.set(openedOn(claim), "report");
    for (const { publicOn } of claim.reports) days.set(publicOn, "report");
  }
  for (const { verdict } of slot.claims) if (verdict) days.set(dayOf(verdict.knownAt), "verdict");
  return [...days];
}

function calendarOf(slots: SlotHistory[], today: string): [string, Event[]][] {
  const calendar = new Map<string, Event[]>();
  for (const slot of slots)
    for (const [day, cause] of eventsOf(slot)) {
      if (day > today) continue;
      const events = calendar.get(day) ?? [];
      events.push({ slot, cause });
      calendar.set(day, events);
    }
  return [...calendar].sort(([a], [b]) => (a < b ? -1 : 1));
}

function replayedClaims({ attribute, claims }: SlotHistory): ReplayedClaim[] {
  return claims.map(({ reports, verdict }) => ({
    ...{ attribute, reports },
    outcome: verdict?.outcome ?? null,
    knownAt: verdict?.knownAt ?? null,
  }));
}

class Reconstruction {
  readonly rows: ReconstructedRow[] = [];
  readonly settlements: Settlement[] = [];
  private readonly last = new Map<string, Published>();
  /** What would have been published, oldest first, by claim. */
  private readonly beliefs = new Map<string, { day: string; probability: number }[]>();
  private readonly raters = new Map<string, RaterRecord>();
  private readonly taught: (day: string) => TrackRecords;
  private readonly recorded: (claimId: string) => Believed;

  constructor(slots: SlotHistory[], recorded: (claimId: string) => Believed) {
    this.taught = replayRecords(slots.flatMap(replayedClaims));
    this.recorded = recorded;
  }

  /** What moved in these slots on a day, then what was settled on it; raters learn from the next day on, as sources do. */
  pass(day: string, events: Event[]): void {
    for (const { slot, cause } of events) this.publishOpen(slot, day, cause);
    const settlements = events.flatMap(({ slot }) => this.settleAll(slot, day));
    for (const { scores } of settlements) for (const score of scores?.raters ?? []) this.learn(score);
    this.settlements.push(...settlements);
  }

  private recordsOn(day: string): TrackRecords {
    return { ...this.taught(day), raters: this.raters };
  }

  private learn({ rater, skillMicro }: RaterScore): void {
    const { n, skillMicro: before } = this.raters.get(rater) ?? { n: 0, skillMicro: 0 };
    this.raters.set(rater, { skillMicro: before + skillMicro, n: n + 1, ring: null });
  }

  private believed(claimId: string): Believed {
    const recorded = this.recorded(claimId);
    return (before) => {
      const published = recorded(before);
      if (published !== null) return published;
      const day = dayOf(before);
      return (this.beliefs.get(claimId) ?? []).findLast((one) => one.day < day)?.probability ?? null;
    };
  }

  private settleAll(slot: SlotHistory, day: string): Settlement[] {
    return slot.claims.flatMap((claim) => {
      const { id, verdict } = claim;
      if (!verdict || dayOf(verdict.knownAt) !== day) return [];
      const [recorded, believed, records] = [this.recorded(id), this.believed(id), this.recordsOn(day)];
      const settlement = settle({ slot, claim: { ...claim, verdict }, records, recorded, believed });
      this.keep({ claimId: id, day, cause: "verdict", published: settlement.published });
      return [settlement];
    });
  }

  publishOpen(slot: SlotHistory, day: string, cause: CredibilityCause): void {
    const evidence = evidenceAt(slot, throughDay(day));
    const published = publishSlot(evidence, slot.attribute, this.recordsOn(day));
    for (const { id } of evidence.filter((one) => one.outcome === null)) {
      const one = published.get(id);
      if (one && this.moved(id, one, cause)) this.keep({ claimId: id, day, cause, published: one });
    }
  }

  /** At the end (cause: records) any difference counts, so that what is read last is what holds. */
  private moved(id: string, now: Published, cause: CredibilityCause): boolean {
    const before = this.last.get(id);
    if (!before) return true;
    if (cause === "records") return JSON.stringify(before) !== JSON.stringify(now);
    return Math.abs(now.credibility.probability - before.credibility.probability) >= smallestMove;
  }

  private keep(row: ReconstructedRow): void {
    const { claimId, day, published } = row;
    const { probability } = published.withoutSimulated ?? published.credibility;
    this.last.set(claimId, published);
    const beliefs = this.beliefs.get(claimId) ?? [];
    beliefs.push({ day, probability });
    this.beliefs.set(claimId, beliefs);
    this.rows.push(row);
  }
}

/**
 * What would have been published day by day, up to and including `today`, had all this been on record when it was public:
 * reports by their day of publication, verdicts by the day of the fact, ratings by their time, and track records of what was
 * known before that day. One row a claim and day on which its probability moved, and what every verdict teaches.
 */
export function reconstruct(
  slots: SlotHistory[],
  today: string,
  recorded: (claimId: string) => Believed = () => () => null,
): { rows: ReconstructedRow[]; settlements: Settlement[] } {
  const sorted = [...slots].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const reconstruction = new Reconstruction(sorted, recorded);
  for (const [day, events] of calendarOf(sorted, today)) reconstruction.pass(day, events);
  for (const slot of sorted) reconstruction.publishOpen(slot, today, "records");
  return { rows: reconstruction.rows, settlements: reconstruction.settlements };
}

function keyOf(slot: SlotHistory): string {
  return slot.claims.reduce((least, { id }) => (id < least ? id : least), "~");
}
