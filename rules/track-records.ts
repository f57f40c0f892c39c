import { publishedBefore, type ReportEdge } from "./provenance";
import { revisionOf, statementsOn } from "./revisions";
import type { Attribute } from "./vocabulary";

/** How often what was said came true: strict hits out of n settled claims. */
export type Tally = { hits: number; n: number };

/** What a member's settled ratings teach about the next one. */
export type RaterRecord = {
  /**
   * Sum over settled claims of (the others' Brier score - the member's own), in millionths: whole numbers add up to the same
   * in any order, so a replay gives the same bytes.
   */
  skillMicro: number;
  /** Settled claims rated in time on which it differed from others who were not nearly certain: those with skillMicro not 0. */
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
export const noTrackRecords: TrackRecords = {
  base: new Map(),
  sources: new Map(),
  raters: new Map(),
};

/** How one statement of one origin came out. */
export type SourceScore = {
  /** Slug. */
  source: string;
  /** Attribute group. */
  group: string;
  /** Day it first said so. */
  said: string;
  /** Days its statement stood before the fact was public, or until it said otherwise itself. */
  leadDays: number;
  hit: boolean;
  /** A report of its own is on record; otherwise others credit it. */
  verified: boolean;
  /** Bits: -log2 of the credibility the claim had when it spoke; null where it was the first to be heard. */
  surprise: number | null;
};

export type SettledReports = {
  /** All reports on the claim; those from the day of `knownAt` on are left out here. */
  reports: ReportEdge[];
  /** Reports on values that exclude this one, by which an origin may have changed its mind. */
  rivals?: ReportEdge[];
  knownAt: Date;
  hit: boolean;
  attribute: Attribute;
  /** The credibility published before that day, if there was one. */
  believedOn?: (day: string) => number | null;
};

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/**
 * How what the origins of a settled claim said came out, one entry an origin. A statement counts once and strictly, also where the
 * source later withdrew it: somebody who read it then was told so. Its lead ends with the day it was withdrawn, and the
 * statement that took its place is scored on its own claim; so each counts for the span during which it stood. Altered relays,
 * outlets that name nobody, denials and whatever came with the fact or after it are not scored.
 */
export function scoreSources(settled: SettledReports): SourceScore[] {
  const { knownAt, hit, attribute, believedOn } = settled;
  const own = statementsOn("this", publishedBefore(settled.reports, knownAt));
  const rivals = statementsOn("rivals", publishedBefore(settled.rivals ?? [], knownAt));
  const known = knownAt.toISOString().slice(0, 10);
  return own.flatMap((statement) => {
    const { source, stance, verified } = statement.origin;
    if (source === null || stance !== "supports") return [];
    const { said } = statement;
    const until = revisionOf(statement, [...own, ...rivals])?.said ?? known;
    const leadDays = Math.max(0, daysBetween(said, until));
    const believed = believedOn?.(said) ?? null;
    const surprise = believed === null ? null : -Math.log2(believed);
    return [{ source: source.slug, group: attribute.group, said, leadDays, hit, verified, surprise }];
  });
}
