import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Credibility, type RatingEvidence, withCurrentNames } from "@/rules/credibility";
import { groupBy } from "@/rules/grouping";
import { type Provenance, type ReportEdge, traceOrigins } from "@/rules/provenance";
import { suggestRelays } from "@/rules/relay-suggestions";
import type { Published } from "@/rules/slot-history";
import { publicOn } from "@/rules/slot-history";
import type {
  Attribute,
  Basis,
  FirstReportedBasis,
  Outcome,
  Qualifier,
  SourceKind,
  Value,
} from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import { loadNewest } from "./credibility";
import { inSlotsOf } from "./credibility-evidence";
import {
  type DeviceRef,
  type DocumentRef,
  deviceName,
  documentColumns,
  documentRef,
  isUuid,
  type MemberRef,
  type SourceRef,
} from "./references";
import { originDocumentOf, originReportOf, relayOf } from "./relay-origins";
import { attribute, claim, rating, report, verdict, verdictEvidence } from "./schema/claims";
import { device } from "./schema/devices";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";

/** A document that speaks of a claim. `published` is the document's day. */
export type ReportEntry = ReportEdge & {
  document: DocumentRef;
  /** The day from which it counts: the last one its date may mean, but none after it came here. */
  publicOn: string;
  /** Id of the report it probably repeats, where nothing says what it goes back to. */
  suggestedRelayOf: string | null;
};

export type VerdictEntry = {
  id: string;
  outcome: Outcome;
  basis: Basis;
  qualifier: Qualifier | null;
  document: DocumentRef | null;
  passage: string | null;
  /** ISO instants in UTC. */
  knownAt: string;
  decidedAt: string;
  decidedBy: MemberRef | null;
  imported: boolean;
  fromMemory: boolean;
  note: string | null;
  evidence: DocumentRef[];
};

/** A current rating; on a settled claim only those given before the fact was public. */
export type RatingEntry = RatingEvidence;

export type ClaimEntry = {
  id: string;
  device: DeviceRef;
  attribute: Attribute;
  scope: string | null;
  statement: string;
  language: string;
  value: Value;
  valueKey: string;
  firstReported: string;
  firstReportedBasis: FirstReportedBasis;
  createdAt: string;
  submittedBy: MemberRef | null;
  verdict: VerdictEntry | null;
  reports: ReportEntry[];
  provenance: Provenance;
  ratings: RatingEntry[];
  credibility: Credibility;
};

export type ClaimPage = {
  claim: ClaimEntry;
  /** The other claims of its slot, most credible first; empty where the attribute is not exclusive. */
  rivals: ClaimEntry[];
  /** Verdicts that were superseded, newest first. */
  formerVerdicts: VerdictEntry[];
};

const claimColumns = {
  id: claim.id,
  deviceId: claim.deviceId,
  deviceSlug: device.slug,
  deviceName,
  brandName: sql<string>`(select b.name from brand b where b.id = ${device.brandId})`,
  attributeId: claim.attributeId,
  attributeSlug: attribute.slug,
  nameEn: attribute.nameEn,
  nameDe: attribute.nameDe,
  group: attribute.group,
  type: attribute.type,
  unit: attribute.unit,
  exclusive: attribute.exclusive,
  tolerance: attribute.tolerance,
  scope: claim.scope,
  statement: claim.statement,
  language: claim.language,
  value: claim.value,
  valueKey: claim.valueKey,
  firstReported: claim.firstReported,
  firstReportedBasis: claim.firstReportedBasis,
  createdAt: claim.createdAt,
  verdictId: claim.verdictId,
  submitterHandle: member.handle,
  submitterSimulated: member.simulated,
};

function selectClaims(on: Connection) {
  return on
    .select(claimColumns)
    .from(claim)
    .innerJoin(device, eq(device.id, claim.deviceId))
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .leftJoin(member, eq(member.id, claim.submittedBy));
}

type ClaimRow = Awaited<ReturnType<typeof selectClaims>>[number];

/**
 * Claims with all that is shown of them, in the order of `ids`. Costs six queries, whatever the number of claims.
 */
export async function listClaimEntries(ids: string[], on: Connection = database()): Promise<ClaimEntry[]> {
  const entries = await findSlots(ids, on);
  return ids.flatMap((id) => entries.get(id) ?? []);
}

/** The claims with these ids and every rival of theirs, by id. */
async function findSlots(ids: string[], on: Connection): Promise<Map<string, ClaimEntry>> {
  if (ids.length === 0) return new Map();
  const rows = await selectClaims(on).where(inSlotsOf(ids));
  return completeClaims(rows, on);
}

/** Claims that fulfil `condition`, by the day first reported. */
export async function listClaimsOf(condition: SQL, on: Connection = database()): Promise<ClaimEntry[]> {
  const rows = await selectClaims(on)
    .where(and(condition, isNull(claim.mergedIntoId)))
    .orderBy(asc(claim.firstReported), asc(claim.id));
  return [...(await completeClaims(rows, on)).values()];
}

async function completeClaims(rows: ClaimRow[], on: Connection): Promise<Map<string, ClaimEntry>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map((row) => row.id);
  const [reports, verdicts, ratings, credibilities] = await Promise.all([
    listReports(ids, on),
    listVerdicts(
      inArray(
        verdict.id,
        rows.flatMap((row) => row.verdictId ?? []),
      ),
      on,
    ),
    listRatings(ids, on),
    loadNewest(ids, on),
  ]);
  const verdictById = new Map(verdicts.map((entry) => [entry.id, entry]));
  const partial = rows.map((row) => {
    const own = reports.get(row.id) ?? [];
    return {
      row,
      reports: own,
      verdict: row.verdictId ? (verdictById.get(row.verdictId) ?? null) : null,
      ratings: ratings.get(row.id) ?? [],
    };
  });
  return new Map(partial.map((entry) => [entry.row.id, claimEntry(entry, credibilities.get(entry.row.id))]));
}

function claimEntry(
  {
    row,
    reports,
    verdict,
    ratings,
  }: { row: ClaimRow; reports: ReportEntry[]; verdict: VerdictEntry | null; ratings: RatingEntry[] },
  published: Published | undefined,
): ClaimEntry {
  if (!published) throw new Error(`no credibility is stored of claim ${row.id}`);
  const names = new Map(
    reports.flatMap(({ origin: said }) => (said ? [[said.slug, said.name] as const] : [])),
  );
  return {
    id: row.id,
    device: { slug: row.deviceSlug, name: row.deviceName, brand: row.brandName },
    attribute: attributeOf(row),
    scope: row.scope,
    statement: row.statement,
    language: row.language,
    value: row.value,
    valueKey: row.valueKey,
    firstReported: row.firstReported,
    firstReportedBasis: row.firstReportedBasis,
    createdAt: row.createdAt.toISOString(),
    submittedBy: row.submitterHandle
      ? { handle: row.submitterHandle, simulated: row.submitterSimulated ?? false }
      : null,
    verdict,
    reports,
    provenance: traceOrigins(reports),
    ratings,
    credibility: { ...published.credibility, parts: withCurrentNames(published.credibility.parts, names) },
  };
}

function attributeOf(
  row: Pick<
    ClaimRow,
    "attributeSlug" | "nameEn" | "nameDe" | "group" | "type" | "unit" | "exclusive" | "tolerance"
  >,
): Attribute {
  return {
    slug: row.attributeSlug,
    name: { en: row.nameEn, de: row.nameDe },
    group: row.group,
    type: row.type,
    unit: row.unit,
    exclusive: row.exclusive,
    tolerance: row.tolerance,
  };
}

const origin = alias(source, "origin");

/** The reports on these claims, earliest first, each with the one it repeats or may repeat. */
export async function listReports(claimIds: string[], on: Connection): Promise<Map<string, ReportEntry[]>> {
  const rows = await on
    .select({
      id: report.id,
      claimId: report.claimId,
      stance: report.stance,
      fidelity: report.fidelity,
      hedge: report.hedge,
      originDocumentId: originDocumentOf,
      relayRuled: sql<boolean>`${relayOf.table.id} is not null`,
      recordedAt: report.recordedAt,
      originSlug: origin.slug,
      originName: origin.name,
      originKind: origin.kind,
      ...documentColumns,
    })
    .from(report)
    .innerJoin(document, eq(document.id, report.documentId))
    .innerJoin(source, eq(source.id, document.sourceId))
    .leftJoin(origin, eq(origin.id, report.originId))
    .leftJoin(relayOf.table, relayOf.on)
    .leftJoin(originReportOf.table, originReportOf.on)
    .where(and(inArray(report.claimId, claimIds), isNull(document.mergedIntoId)))
    .orderBy(asc(document.published), asc(report.id));
  const byClaim = groupBy(rows, (row) => row.claimId);
  return new Map([...byClaim].map(([claimId, own]) => [claimId, reportEntries(own)]));
}

type ReportRow = {
  id: string;
  stance: ReportEdge["stance"];
  fidelity: ReportEdge["fidelity"];
  hedge: ReportEdge["hedge"];
  originDocumentId: string | null;
  /** A moderator found whether it repeats another: nothing is suggested any more. */
  relayRuled: boolean;
  recordedAt: Date;
  originSlug: string | null;
  originName: string | null;
  originKind: SourceKind | null;
} & Parameters<typeof documentRef>[0];

/** The reports on one claim. */
function reportEntries(rows: ReportRow[]): ReportEntry[] {
  const suggested = suggestRelays(rows.map((row) => ({ ...reportEdge(row), words: row.document })));
  return rows.map((row) => ({
    ...reportEdge(row),
    document: documentRef(row),
    publicOn: publicOn(row.document, row.recordedAt),
    suggestedRelayOf: row.relayRuled ? null : (suggested.get(row.id) ?? null),
  }));
}

function reportEdge(row: ReportRow): ReportEdge {
  const ref = documentRef(row);
  return {
    id: row.id,
    documentId: ref.id,
    publisher: ref.source,
    origin: originRef(row),
    originDocumentId: row.originDocumentId,
    stance: row.stance,
    fidelity: row.fidelity,
    hedge: row.hedge,
    published: ref.published,
    publishedPrecision: ref.publishedPrecision,
  };
}

function originRef(row: {
  originSlug: string | null;
  originName: string | null;
  originKind: SourceKind | null;
}): SourceRef | null {
  const { originSlug: slug, originName: name, originKind: kind } = row;
  return slug && name && kind ? { slug, name, kind } : null;
}

async function listVerdicts(condition: SQL, on: Connection): Promise<VerdictEntry[]> {
  const rows = await on
    .select({
      verdict,
      decidedHandle: member.handle,
      decidedSimulated: member.simulated,

      ...documentColumns,
    })
    .from(verdict)
    .leftJoin(member, eq(member.id, verdict.decidedBy))
    .leftJoin(document, eq(document.id, verdict.documentId))
    .leftJoin(source, eq(source.id, document.sourceId))
    .where(condition)
    .orderBy(desc(verdict.decidedAt), desc(verdict.id));
  const evidence = await listEvidence(
    rows.map((row) => row.verdict.id),
    on,
  );
  return rows.map((row) => ({
    id: row.verdict.id,
    outcome: row.verdict.outcome,
    basis: row.verdict.basis,
    qualifier: row.verdict.qualifier,
    document: row.document && row.source ? documentRef({ document: row.document, source: row.source }) : null,
    passage: row.verdict.passage,
    knownAt: row.verdict.knownAt.toISOString(),
    decidedAt: row.verdict.decidedAt.toISOString(),
    decidedBy: row.decidedHandle
      ? { handle: row.decidedHandle, simulated: row.decidedSimulated ?? false }
      : null,
    imported: row.verdict.imported,
    fromMemory: row.verdict.fromMemory,
    note: row.verdict.note,
    evidence: evidence.get(row.verdict.id) ?? [],
  }));
}

async function listEvidence(verdictIds: string[], on: Connection): Promise<Map<string, DocumentRef[]>> {
  if (verdictIds.length === 0) return new Map();
  const rows = await on
    .select({ verdictId: verdictEvidence.verdictId, ...documentColumns })
    .from(verdictEvidence)
    .innerJoin(document, eq(document.id, verdictEvidence.documentId))
    .innerJoin(source, eq(source.id, document.sourceId))
    .where(and(inArray(verdictEvidence.verdictId, verdictIds), isNull(document.mergedIntoId)))
    .orderBy(asc(verdictEvidence.position));
  const grouped = groupBy(rows, (row) => row.verdictId);
  return new Map([...grouped].map(([id, own]) => [id, own.map(documentRef)]));
}

async function listRatings(claimIds: string[], on: Connection): Promise<Map<string, RatingEntry[]>> {
  const rows = await on
    .select({
      claimId: rating.claimId,
      rater: rating.memberId,
      probability: rating.probability,
      at: rating.at,
      simulated: member.simulated,
      joinedAt: member.createdAt,
    })
    .from(rating)
    .innerJoin(member, eq(member.id, rating.memberId))
    .innerJoin(claim, eq(claim.id, rating.claimId))
    .leftJoin(verdict, eq(verdict.id, claim.verdictId))
    .where(
      and(inArray(rating.claimId, claimIds), or(isNull(verdict.id), sql`${rating.at} < ${verdict.knownAt}`)),
    )
    .orderBy(asc(rating.at));
  return groupBy(rows, (row) => row.claimId);
}

/** Everything on a claim's page, or null when there is no such claim. */
export async function findClaimPage(id: string, on: Connection = database()): Promise<ClaimPage | null> {
  if (!isUuid(id)) return null;
  const slot = await findSlots([id], on);
  const found = slot.get(id);
  if (!found) return null;
  const former = await listVerdicts(
    and(eq(verdict.claimId, id), sql`${verdict.id} is distinct from ${found.verdict?.id ?? null}`) ??
      sql`false`,
    on,
  );
  const rivals = [...slot.values()].filter((entry) => entry.id !== id);
  return { claim: found, rivals: rivals.sort(byCredibility), formerVerdicts: former };
}

export function byCredibility(a: ClaimEntry, b: ClaimEntry): number {
  return (
    b.credibility.probability - a.credibility.probability || a.firstReported.localeCompare(b.firstReported)
  );
}

/** The claims filed last, newest first; of those filed on one day (a whole import, say) the latest rumors first. */
export async function listNewestClaims(limit: number, on: Connection = database()): Promise<ClaimEntry[]> {
  const rows = await on
    .select({ id: claim.id })
    .from(claim)
    .where(isNull(claim.mergedIntoId))
    .orderBy(
      desc(sql`date_trunc('day', ${claim.createdAt}, 'UTC')`),
      desc(claim.firstReported),
      desc(claim.id),
    )
    .limit(limit);
  return listClaimEntries(
    rows.map((row) => row.id),
    on,
  );
}

/** The claims whose verdicts in force became known last, newest first. */
export async function listNewestVerdicts(limit: number, on: Connection = database()): Promise<ClaimEntry[]> {
  const rows = await on
    .select({ id: claim.id })
    .from(verdict)
    .innerJoin(claim, eq(claim.verdictId, verdict.id))
    .where(isNull(claim.mergedIntoId))
    .orderBy(desc(verdict.knownAt), desc(verdict.id))
    .limit(limit);
  return listClaimEntries(
    rows.map((row) => row.id),
    on,
  );
}

/** Claims of one slot, by the day first reported; none for a device or attribute that is not here. */
export function listSlotClaims(
  slot: { device: string; attribute: string; scope: string | null },
  on: Connection = database(),
): Promise<ClaimEntry[]> {
  return listClaimsOf(
    sql`${claim.deviceId} = (select s.device_id from device_slug s where s.slug = ${slot.device})
      and ${attribute.slug} = ${slot.attribute} and ${claim.scope} is not distinct from ${slot.scope}`,
    on,
  );
}
