import type { IdentityLine } from "./exchange-2";
import type { ReplayedScores } from "./replayed-scores";
import type { Settlement } from "./settlement";

type Scores = Map<string, Settlement | null>;

/** The scores that identity changes replaced: undoing puts them back, unless the claims were scored otherwise since. */
export class ReplacedScores {
  private readonly byChange = new Map<string, { before: Scores; after: Scores }>();
  private readonly scores: ReplayedScores;

  constructor(scores: ReplayedScores) {
    this.scores = scores;
  }

  /** Calls `scoreAnew` for each claim of the change, in their order, where its scores are not simply put back. */
  take({ change, undone, scored }: IdentityLine, scoreAnew: (claimId: string) => void): void {
    const replaced = this.byChange.get(change);
    if (undone && replaced && same(replaced.after, this.read(scored))) {
      for (const [claimId, settlement] of replaced.before) this.scores.replace(claimId, settlement);
      return;
    }
    const before = this.read(scored);
    for (const claimId of scored) scoreAnew(claimId);
    if (!undone) this.byChange.set(change, { before, after: this.read(scored) });
  }

  private read(claimIds: string[]): Scores {
    return new Map(claimIds.map((id) => [id, this.scores.of(id)]));
  }
}

function same(one: Scores, other: Scores): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}
