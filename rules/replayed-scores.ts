import { addUpScores } from "./rater-scores";
import type { Settlement } from "./settlement";
import { dayOf } from "./slot-history";
import type { RaterRecord, Tally, TrackRecords } from "./track-records";

function count<K>(tallies: Map<K, Tally>, key: K, hit: boolean): void {
  const { hits, n } = tallies.get(key) ?? { hits: 0, n: 0 };
  tallies.set(key, { hits: hits + Number(hit), n: n + 1 });
}

/** The scores of all settled claims at one moment, and what they teach. */
export class ReplayedScores {
  private readonly byClaim = new Map<string, Settlement>();
  private readonly rings = new Map<string, string | null>();
  private live: TrackRecords | null = null;

  replaceAll(settlements: Settlement[]): void {
    this.byClaim.clear();
    for (const one of settlements) this.replace(one.claimId, one);
  }

  /** In place of what an earlier verdict left; null for a verdict that scores nothing. */
  replace(claimId: string, settlement: Settlement | null): void {
    this.live = null;
    this.byClaim.delete(claimId);
    if (settlement) this.byClaim.set(claimId, settlement);
  }

  of(claimId: string): Settlement | null {
    return this.byClaim.get(claimId) ?? null;
  }

  setRing(rater: string, ring: string | null): void {
    this.live = null;
    this.rings.set(rater, ring);
  }

  /** By claim id. */
  all(): Settlement[] {
    return [...this.byClaim.values()].sort((a, b) => (a.claimId < b.claimId ? -1 : 1));
  }

  records(): TrackRecords {
    this.live ??= this.recordsOf([...this.byClaim.values()], [...this.rings.keys()]);
    return this.live;
  }

  /** Of claims whose fact was public before that day. */
  recordsBefore(day: string): TrackRecords {
    return this.recordsOf(
      [...this.byClaim.values()].filter(({ claim }) => dayOf(claim.knownAt) < day),
      [],
    );
  }

  private recordsOf(scored: Settlement[], others: string[]): TrackRecords {
    const base = new Map<string, Tally>();
    const sources = new Map<string, Map<string, Tally>>();
    const skills = new Map<string, { skillMicro: number }[]>();
    for (const one of scored) {
      count(base, one.claim.group, one.claim.hit);
      for (const { source, group, hit } of one.sources) {
        const groups = sources.get(source) ?? new Map<string, Tally>();
        count(groups, group, hit);
        sources.set(source, groups);
      }
      for (const score of one.raters)
        skills.set(score.rater, [...(skills.get(score.rater) ?? []), { skillMicro: score.skillMicro }]);
    }
    const raters = new Map<string, RaterRecord>();
    for (const rater of new Set([...skills.keys(), ...others]))
      raters.set(rater, { ...addUpScores(skills.get(rater) ?? []), ring: this.rings.get(rater) ?? null });
    return { base, sources, raters };
  }
}
