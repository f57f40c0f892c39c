import type { Credibility, NamedOrigin } from "./credibility";

/** Attribute groups whose claims have a word of their own, like "camera claims". */
const wordedGroups = [
  "identity",
  "launch",
  "price",
  "camera",
  "performance",
  "power",
  "display",
  "design",
  "connectivity",
  "software",
  "supply",
  "security",
  "audio",
] as const;
type WordedGroup = (typeof wordedGroups)[number];

/** The key of the words for "claims of this group"; null is every group, and an imported group may have no word. */
export function claimsKey(group: string | null | undefined): WordedGroup | "all" | "other" {
  if (group === null || group === undefined) return "all";
  return wordedGroups.find((worded) => worded === group) ?? "other";
}

/** How a credibility stands beside today: before a verdict and as published it is neither. */
export type Standing = {
  /** A verdict is in force, so it no longer moves. */
  frozen: boolean;
  /** What would have been published then; the claim came here later. */
  reconstructed: boolean;
};

export type SentenceKey =
  | "sources"
  | "crowd"
  | "noCrowd"
  | "together"
  | "share"
  | "rivalConfirmed"
  | "widerRefuted"
  | "implied"
  | "base"
  | "baseUnknown"
  | "origin"
  | "denial"
  | "moreOrigins"
  | "crowdWeight"
  | "newcomers"
  | "joint"
  | "contains"
  | "range"
  | "frozen"
  | "reconstructed";

/** How the number of a claim stands: reconstructed where the fact was public before the claim came here. ISO instants. */
export function standingOf(claim: { createdAt: string; verdict: { knownAt: string } | null }): Standing {
  const { verdict, createdAt } = claim;
  return { frozen: verdict !== null, reconstructed: verdict !== null && verdict.knownAt < createdAt };
}

/** One sentence of an explanation: the key of its message, and what goes into it. Shares are numbers 0..1. */
export type Sentence = {
  key: SentenceKey;
  values: Record<string, string | number>;
  /** Attribute group whose claims are counted in `values`; null for claims of every group. */
  group?: string | null;
  /** Slug of the source the sentence names. */
  source?: string;
};

/** In one breath, and then part by part. */
export type Explanation = { lead: Sentence[]; parts: Sentence[] };

/** Below it two percentages look the same. */
const VISIBLE = 0.005;

/** Why a credibility is what it is, made of nothing but its own parts, in the order they are reasoned in. */
export function explain(credibility: Credibility, standing: Standing): Explanation {
  return {
    lead: [saySources(credibility), ...sayCrowd(credibility), ...sayTogether(credibility)],
    parts: [
      sayBase(credibility),
      ...sayOrigins(credibility),
      ...sayRaters(credibility),
      ...sayContained(credibility),
      ...sayRange(credibility),
      ...(standing.frozen ? [{ key: "frozen" as const, values: {} }] : []),
      ...(standing.reconstructed ? [{ key: "reconstructed" as const, values: {} }] : []),
    ],
  };
}

function saySources({ parts: { sources } }: Credibility): Sentence {
  const { origins, against, probability } = sources;
  const speakers = sources.named.filter(({ stance }) => stance === "supports");
  return {
    key: "sources",
    values: { origins, against, percent: probability, ...joinRecords(speakers, origins) },
    group: commonGroup(speakers),
  };
}

/** The records of several origins as one; not told where some of the origins are not among those named. */
function joinRecords(speakers: NamedOrigin[], origins: number) {
  const hits = speakers.reduce((sum, { record }) => sum + record.hits, 0);
  const n = speakers.reduce((sum, { record }) => sum + record.n, 0);
  if (origins === 0 || speakers.length < origins) return { record: "untold", hits, n };
  return { record: n === 0 ? "none" : "some", hits, n };
}

function commonGroup(speakers: NamedOrigin[]): string | null {
  const groups = new Set(speakers.filter(({ record }) => record.n > 0).map(({ record }) => record.group));
  const [only = null] = groups;
  return groups.size === 1 ? only : null;
}

function sayCrowd({ parts: { crowd } }: Credibility): Sentence[] {
  if (!crowd) return [{ key: "noCrowd", values: {} }];
  const { raters, simulated, probability } = crowd;
  return [{ key: "crowd", values: { raters, simulated, percent: probability } }];
}

function sayTogether({ probability, parts }: Credibility): Sentence[] {
  const { crowd, share, settledBy } = parts;
  const said: Sentence[] = [];
  if (share !== null && !settledBy) said.push({ key: "share", values: { percent: share } });
  if (settledBy?.outcome === "confirmed") said.push(sayConfirmed(probability));
  if (settledBy?.outcome === "refuted") said.push({ key: "widerRefuted", values: { percent: probability } });
  if (said.length === 0 && crowd) said.push({ key: "together", values: { percent: probability } });
  return said;
}

/** What was confirmed excludes this value, or lies within it. */
function sayConfirmed(probability: number): Sentence {
  return { key: probability < 0.5 ? "rivalConfirmed" : "implied", values: { percent: probability } };
}

function sayBase({ parts: { sources } }: Credibility): Sentence {
  const { probability, group, hits, n } = sources.base;
  const values = { hits, n, percent: probability };
  return { key: n > 0 ? "base" : "baseUnknown", values, group };
}

function sayOrigins({ parts: { sources } }: Credibility): Sentence[] {
  const told = sources.named.map(sayOrigin);
  const count = sources.origins + sources.against - sources.named.length;
  return count > 0 ? [...told, { key: "moreOrigins", values: { count } }] : told;
}

function sayOrigin({ slug, name, stance, verified, hedge, record }: NamedOrigin): Sentence {
  return {
    key: stance === "supports" ? "origin" : "denial",
    values: {
      name,
      verified: verified ? "yes" : "no",
      hedge: hedge ?? "unsaid",
      record: record.n === 0 ? "none" : "some",
      hits: record.hits,
      n: record.n,
    },
    group: record.group,
    source: slug,
  };
}

function sayRaters({ parts: { crowd } }: Credibility): Sentence[] {
  if (!crowd) return [];
  const { raters, newcomers, joint, weight } = crowd;
  const said: Sentence[] = [{ key: "crowdWeight", values: { raters, weight } }];
  if (newcomers > 0) said.push({ key: "newcomers", values: { count: newcomers, raters } });
  if (joint > 0) said.push({ key: "joint", values: { count: joint } });
  return said;
}

/** What a settled rival decides has no range. */
function sayRange({ low, high }: Credibility): Sentence[] {
  return low === high ? [] : [{ key: "range", values: { low, high } }];
}

/** A value is never less probable than a narrower one inside it, and then stands above its own share. */
function sayContained({ probability, parts }: Credibility): Sentence[] {
  const { sources, crowd, share, settledBy } = parts;
  const own = share ?? (crowd ? null : sources.probability);
  if (settledBy || own === null || probability - own < VISIBLE) return [];
  return [{ key: "contains", values: { percent: probability } }];
}
