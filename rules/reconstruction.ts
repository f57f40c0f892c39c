import { groupBy } from "./grouping";
import { addUpScores, type RaterScore } from "./rater-scores";
import { type ReplayedClaim, replayRecords } from "./replay";
import { type Believed, type Settlement, settle } from "./settlement";
import {
  dayOf,
  openedOn,
  type Published,
  publishSettled,
  publishSlot,
  realSlot,
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

/** `real`: the slot without simulated members, where more happened on that day than what they did. */
type Event = { slot: SlotHistory; real: SlotHistory | null; cause: CredibilityCause };

/** A number to be computed besides: of a claim, as of a day, or with cause "records" as of the end of the last day. */
export type Asked = { claimId: string; day: string; cause: CredibilityCause };

export function askedKey({ claimId, day, cause }: Asked): string {
  return `${claimId} ${day} ${cause === "records"}`;
}

/** The days on which something happened in a slot, with what weighs most of it. */
function causesIn(slot: SlotHistory): Map<string, CredibilityCause> {
  const days = new Map<string, CredibilityCause>();
  for (const { ratings } of slot.claims) for (const { at } of ratings) days.set(dayOf(at), "rating");
  for (const claim of slot.claims) {
    days.set(openedOn(claim), "report");
    for (const { publicOn } of claim.reports) days.set(publicOn, "report");
  }
  for (const { verdict, realVerdict } of slot.claims)
    for (const ruling of [verdict, realVerdict]) if (ruling) days.set(dayOf(ruling.knownAt), "verdict");
  return days;
}

function isTouched({ claims }: SlotHistory): boolean {
  return claims.some(
    ({ simulated, verdict, realVerdict, reports, ratings }) =>
      simulated || verdict?.id !== realVerdict?.id || [...reports, ...ratings].some((one) => one.simulated),
  );
}

function eventsOf(slot: SlotHistory): [string, Event][] {
  const real = isTouched(slot) ? realSlot(slot) : slot;
  const realCauses = causesIn(real);
  return [...new Map([...realCauses, ...causesIn(slot)])].map(([day, cause]) => [
    day,
    { slot, cause, real: realCauses.has(day) ? real : null },
  ]);
}

function calendarOf(slots: SlotHistory[], today: string, asked: Asked[]): [string, Event[]][] {
  const calendar = new Map<string, Event[]>(asked.map(({ day }) => [day, []]));
  for (const slot of slots)
    for (const [day, event] of eventsOf(slot)) {
      if (day > today) continue;
      const events = calendar.get(day) ?? [];
      events.push(event);
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
  /** What was asked for besides, by `askedKey`. */
  readonly answers = new Map<string, Published>();
  /**
   * What would have been published without simulated members, oldest first, by claim. Looked at on days of real events only:
   * between them track records move it, and how often somebody simulated makes us look must not matter.
   */
  private readonly beliefs = new Map<string, { day: string; probability: number }[]>();
  private readonly raters = new Map<string, RaterRecord>();
  private readonly taught: (day: string) => TrackRecords;
  private readonly recorded: (claimId: string) => Believed;

  constructor(slots: SlotHistory[], recorded: (claimId: string) => Believed) {
    this.taught = replayRecords(slots.map(realSlot).flatMap(replayedClaims));
    this.recorded = recorded;
  }

  /** What moved in these slots on a day, then what was settled on it; raters learn from the next day on, as sources do. */
  pass(day: string, events: Event[], asked: [Asked, SlotHistory][]): void {
    for (const event of events) this.publishOpen(event, day);
    const final = new Map(events.flatMap(({ slot }) => this.publishFinal(slot, day)));
    for (const [one, slot] of asked)
      this.answer(one, final.get(one.claimId) ?? this.openOn(slot, day).get(one.claimId));
    const settlements = events.flatMap(({ slot }) => this.settleAll(slot, day));
    for (const { raters } of settlements) for (const score of raters) this.learn(score);
    this.settlements.push(...settlements);
  }

  private recordsOn(day: string): TrackRecords {
    return { ...this.taught(day), raters: this.raters };
  }

  private learn(score: RaterScore): void {
    const before = this.raters.get(score.rater) ?? { skillMicro: 0, n: 0 };
    const { skillMicro, n } = addUpScores([score]);
    this.raters.set(score.rater, { skillMicro: before.skillMicro + skillMicro, n: before.n + n, ring: null });
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

  private publishFinal(slot: SlotHistory, day: string): [string, Published][] {
    return slot.claims.flatMap(({ id: claimId, verdict }): [string, Published][] => {
      if (!verdict || dayOf(verdict.knownAt) !== day) return [];
      const settled = { claimId, knownAt: verdict.knownAt };
      const published = publishSettled(slot, settled, this.recordsOn(day));
      this.keep({ claimId, day, cause: "verdict", published });
      return [[claimId, published]];
    });
  }

  private settleAll(slot: SlotHistory, day: string): Settlement[] {
    return slot.claims.flatMap(({ id: claimId, realVerdict }) => {
      if (!realVerdict || dayOf(realVerdict.knownAt) !== day) return [];
      const [recorded, believed] = [this.recorded(claimId), this.believed(claimId)];
      return settle({ slot, claimId, records: this.recordsOn(day), recorded, believed }) ?? [];
    });
  }

  /** The open claims of a slot by the end of a day. */
  private openOn(slot: SlotHistory, day: string): Map<string, Published> {
    const published = publishSlot(slot, throughDay(day), this.recordsOn(day));
    for (const { id, verdict } of slot.claims)
      if (verdict && dayOf(verdict.knownAt) <= day) published.delete(id);
    return published;
  }

  answer(asked: Asked, published: Published | undefined): void {
    if (published) this.answers.set(askedKey(asked), published);
  }

  private publishOpen({ slot, cause, real }: Event, day: string): void {
    const open = this.openOn(slot, day);
    if (real) this.believeAll(real === slot ? open : this.openOn(real, day), day);
    for (const [claimId, published] of open)
      if (this.moved(claimId, published, cause)) this.keep({ claimId, day, cause, published });
  }

  /** What holds at the end of the last day, everything settled on it included. */
  publishLast(slot: SlotHistory, day: string, asked: Asked[]): void {
    this.publishOpen({ slot, cause: "records", real: null }, day);
    if (asked.length === 0) return;
    const published = this.openOn(slot, day);
    for (const one of asked) this.answer(one, published.get(one.claimId));
  }

  private believeAll(real: Map<string, Published>, day: string): void {
    for (const [claimId, { credibility }] of real) this.believe(claimId, day, credibility.probability);
  }

  private believe(claimId: string, day: string, probability: number): void {
    const beliefs = this.beliefs.get(claimId) ?? [];
    const before = beliefs.at(-1)?.probability;
    if (before !== undefined && Math.abs(probability - before) < smallestMove) return;
    this.beliefs.set(claimId, [...beliefs, { day, probability }]);
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

export type Known = {
  /** What this installation has published itself. */
  recorded?: (claimId: string) => Believed;
  asked?: Asked[];
};
export type Reconstructed = Pick<Reconstruction, "rows" | "settlements" | "answers">;

/**
 * What would have been published day by day, up to and including `today`, had all this been on record when it was public:
 * reports by their day of publication, verdicts by the day of the fact, ratings by their time, and track records of what was
 * known before that day. One row a claim and day on which its probability moved, and what every verdict teaches.
 */
export function reconstruct(
  slots: SlotHistory[],
  today: string,
  { recorded = () => () => null, asked = [] }: Known = {},
): Reconstructed {
  const sorted = [...slots].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const slotOf = new Map(sorted.flatMap((slot) => slot.claims.map(({ id }) => [id, slot])));
  const withSlot = (one: Asked): [Asked, SlotHistory][] => {
    const slot = slotOf.get(one.claimId);
    return slot ? [[one, slot]] : [];
  };
  const [atEnd, onDays] = [asked.filter(isAtEnd), asked.filter((one) => !isAtEnd(one))];
  const askedOn = groupBy(onDays, (one) => one.day);
  const askedLast = groupBy(atEnd.flatMap(withSlot), ([, slot]) => slot);
  const reconstruction = new Reconstruction(sorted, recorded);
  for (const [day, events] of calendarOf(sorted, today, onDays))
    reconstruction.pass(day, events, (askedOn.get(day) ?? []).flatMap(withSlot));
  for (const slot of sorted)
    reconstruction.publishLast(
      slot,
      today,
      (askedLast.get(slot) ?? []).map(([one]) => one),
    );
  const { rows, settlements, answers } = reconstruction;
  return { rows, settlements, answers };
}

function isAtEnd({ cause }: Asked): boolean {
  return cause === "records";
}

function keyOf(slot: SlotHistory): string {
  return slot.claims.reduce((least, { id }) => (id < least ? id : least), "~");
}
