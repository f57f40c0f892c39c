import { type ReplayedClaim, replayRecords } from "./replay";
import {
  type ClaimHistory,
  dayOf,
  evidenceAt,
  openedOn,
  type Published,
  publishSettled,
  publishSlot,
  type SlotHistory,
  throughDay,
} from "./slot-history";
import type { TrackRecords } from "./track-records";
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
  private readonly last = new Map<string, Published>();
  private readonly taught: (day: string) => TrackRecords;

  constructor(slots: SlotHistory[]) {
    this.taught = replayRecords(slots.flatMap(replayedClaims));
  }

  /** What moved in these slots on a day, then what was settled on it. */
  pass(day: string, events: Event[]): void {
    for (const { slot, cause } of events) this.publishOpen(slot, day, cause);
    for (const { slot } of events)
      for (const claim of slot.claims)
        if (claim.verdict && dayOf(claim.verdict.knownAt) === day) this.publishFinal(slot, claim, day);
  }

  publishOpen(slot: SlotHistory, day: string, cause: CredibilityCause): void {
    const evidence = evidenceAt(slot, throughDay(day));
    const published = publishSlot(evidence, slot.attribute, this.taught(day));
    for (const { id } of evidence.filter((one) => one.outcome === null)) {
      const one = published.get(id);
      if (one && this.moved(id, one, cause)) this.keep({ claimId: id, day, cause, published: one });
    }
  }

  private publishFinal(slot: SlotHistory, claim: ClaimHistory, day: string): void {
    if (!claim.verdict) return;
    const { credibility, withoutSimulated } = publishSettled(
      slot,
      { ...claim, verdict: claim.verdict },
      this.taught(day),
    );
    this.keep({ claimId: claim.id, day, cause: "verdict", published: { credibility, withoutSimulated } });
  }

  /** At the end (cause: records) any difference counts, so that what is read last is what holds. */
  private moved(id: string, now: Published, cause: CredibilityCause): boolean {
    const before = this.last.get(id);
    if (!before) return true;
    if (cause === "records") return JSON.stringify(before) !== JSON.stringify(now);
    return Math.abs(now.credibility.probability - before.credibility.probability) >= smallestMove;
  }

  private keep(row: ReconstructedRow): void {
    this.last.set(row.claimId, row.published);
    this.rows.push(row);
  }
}

/**
 * What would have been published day by day, up to and including `today`, had all this been on record when it was public:
 * reports by their day of publication, verdicts by the day of the fact, ratings by their time, and track records of what was
 * known before that day. One row a claim and day on which its probability moved.
 */
export function reconstruct(slots: SlotHistory[], today: string): ReconstructedRow[] {
  const sorted = [...slots].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const reconstruction = new Reconstruction(sorted);
  for (const [day, events] of calendarOf(sorted, today)) reconstruction.pass(day, events);
  for (const slot of sorted) reconstruction.publishOpen(slot, today, "records");
  return reconstruction.rows;
}

function keyOf(slot: SlotHistory): string {
  return slot.claims.reduce((least, { id }) => (id < least ? id : least), "~");
}
