/** How often what was said came true: strict hits out of n settled claims. */
export type Tally = { hits: number; n: number };

/** What a member's settled ratings teach about the next one. */
export type RaterRecord = {
  /**
   * Sum over settled claims of (the others' Brier score - the member's own), in millionths: whole numbers add up to the same
   * in any order, so a replay gives the same bytes.
   */
  skillMicro: number;
  /** Settled claims rated in time. */
  n: number;
  /** Accounts that rate in lockstep share a ring and together count as one; null for nearly everybody. */
  ring: string | null;
};

/** Everything that settled claims teach, as of one instant. */
export type TrackRecords = {
  /** How claims came out, by attribute group. */
  base: ReadonlyMap<string, Tally>;
  /** How the claims of each source came out: source slug, then attribute group. */
  sources: ReadonlyMap<string, ReadonlyMap<string, Tally>>;
  /** By member id. */
  raters: ReadonlyMap<string, RaterRecord>;
};

/** Before anything was settled. */
export const noTrackRecords: TrackRecords = { base: new Map(), sources: new Map(), raters: new Map() };
