import type { ReportEdge } from "./provenance";
import { type SourceScore, scoreSources, type Tally, type TrackRecords } from "./track-records";
import type { Attribute, Outcome } from "./vocabulary";

export type ReplayedClaim = {
  attribute: Attribute;
  reports: ReportEdge[];
  outcome: Outcome | null;
  /** When the fact was public; null while the claim is open. */
  knownAt: Date | null;
};

/** Strict: only a confirmed claim came true. Null for a claim that says nothing about anybody's record. */
export function hitOf(outcome: Outcome | null): boolean | null {
  return outcome === null || outcome === "unresolved" ? null : outcome === "confirmed";
}

type Settled = { day: string; group: string; hit: boolean; scores: SourceScore[] };

function settle({ attribute, reports, outcome, knownAt }: ReplayedClaim): Settled[] {
  const hit = hitOf(outcome);
  if (hit === null || knownAt === null) return [];
  const scores = scoreSources({ reports, knownAt, hit, attribute });
  return [{ day: knownAt.toISOString().slice(0, 10), group: attribute.group, hit, scores }];
}

function count<K>(tallies: Map<K, Tally>, key: K, hit: boolean): void {
  const { hits, n } = tallies.get(key) ?? { hits: 0, n: 0 };
  tallies.set(key, { hits: hits + Number(hit), n: n + 1 });
}

class Ledger {
  private base = new Map<string, Tally>();
  private sources = new Map<string, Map<string, Tally>>();

  add({ group, hit, scores }: Settled): void {
    count(this.base, group, hit);
    for (const score of scores) {
      const groups = new Map(this.sources.get(score.source));
      count(groups, score.group, score.hit);
      this.sources.set(score.source, groups);
    }
  }

  /** A copy that later entries do not change; the tallies of a source are replaced, never edited. */
  records(): TrackRecords {
    return {
      base: new Map(this.base),
      sources: new Map(this.sources),
      raters: new Map(),
    };
  }
}

/**
 * What earlier verdicts taught by each day: the function returned takes a day and gives the records of sources and base rates
 * from claims whose fact was public before that day (`raters` stays empty). Each settled claim is scored once; asking for days
 * in ascending order costs one pass over all, an earlier day than the last one starts again.
 */
export function replayRecords(claims: ReplayedClaim[]): (day: string) => TrackRecords {
  const settled = claims.flatMap(settle).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  let [ledger, next, last] = [new Ledger(), 0, ""];
  let records = ledger.records();
  return (day) => {
    if (day < last) [ledger, next, records] = [new Ledger(), 0, new Ledger().records()];
    last = day;
    const before = next;
    for (let one = settled[next]; one && one.day < day; one = settled[next]) {
      ledger.add(one);
      next += 1;
    }
    if (next > before) records = ledger.records();
    return records;
  };
}
