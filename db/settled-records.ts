import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { groupBy } from "@/rules/grouping";
import type { SlotHistory } from "@/rules/slot-history";
import type { RaterRecord, Tally, TrackRecords } from "@/rules/track-records";
import type { Connection } from "./client";
import {
  claimScore,
  groupRecord,
  raterRecord,
  raterScore,
  sourceRecord,
  sourceScore,
} from "./schema/credibility";
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

const hits = sql<number>`count(*) filter (where hit)::int`;
const n = sql<number>`count(*)::int`;

/** Of all groups, because each is shrunk towards all. */
async function loadBase(before: Date | null, on: Connection): Promise<Map<string, Tally>> {
  const rows = before
    ? await on
        .select({ group: claimScore.group, hits, n })
        .from(claimScore)
        .where(lt(claimScore.knownAt, before))
        .groupBy(claimScore.group)
    : await on.select().from(groupRecord);
  return new Map(rows.map(({ group, ...tally }) => [group, tally]));
}

async function loadSources(
  slugs: string[],
  before: Date | null,
  on: Connection,
): Promise<Map<string, ReadonlyMap<string, Tally>>> {
  if (slugs.length === 0) return new Map();
  const rows = before ? await sourcesBefore(slugs, before, on) : await sourcesNow(slugs, on);
  const tallies = [...groupBy(rows, (row) => row.slug)];
  return new Map(
    tallies.map(([slug, own]) => [slug, new Map(own.map(({ group, hits, n }) => [group, { hits, n }]))]),
  );
}

function sourcesNow(slugs: string[], on: Connection) {
  return on
    .select({ slug: source.slug, group: sourceRecord.group, hits: sourceRecord.hits, n: sourceRecord.n })
    .from(sourceRecord)
    .innerJoin(source, eq(source.id, sourceRecord.sourceId))
    .where(inArray(source.slug, slugs));
}

function sourcesBefore(slugs: string[], before: Date, on: Connection) {
  return on
    .select({ slug: source.slug, group: sourceScore.group, hits, n })
    .from(sourceScore)
    .innerJoin(source, eq(source.id, sourceScore.sourceId))
    .where(and(inArray(source.slug, slugs), lt(sourceScore.knownAt, before)))
    .groupBy(source.slug, sourceScore.group);
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
