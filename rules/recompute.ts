import { algorithmVersion } from "./credibility";
import type { CredibilityLine, ExchangeLine, IdentityLine } from "./exchange-2";
import { groupBy } from "./grouping";
import { type Asked, askedKey, reconstruct } from "./reconstruction";
import { ReplacedScores } from "./replayed-identity";
import { ReplayedRecord } from "./replayed-record";
import { ReplayedScores } from "./replayed-scores";
import { calibrationLine, claimScoreLine, scoreLines, sourceRecordLines } from "./score-lines";
import { type Believed, type Settlement, settle } from "./settlement";
import {
  type ClaimHistory,
  dayOf,
  everything,
  type Published,
  publishSettled,
  publishSlot,
  type SlotHistory,
} from "./slot-history";

export const computedTypes = [
  "credibility",
  "claim_score",
  "source_score",
  "rater_score",
  "source_record",
  "calibration",
] as const;

export function isComputed(line: ExchangeLine): boolean {
  return computedTypes.some((type) => type === line.type);
}

type Step = { at: string; turn: number; take: () => void };

/** Of one instant: first what was recorded, then that all was computed anew, then what was published. */
const turn = { record: 0, rebuild: 1, publish: 2 };

/** Everything that happened, in the order the installation recorded it. */
class Replay {
  readonly numbers = new Map<CredibilityLine, CredibilityLine | null>();
  readonly scores = new ReplayedScores();
  private readonly record: ReplayedRecord;
  private readonly replaced = new ReplacedScores(this.scores);
  private readonly published: Map<string, CredibilityLine[]>;
  private readonly lines: ExchangeLine[];

  constructor(lines: ExchangeLine[]) {
    this.lines = lines;
    this.record = new ReplayedRecord(lines);
    this.published = groupBy(
      lines.filter((line) => line.type === "credibility"),
      (line) => line.claim,
    );
  }

  run(): void {
    const steps = this.lines.flatMap((line) => this.stepOf(line));
    steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.turn - b.turn));
    for (const { take } of steps) take();
  }

  private stepOf(line: ExchangeLine): Step[] {
    const step = (at: string, of: keyof typeof turn, take: () => void) => [{ at, turn: turn[of], take }];
    switch (line.type) {
      case "claim":
        return this.record.isSilent(line.id)
          ? step(line.recordedAt, "record", () => this.record.silent(line.id))
          : [];
      case "report":
        return step(line.recordedAt, "record", () => this.record.report(line.id));
      case "relay":
        return step(line.at, "record", () => this.record.relay(line));
      case "rating":
        return step(line.at, "record", () => this.record.rate(line));
      case "ring":
        return step(line.at, "record", () => this.scores.setRing(line.member, line.ring));
      case "verdict":
        return step(line.recordedAt, "record", () => {
          this.record.rule(line);
          this.score(line.claim);
        });
      case "reopening":
        return step(line.at, "record", () => {
          this.record.reopen(line);
          this.scores.replace(line.claim, null);
        });
      case "identity":
        return step(line.at, "record", () => this.identify(line));
      case "rebuild":
        return step(line.at, "rebuild", () => this.rebuild(line.at));
      case "credibility":
        return line.reconstructed ? [] : step(line.recordedAt, "publish", () => this.publish(line));
      default:
        return [];
    }
  }

  private score(claimId: string): void {
    if (this.record.isMerged(claimId)) this.scores.replace(claimId, null);
    else this.scores.replace(claimId, this.settle(claimId) ?? this.scores.of(claimId));
  }

  /** Of a claim that nobody ruled on undefined. */
  private settle(claimId: string): Settlement | null | undefined {
    const { claim, slot } = this.record.find(claimId);
    if (!claim.verdict) return undefined;
    // Its own earlier verdict teaches nothing about this one.
    this.scores.replace(claimId, null);
    const records = this.scores.recordsBefore(dayOf(claim.verdict.knownAt));
    const [recorded, believed] = [this.believed(claimId, false), this.believed(claimId, true)];
    return settle({ slot, claimId, records, recorded, believed });
  }

  /** What the file says was published of a claim before an instant. */
  private believed(claimId: string, reconstructed: boolean): Believed {
    const lines = this.published.get(claimId) ?? [];
    return (before) =>
      lines.findLast((line) => new Date(line.at) < before && (reconstructed || !line.reconstructed))
        ?.probability ?? null;
  }

  private identify(line: IdentityLine): void {
    this.record.move(line);
    const onlySources = line.kind === "merge_sources" || line.kind === "merge_documents";
    this.replaced.take(line, (claimId) => (onlySources ? this.scoreSources(claimId) : this.score(claimId)));
  }

  /** How the published number and the raters came out stays as it is. */
  private scoreSources(claimId: string): void {
    const before = this.scores.of(claimId);
    const now = this.settle(claimId);
    this.scores.replace(claimId, before && { ...before, sources: now?.sources ?? [] });
  }

  private rebuild(at: string): void {
    const lines = [...this.published.values()]
      .flat()
      .filter((line) => line.reconstructed && line.recordedAt === at);
    const { settlements, answers } = reconstruct(this.record.allSlots(), at.slice(0, 10), {
      recorded: (claimId) => this.believed(claimId, false),
      asked: lines.map(askedOf),
    });
    this.scores.replaceAll(settlements);
    for (const line of lines) this.tell(line, answers.get(askedKey(askedOf(line))));
  }

  private publish(line: CredibilityLine): void {
    const { claim, slot } = this.record.find(line.claim);
    this.tell(line, this.numberOf(claim, slot));
  }

  private numberOf(claim: ClaimHistory, slot: SlotHistory): Published | undefined {
    const { verdict } = claim;
    if (verdict) {
      const { knownAt } = verdict;
      return publishSettled(slot, { claimId: claim.id, knownAt }, this.scores.recordsBefore(dayOf(knownAt)));
    }
    return publishSlot(slot, everything, this.scores.records()).get(claim.id);
  }

  /** Another version of the algorithm is not here to ask; what it published is left as it stands. */
  private tell(line: CredibilityLine, now: Published | undefined): void {
    if (line.algorithm !== algorithmVersion) this.numbers.set(line, line);
    else this.numbers.set(line, now ? { ...line, ...now.credibility } : null);
  }
}

function askedOf({ claim, at, cause }: CredibilityLine): Asked {
  return { claimId: claim, day: at.slice(0, 10), cause };
}

/**
 * Computes every number of a hearsay/2 file again, from the events in it and by the rules that published them: the same lines,
 * in the same order. A number that nothing in the file gives rise to is left out, one that it lacks is put in.
 */
export function recompute(lines: ExchangeLine[]): ExchangeLine[] {
  const replay = new Replay(lines);
  replay.run();
  const first = lines.findIndex(isComputed);
  const [before, after] = first < 0 ? [lines, []] : [lines.slice(0, first), lines.slice(first)];
  const numbers = after.flatMap((line) =>
    line.type === "credibility" ? (replay.numbers.get(line) ?? []) : [],
  );
  const rest = after.filter((line) => !isComputed(line));
  const scores = replay.scores.all();
  return [
    ...before,
    ...numbers,
    ...scoreLines(scores),
    ...sourceRecordLines(replay.scores.records()),
    ...rest,
    calibrationLine(scores.map(claimScoreLine)),
  ];
}
