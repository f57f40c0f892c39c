import { asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { groupBy } from "@/rules/grouping";
import type { Tally } from "@/rules/track-records";
import type { Hedge, Outcome } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import type { SourceRef } from "./references";
import { claim, report, verdict } from "./schema/claims";
import { sourceScore } from "./schema/credibility";
import { document, source } from "./schema/documents";

/** How claims of one source came out, with what they were worth when made. */
export type SourceTally = Tally & {
  /** Mean days from its first word to the day the fact was public. */
  leadDays: number;
  /** Mean of how surprising its claims were when made, in bits; null where each was the first ever said. */
  surprise: number | null;
};

export type SourceRecord = {
  source: SourceRef;
  overall: SourceTally;
  /** By attribute group, most settled claims first. */
  groups: ({ group: string } & SourceTally)[];
};

const sourceRef = { slug: source.slug, name: source.name, kind: source.kind };

/** The track record of everybody who said a settled claim first, by name. */
export async function listSourceRecords(on: Connection = database()): Promise<SourceRecord[]> {
  const rows = await on
    .select({
      ...sourceRef,
      group: sourceScore.group,
      n: sql<number>`count(*)::int`,
      hits: sql<number>`count(*) filter (where ${sourceScore.hit})::int`,
      leadDays: sql<number>`sum(${sourceScore.leadDays})::int`,
      bits: sql<number | null>`sum(${sourceScore.surprise})`,
      surprising: sql<number>`count(${sourceScore.surprise})::int`,
    })
    .from(sourceScore)
    .innerJoin(source, eq(source.id, sourceScore.sourceId))
    .groupBy(source.id, sourceScore.group)
    .orderBy(asc(sql`lower(${source.name})`), asc(source.slug), asc(sourceScore.group));
  return [...groupBy(rows, ({ slug }) => slug).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { slug, name, kind } = first;
    const groups = own.map((row) => ({ group: row.group, ...tallyOf([row]) }));
    return {
      source: { slug, name, kind },
      overall: tallyOf(own),
      groups: groups.sort((a, b) => b.n - a.n || b.hits - a.hits),
    };
  });
}

type Sums = Tally & { leadDays: number; bits: number | null; surprising: number };

function tallyOf(rows: Sums[]): SourceTally {
  const total = (of: (row: Sums) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const n = total((row) => row.n);
  const surprising = total((row) => row.surprising);
  return {
    hits: total((row) => row.hits),
    n,
    leadDays: total((row) => row.leadDays) / n,
    surprise: surprising > 0 ? total((row) => row.bits ?? 0) / surprising : null,
  };
}

/** How one settled claim of a source came out. */
export type Saying = {
  claimId: string;
  outcome: Outcome;
  /** ISO day of its first word on it. */
  said: string;
  leadDays: number;
  hit: boolean;
  /** A report of its own is on file; otherwise others credit it. */
  verified: boolean;
  surprise: number | null;
  /** How sure its own first report sounded; null where none is on file or nobody noted it. */
  hedge: Hedge | null;
};

/** Every settled claim of a source, what became known last first. */
export function listSayings(slug: string, on: Connection = database()): Promise<Saying[]> {
  return on
    .select({
      claimId: sourceScore.claimId,
      outcome: verdict.outcome,
      said: sourceScore.said,
      leadDays: sourceScore.leadDays,
      hit: sourceScore.hit,
      verified: sourceScore.verified,
      surprise: sourceScore.surprise,
      hedge: sql<Hedge | null>`(
        select r.hedge from report r join document d on d.id = r.document_id and d.merged_into_id is null
        where r.claim_id = ${sourceScore.claimId} and r.origin_id = ${sourceScore.sourceId}
          and d.source_id = r.origin_id and r.stance = 'supports'
        order by d.published, r.id limit 1)`,
    })
    .from(sourceScore)
    .innerJoin(source, eq(source.id, sourceScore.sourceId))
    .innerJoin(claim, eq(claim.id, sourceScore.claimId))
    .innerJoin(verdict, eq(verdict.id, claim.verdictId))
    .where(eq(source.slug, slug))
    .orderBy(sql`${sourceScore.knownAt} desc`, asc(sourceScore.claimId));
}

/** How faithfully, and how early, a source passes on what others said. */
export type RelayRecord = {
  source: SourceRef;
  /** Reports that repeat another source and were compared with what they repeat. */
  checked: number;
  faithful: number;
  altered: number;
  /** Reports that repeat another source, original not seen. */
  unchecked: number;
  /** Mean days from its report to the day the fact was public, over settled claims; null without one. */
  leadDays: number | null;
};

const publisher = alias(source, "publisher");

/** Everybody who repeats others, by name. Accuracy belongs to the origins. */
export async function listRelayRecords(on: Connection = database()): Promise<RelayRecord[]> {
  const rows = await on
    .select({
      slug: publisher.slug,
      name: publisher.name,
      kind: publisher.kind,
      faithful: sql<number>`count(*) filter (where ${report.fidelity} = 'exact')::int`,
      altered: sql<number>`count(*) filter (where ${report.fidelity} = 'altered')::int`,
      unchecked: sql<number>`count(*) filter (where ${report.fidelity} = 'unknown')::int`,
      leadDays: sql<
        number | null
      >`(avg((${verdict.knownAt} at time zone 'UTC')::date - ${document.published}) filter (where ${document.published} < (${verdict.knownAt} at time zone 'UTC')::date))::float8`,
    })
    .from(report)
    .innerJoin(document, eq(document.id, report.documentId))
    .innerJoin(publisher, eq(publisher.id, document.sourceId))
    .innerJoin(claim, eq(claim.id, report.claimId))
    .leftJoin(verdict, eq(verdict.id, claim.verdictId))
    .where(
      sql`(${report.originId} <> ${document.sourceId} or ${report.originDocumentId} is not null)
        and ${claim.mergedIntoId} is null and ${document.mergedIntoId} is null`,
    )
    .groupBy(publisher.id)
    .orderBy(asc(sql`lower(${publisher.name})`), asc(publisher.slug));
  return rows.map(({ slug, name, kind, ...counts }) => ({
    source: { slug, name, kind },
    checked: counts.faithful + counts.altered,
    ...counts,
  }));
}
