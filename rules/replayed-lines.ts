import type {
  ClaimLine,
  DocumentLine,
  ExchangeLine,
  IdentityLine,
  IdentityMove,
  RatingLine,
  ReportLine,
} from "./exchange-2";
import { groupBy } from "./grouping";

export function only<Type extends ExchangeLine["type"]>(lines: ExchangeLine[], type: Type) {
  return lines.filter((line): line is Extract<ExchangeLine, { type: Type }> => line.type === type);
}

function copiesById<Line extends { id: string }>(lines: Line[]): ReadonlyMap<string, Line> {
  return new Map(lines.map((line) => [line.id, { ...line }]));
}

/**
 * The lines of a file that identity changes move, as they stood at one moment of the replay. A file has them as they are by now:
 * at first every change is taken back, the last one first, and then each is made when its time has come.
 */
export class ReplayedLines {
  readonly claims: ReadonlyMap<string, ClaimLine>;
  readonly reports: ReadonlyMap<string, ReportLine>;
  readonly documents: ReadonlyMap<string, DocumentLine>;
  private readonly ratings: ReadonlyMap<RatingLine, RatingLine>;
  private readonly byMember: ReadonlyMap<string, RatingLine[]>;

  constructor(lines: ExchangeLine[]) {
    this.claims = copiesById(only(lines, "claim"));
    this.reports = copiesById(only(lines, "report"));
    this.documents = copiesById(only(lines, "document"));
    this.ratings = new Map(only(lines, "rating").map((line) => [line, { ...line }]));
    this.byMember = groupBy([...this.ratings.values()], (line) => line.member);
    const changes = only(lines, "identity").sort((a, b) => (a.at < b.at ? 1 : -1));
    for (const { at, moves } of changes)
      for (const { from, to, ...move } of [...moves].reverse())
        this.assign({ ...move, from: to, to: from } as IdentityMove, at);
  }

  /** A line of the file as it stands now. */
  ratingOf(line: RatingLine): RatingLine {
    return this.ratings.get(line) ?? line;
  }

  /** The claims that anything was ever said of, as it stands now. */
  spokenOf(): Set<string> {
    return new Set([...this.reports.values(), ...this.ratings.values()].map((line) => line.claim));
  }

  move({ at, moves }: IdentityLine): void {
    for (const move of moves) this.assign(move, at);
  }

  private assign(move: IdentityMove, at: string): void {
    if (move.row === "rating") {
      for (const line of this.byMember.get(move.id) ?? [])
        if (line.claim === move.from && line.at < at) line.claim = move.to;
      return;
    }
    const lists = { claim: this.claims, report: this.reports, document: this.documents };
    const line = lists[move.row].get(move.id);
    if (line) Object.assign(line, { [move.field]: move.to });
  }
}
