import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { SourceKind } from "@/rules/vocabulary";
import { type ClaimEntry, listClaimEntries } from "./claims";
import { type Connection, database } from "./client";
import { type DocumentRef, documentColumns, documentRef, type SourceRef } from "./references";
import { report } from "./schema/claims";
import { brand } from "./schema/devices";
import { document, source } from "./schema/documents";

export type SourceCard = SourceRef & {
  language: string;
  brand: { slug: string; name: string } | null;
  /** Claims it said first, by how they came out; echoes are counted in `documents`. */
  originated: { total: number; confirmed: number; partly: number; refuted: number; unresolved: number };
  documents: number;
};

export type SourcePage = SourceCard & {
  id: string;
  url: string | null;
  /** Claims it said first, newest first. */
  claims: ClaimEntry[];
  /** What it published, newest first. */
  publications: DocumentRef[];
};

const originated = sql<SourceCard["originated"]>`(
  select json_build_object(
    'total', count(*), 'confirmed', count(*) filter (where v.outcome = 'confirmed'), 'partly', count(*) filter (where v.outcome = 'partly'),
    'refuted', count(*) filter (where v.outcome = 'refuted'), 'unresolved', count(*) filter (where v.outcome = 'unresolved'))
  from claim c left join verdict v on v.id = c.verdict_id
  where c.merged_into_id is null and c.id in (select r.claim_id from report r join document d on d.id = r.document_id and d.merged_into_id is null
    where r.origin_id = ${source.id} and r.stance = 'supports' and r.fidelity <> 'altered'))`;

const cardColumns = {
  slug: source.slug,
  name: source.name,
  kind: source.kind,
  language: source.language,
  brandSlug: brand.slug,
  brandName: brand.name,
  originated,
  documents: sql<number>`(select count(*)::int from document d where d.source_id = ${source.id} and d.merged_into_id is null)`,
};

function selectSources(on: Connection) {
  return on
    .select({ id: source.id, url: source.url, ...cardColumns })
    .from(source)
    .leftJoin(brand, eq(brand.id, source.brandId));
}

type SourceRow = Awaited<ReturnType<typeof selectSources>>[number];

function sourceCard({ id: _id, url: _url, brandSlug, brandName, ...row }: SourceRow): SourceCard {
  return { ...row, brand: brandSlug && brandName ? { slug: brandSlug, name: brandName } : null };
}

/** All sources, or those of one kind, by name. */
export async function listSources(kind?: SourceKind, on: Connection = database()): Promise<SourceCard[]> {
  const rows = await selectSources(on)
    .where(and(isNull(source.mergedIntoId), kind ? eq(source.kind, kind) : undefined))
    .orderBy(asc(sql`lower(${source.name})`), asc(source.id));
  return rows.map(sourceCard);
}

/** Everything on a source's page, or null when there is no such source. */
export async function findSourcePage(slug: string, on: Connection = database()): Promise<SourcePage | null> {
  const [found] = await selectSources(on).where(and(eq(source.slug, slug), isNull(source.mergedIntoId)));
  if (!found) return null;
  const [ids, publications] = await Promise.all([
    on
      .selectDistinct({ id: report.claimId })
      .from(report)
      .where(
        sql`${report.originId} = ${found.id} and ${report.stance} = 'supports' and ${report.fidelity} <> 'altered'
          and not exists (select 1 from ${document} d where d.id = ${report.documentId} and d.merged_into_id is not null)`,
      ),
    on
      .select(documentColumns)
      .from(document)
      .innerJoin(source, eq(source.id, document.sourceId))
      .where(eq(document.sourceId, found.id))
      .orderBy(desc(document.published), desc(document.id)),
  ]);
  const claims = await listClaimEntries(
    ids.map((row) => row.id),
    on,
  );
  claims.sort((a, b) => b.firstReported.localeCompare(a.firstReported) || b.id.localeCompare(a.id));
  return {
    ...sourceCard(found),
    id: found.id,
    url: found.url,
    claims,
    publications: publications.map(documentRef),
  };
}

/** The source with this slug or, if there is none, of this name. */
export async function findSourceRef(
  slugOrName: string,
  on: Connection = database(),
): Promise<SourceRef | null> {
  const [row] = await on
    .select({ slug: source.slug, name: source.name, kind: source.kind })
    .from(source)
    .where(
      sql`(${source.slug} = ${slugOrName} or lower(${source.name}) = lower(${slugOrName})) and ${source.mergedIntoId} is null`,
    )
    .orderBy(sql`${source.slug} <> ${slugOrName}`, asc(source.id))
    .limit(1);
  return row ?? null;
}

/** Sources by name, after the one with the slug `after`; with `q` those whose name holds it, best first, and no further page. */
export function suggestSources(
  { q, after, limit }: { q?: string | undefined; after?: string | undefined; limit: number },
  on: Connection = database(),
): Promise<SourceRef[]> {
  const columns = { slug: source.slug, name: source.name, kind: source.kind };
  if (!q)
    return on
      .select(columns)
      .from(source)
      .where(and(isNull(source.mergedIntoId), after ? sql`${source.slug} > ${after}` : undefined))
      .orderBy(asc(source.slug))
      .limit(limit);
  return on
    .select(columns)
    .from(source)
    .where(sql`strpos(lower(${source.name}), lower(${q})) > 0 and ${source.mergedIntoId} is null`)
    .orderBy(sql`strpos(lower(${source.name}), lower(${q}))`, asc(source.name), asc(source.id))
    .limit(limit);
}
