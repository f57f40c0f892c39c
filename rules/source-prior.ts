import type { NamedOrigin } from "./credibility";
import { dayOf, intact, type Origin, type SourceRef } from "./provenance";
import type { Statement } from "./revisions";
import type { Tally, TrackRecords } from "./track-records";
import type { Hedge } from "./vocabulary";

/*
 * The constants. Those that settled claims can speak about were set on the example data walk-forward (`npm run backtest -- --rumors`)
 * and lie on a plateau: to change one by a quarter moves the Brier score by less than 0.004.
 */

/**
 * As if the base rates of attribute groups differed by 8 points (standard deviation): p(1 - p)/0.08² - 1 = 40 claims. In the example
 * data they differ by no more than chance, so believing a group sooner would be believing noise.
 */
export const baseShrinkage = 40;
/**
 * As if sources differed by 11 points: 0.25/0.11² - 1 = 20 claims; in the example data 6 to 13, by how long a record must be.
 * The same from a source's overall record to that in a group.
 */
export const recordShrinkage = 20;
/** The base rate is that of claims somebody stands behind; a claim without any origin is a little less probable. */
const silence = -0.3;
/**
 * What an origin of usual reliability adds: of claims nobody denied, 43 % came true with one
 * supporting report, 61 % with two, 70 % with three.
 */
const voice = 1;
/** An origin only credited by others may have said less than it is credited with. */
export const creditedShare = 0.6;
/** All outlets that name nobody together: nothing shows that they know more than one another. */
const unnamedWeight = 0.4;
/** Each further origin adds this share of what it would add alone: leakers share suppliers and read each other. */
const nextShare = 0.8;
/** A denial tells more than an assertion: of the claims that somebody had denied, 10 of 78 came true. */
export const denialFactor = 2.5;
/** However many speak, they may all have been misled by one prototype: twenty to one against the base rate is the most. */
export const strongest = 3;
/** Of what a plain statement tells, how much a hedged one does. No settled data has hedges yet: half for "could" is a judgment. */
export const certainty: Record<Hedge, number> = { will: 1, likely: 0.8, could: 0.5 };
/** How much an origin narrows the range, beside a verified one. */
const knownOf = { verified: 1, credited: 0.5, unnamed: 0.15 };

export type SourcePrior = {
  /** Of the claim by itself, before rivals. */
  logOdds: number;
  /** Named origins for and against. */
  origins: number;
  against: number;
  base: { probability: number; group: string } & Tally;
  named: NamedOrigin[];
  /** How much is known, in verified origins without a record; origins with a long one count up to twice. */
  evidence: number;
};

export function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

export function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function sumOf(tallies: Iterable<Tally>): Tally {
  const all = [...tallies];
  return { hits: all.reduce((sum, { hits }) => sum + hits, 0), n: all.reduce((sum, { n }) => sum + n, 0) };
}

/** Mean of the Beta distribution that starts as `strength` claims with the share `towards` and learns the tally. */
function shrink({ hits, n }: Tally, towards: number, strength: number): number {
  return (hits + strength * towards) / (n + strength);
}

function baseOfAll(records: TrackRecords): number {
  return shrink(sumOf(records.base.values()), 0.5, baseShrinkage);
}

/** How probable a claim of this group is before one looks at who says so: the group's share, shrunk towards that of all. */
function baseRate(group: string, records: TrackRecords): { probability: number; group: string } & Tally {
  const tally = records.base.get(group) ?? { hits: 0, n: 0 };
  return { probability: shrink(tally, baseOfAll(records), baseShrinkage), group, ...tally };
}

/** How often a source is right in a group: its record there, shrunk towards its own elsewhere, that towards everybody's. */
function reliabilityOf(source: SourceRef, group: string, records: TrackRecords) {
  const groups = records.sources.get(source.slug);
  const overall = sumOf(groups?.values() ?? []);
  const elsewhere = shrink(overall, baseOfAll(records), recordShrinkage);
  const here = groups?.get(group);
  if (!here) return { probability: elsewhere, record: { ...overall, group: null } };
  return { probability: shrink(here, elsewhere, recordShrinkage), record: { ...here, group } };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How sure it sounded: in its own last words if we have them, else as the least sure of those who credit it. */
function hedgeOf({ source, reports }: Origin): Hedge | null {
  const hedged = intact(reports).flatMap((report) =>
    report.hedge ? [{ ...report, hedge: report.hedge }] : [],
  );
  const own = hedged
    .filter((report) => report.publisher.slug === source?.slug)
    .sort((a, b) => compareText(dayOf(b), dayOf(a)) || compareText(b.id, a.id));
  const leastSure = hedged.sort((a, b) => certainty[a.hedge] - certainty[b.hedge]);
  return (own[0] ?? leastSure[0])?.hedge ?? null;
}

type Weighed = { name: NamedOrigin | null; slug: string; weight: number; known: number };

/** What an origin tells alone: its reliability as log-odds beside the usual one. A bad record makes it worth nothing, not less. */
function weigh({ origin }: Statement, group: string, records: TrackRecords): Weighed {
  const { source, stance, verified } = origin;
  if (source === null) return { name: null, slug: "", weight: unnamedWeight, known: knownOf.unnamed };
  const { probability, record } = reliabilityOf(source, group, records);
  const hedge = hedgeOf(origin);
  const alone = Math.max(0, voice + logOdds(probability) - logOdds(baseOfAll(records)));
  const weight = alone * (verified ? 1 : creditedShare) * (hedge ? certainty[hedge] : 1);
  const known =
    (verified ? knownOf.verified : knownOf.credited) * (1 + record.n / (record.n + recordShrinkage));
  const { slug, name } = source;
  const said = stance === "contradicts" ? stance : "supports";
  return { name: { slug, name, stance: said, verified, hedge, record, weight }, slug, weight, known };
}

/** Heaviest first, each next one diminished; so an additional origin never lowers the sum. */
function diminish(weighed: Weighed[], factor: number): Weighed[] {
  return [...weighed]
    .sort((a, b) => b.weight - a.weight || compareText(a.slug, b.slug))
    .map((one, index) => ({ ...one, weight: factor * one.weight * nextShare ** index }));
}

const total = (numbers: number[]) => [...numbers].sort((a, b) => a - b).reduce((sum, one) => sum + one, 0);

function nameHeaviest(weighed: Weighed[]): NamedOrigin[] {
  return weighed
    .flatMap(({ name, weight }) => (name ? [{ ...name, weight: Math.round(weight * 10_000) / 10_000 }] : []))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || compareText(a.slug, b.slug))
    .slice(0, 5);
}

/**
 * What the origins of a claim say together, as log-odds: the base rate of the attribute group + what supporting origins add
 * - what denials take, the latter two limited. `statements` are those that still stand. Each origin counts by its shrunk track
 * record as a log-likelihood ratio, log(r / (1 - r)) - log(b / (1 - b)) for reliability r and base rate b, on top of what it
 * tells that anybody says so at all.
 */
export function weighSources(statements: Statement[], group: string, records: TrackRecords): SourcePrior {
  const base = baseRate(group, records);
  const by = (stance: "supports" | "contradicts") =>
    statements.filter(({ origin }) => origin.stance === stance).map((one) => weigh(one, group, records));
  const [up, down] = [diminish(by("supports"), 1), diminish(by("contradicts"), -denialFactor)];
  const told = silence + total(up.map(({ weight }) => weight)) + total(down.map(({ weight }) => weight));
  const named = (weighed: Weighed[]) => weighed.filter(({ name }) => name !== null).length;
  return {
    logOdds: logOdds(base.probability) + Math.max(-strongest, Math.min(strongest, told)),
    origins: named(up),
    against: named(down),
    base,
    named: nameHeaviest([...up, ...down]),
    evidence: total([...up, ...down].map(({ known }) => known)),
  };
}
