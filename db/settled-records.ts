import { and, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { groupBy } from "@/rules/grouping";
import type { SlotHistory } from "@/rules/slot-history";
import type { RaterRecord, Tally, TrackRecords } from "@/rules/track-records";
import type { Connection } from "./client";
import { claimScore, raterRecord, raterScore, sourceScore } from "./schema/credibility";
import { source } from "./schema/documents";

/**
 * What settled claims teach about all attribute groups and about the origins and raters of these slots. With `before`:
 * only what was known by then. Four queries, whose cost does not grow with the number of ratings.
 */
export async function loadTrackRecords(
  slots: SlotHistory[],
  on: Connection,
  before: Date | null = null,
): Promise<TrackRecords> {
  const claims = slots.flatMap((slot) => slot.claims);
  const reports = claims.flatMap((claim) => claim.reports);
  const sources = new Set(
    reports.flatMap((one) => [one.publisher.slug, ...(one.origin ? [one.origin.slug] : [])]),
  );
  const raters = new Set(claims.flatMap((claim) => claim.ratings.map((rating) => rating.rater)));
  return {
    base: await loadBase(before, on),
    sources: await loadSources([...sources], before, on),
    raters: before ? await loadRatersBefore([...raters], before, on) : await loadRaters([...raters], on),
  };
}

const hitsOf = (hit: SQL | typeof claimScore.hit | typeof sourceScore.hit) =>
  sql<number>`count(*) filter (where ${hit})::int`;
const count = sql<number>`count(*)::int`;

/** Of all groups, because each is shrunk towards all. */
async function loadBase(before: Date | null, on: Connection): Promise<Map<string, Tally>> {
  const rows = await on
    .select({ group: claimScore.group, hits: hitsOf(claimScore.hit), n: count })
    .from(claimScore)
    .where(before ? lt(claimScore.knownAt, before) : undefined)
    .groupBy(claimScore.group);
  return new Map(rows.map(({ group, hits, n }) => [group, { hits, n }]));
}

async function loadSources(
  slugs: string[],
  before: Date | null,
  on: Connection,
): Promise<Map<string, ReadonlyMap<string, Tally>>> {
  if (slugs.length === 0) return new Map();
  const rows = await on
    .select({ slug: source.slug, group: sourceScore.group, hits: hitsOf(sourceScore.hit), n: count })
    .from(sourceScore)
    .innerJoin(source, eq(source.id, sourceScore.sourceId))
    .where(and(inArray(source.slug, slugs), before ? lt(sourceScore.knownAt, before) : undefined))
    .groupBy(source.slug, sourceScore.group);
  const tallies = [...groupBy(rows, (row) => row.slug)];
  return new Map(
    tallies.map(([slug, own]) => [slug, new Map(own.map(({ group, hits, n }) => [group, { hits, n }]))]),
  );
}

async function loadRaters(ids: string[], on: Connection): Promise<Map<string, RaterRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await on.select().from(raterRecord).where(inArray(raterRecord.memberId, ids));
  return new Map(rows.map(({ memberId, ...record }) => [memberId, record]));
}

async function loadRatersBefore(
  ids: string[],
  before: Date,
  on: Connection,
): Promise<Map<string, RaterRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({
      memberId: raterScore.memberId,
      skillMicro: sql<number>`sum(${raterScore.skillMicro})::float8`,
      n: sql<number>`count(*) filter (where ${raterScore.skillMicro} <> 0)::int`,
      ring: sql<string | null>`min(${raterRecord.ring})`,
    })
    .from(raterScore)
    .leftJoin(raterRecord, eq(raterRecord.memberId, raterScore.memberId))
    .where(and(inArray(raterScore.memberId, ids), lt(raterScore.knownAt, before)))
    .groupBy(raterScore.memberId);
  return new Map(rows.map(({ memberId, ...record }) => [memberId, record]));
}
