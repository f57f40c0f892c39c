import { asc, eq, sql } from "drizzle-orm";
import type {
  ExchangeClaim,
  ExchangeDevice,
  ExchangeDocument,
  ExchangeFile,
  ExchangeReport,
  ExchangeVerdict,
} from "@/rules/exchange";
import { groupBy } from "@/rules/grouping";
import type { Value } from "@/rules/vocabulary";
import { type Transaction, takeTime, transaction } from "./client";
import {
  attributeOf,
  exchangeId,
  readStored,
  type Stored,
  type StoredClaim,
  type StoredDevice,
  type StoredDocument,
  type StoredReport,
  type StoredVerdict,
} from "./exchange-stored";
import { deviceName } from "./schema/devices";
import { member } from "./schema/members";

type RealClaim = { claim: StoredClaim; reports: StoredReport[]; verdict: StoredVerdict | null };
export type Names = (
  list: "brands" | "attributes" | "sources" | "documents" | "devices",
  id: string,
) => string;

/** Ids are made in order, so this is the order rows came in: an imported file comes out as it went in. */
function inOrder<T extends { id: string }>(rows: Iterable<T>): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The last verdict of somebody real, which need not be the one in force on an example installation; none of an open claim. */
function realVerdict(chain: StoredVerdict[] | undefined, simulated: Set<string>): StoredVerdict | null {
  const real = (chain ?? []).filter(
    (one) => !one.ended && (one.decidedBy === null || !simulated.has(one.decidedBy)),
  );
  const superseded = new Set(real.map((one) => one.supersedesId));
  return real.findLast((one) => !superseded.has(one.id)) ?? null;
}

function realClaims(stored: Stored, simulated: Set<string>): RealClaim[] {
  const isReal = (row: { submittedBy: string | null }) =>
    row.submittedBy === null || !simulated.has(row.submittedBy);
  const reports = groupBy(inOrder(stored.reports.values()).filter(isReal), (row) => row.claimId);
  return inOrder(stored.claims.values())
    .filter(isReal)
    .map((claim) => ({
      claim,
      reports: reports.get(claim.id) ?? [],
      verdict: realVerdict(stored.verdicts.get(claim.id), simulated),
    }));
}

/** Whether what a row serves is real: nothing simulated rests on it, or something real does too. */
function keep(id: string, real: Set<string | null>, all: Set<string | null>): boolean {
  return real.has(id) || !all.has(id);
}

function documentsOf(claims: RealClaim[]): Set<string | null> {
  return new Set(
    claims.flatMap(({ reports, verdict }) => [
      ...reports.map((report) => report.documentId),
      ...(verdict ? [verdict.documentId, ...verdict.evidence] : []),
    ]),
  );
}

/** What of an installation is real. */
export type Selection = {
  claims: RealClaim[];
  documents: StoredDocument[];
  devices: StoredDevice[];
  sources: Stored["sources"];
};

export function selectReal(stored: Stored, simulated: Set<string>): Selection {
  const claims = realClaims(stored, simulated);
  const cited = documentsOf(claims);
  const allDocuments = inOrder(stored.documents.values());
  const documents = allDocuments.filter(
    (row) => cited.has(row.id) || row.submittedBy === null || !simulated.has(row.submittedBy),
  );
  const realDevices = new Set(claims.map(({ claim }) => claim.deviceId));
  const allDevices = new Set([...stored.claims.values()].map((row) => row.deviceId));
  const named = (rows: StoredDocument[], reports: Iterable<StoredReport>) =>
    new Set([...rows.map((row) => row.sourceId), ...[...reports].map((row) => row.originId)]);
  const realSources = named(
    documents,
    claims.flatMap(({ reports }) => reports),
  );
  const allSources = named(allDocuments, stored.reports.values());
  return {
    claims,
    documents,
    devices: inOrder(stored.devices.values()).filter(
      (row) => row.externalId !== null || keep(row.id, realDevices, allDevices),
    ),
    sources: new Map([...stored.sources].filter(([, row]) => keep(row.id, realSources, allSources))),
  };
}

/** Without what another stands for by now: the format has no words for that. */
function withoutMerged({ claims, documents, devices, sources }: Selection, stored: Stored): Selection {
  const standing = <Row extends { mergedIntoId: string | null }>(row: Row) => row.mergedIntoId === null;
  const gone = new Set([...stored.documents.values()].filter((row) => !standing(row)).map((row) => row.id));
  return {
    claims: claims
      .filter(({ claim }) => standing(claim))
      .map(({ claim, reports, verdict }) => ({
        claim,
        reports: reports.filter((report) => !gone.has(report.documentId)),
        verdict: verdict && { ...verdict, evidence: verdict.evidence.filter((id) => !gone.has(id)) },
      })),
    documents: documents.filter(standing),
    devices: devices.filter(standing),
    sources: new Map([...sources].filter(([, row]) => standing(row))),
  };
}

export function namesOf(stored: Stored): Names {
  const ids = new Map<string, string>();
  for (const list of [stored.brands, stored.attributes, stored.sources])
    for (const [slug, row] of list) ids.set(row.id, slug);
  for (const [slug, row] of stored.devices) ids.set(row.id, slug);
  for (const row of stored.documents.values()) ids.set(row.id, exchangeId(row));
  return (list, id) => {
    const name = ids.get(id);
    if (!name) throw new Error(`a row refers to ${list} ${id}, which is not there`);
    return name;
  };
}

/** Keys in the order of the format; jsonb keeps none. */
function orderedValue(value: Value): Value {
  if ("from" in value) return { from: value.from, to: value.to };
  const { to, bound, ...start } = { to: undefined, bound: undefined, ...value };
  const end = { ...(to === undefined ? {} : { to }), ...(bound === undefined ? {} : { bound }) };
  if ("number" in start) return { number: start.number, unit: start.unit, ...end };
  if ("amount" in start) return { amount: start.amount, currency: start.currency, ...end };
  return start;
}

function exportReports(reports: StoredReport[], name: Names): ExchangeReport[] {
  const among = new Set(reports.map((report) => report.documentId));
  return reports.map(({ documentId, stance, originId, originDocumentId: parent, fidelity }) => ({
    document: name("documents", documentId),
    stance,
    origin: originId === null ? null : name("sources", originId),
    originDocument: parent === null || !among.has(parent) ? null : name("documents", parent),
    fidelity,
  }));
}

function exportVerdict(row: StoredVerdict, name: Names): ExchangeVerdict {
  return {
    outcome: row.outcome,
    document: row.documentId === null ? null : name("documents", row.documentId),
    evidence: row.evidence.map((id) => name("documents", id)),
    knownAt: row.knownAt.toISOString().slice(0, 10),
    basis: row.basis,
    fromMemory: row.fromMemory,
    qualifier: row.qualifier,
    note: row.note,
  };
}

function exportClaim({ claim, reports, verdict }: RealClaim, name: Names): ExchangeClaim {
  return {
    id: exchangeId(claim),
    device: name("devices", claim.deviceId),
    attribute: name("attributes", claim.attributeId),
    scope: claim.scope,
    statement: claim.statement,
    value: orderedValue(claim.value),
    firstReported: claim.firstReported,
    firstReportedBasis: claim.firstReportedBasis,
    reports: exportReports(reports, name),
    verdict: verdict && exportVerdict(verdict, name),
  };
}

function exportDocument(row: StoredDocument, name: Names): ExchangeDocument {
  const { url, title, published, publishedPrecision, language, kind, verified, seen, note } = row;
  const source = name("sources", row.sourceId);
  return {
    id: exchangeId(row),
    url,
    title,
    source,
    published,
    publishedPrecision,
    language,
    kind,
    verified,
    seen,
    note,
  };
}

async function exportDevices(tx: Transaction, rows: StoredDevice[], name: Names): Promise<ExchangeDevice[]> {
  const names = groupBy(
    await tx.select().from(deviceName).orderBy(asc(deviceName.id)),
    (row) => row.deviceId,
  );
  return rows.map(
    ({ id, externalId, brandId, workingName, officialName, status, announced, released, ...row }) => ({
      slug: externalId ?? row.slug,
      brand: name("brands", brandId),
      workingName,
      officialName,
      aliases: (names.get(id) ?? []).map((alias) => ({ name: alias.name, kind: alias.kind })),
      status,
      announced,
      released,
      summary: row.summary,
    }),
  );
}

/** One moment of the whole database, for as long as reading it takes. */
export async function readAtOnce(tx: Transaction): Promise<void> {
  await tx.execute(sql`set transaction isolation level repeatable read, read only`);
  await takeTime(tx);
}

/** Ids of the members whose doings are left out of every export. */
export async function listSimulated(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.select({ id: member.id }).from(member).where(eq(member.simulated, true));
  return new Set(rows.map((row) => row.id));
}

/** What hearsay/1 and hearsay/2 say in the same words. */
export async function exportNouns(
  { stored, selection, name }: { stored: Stored; selection: Selection; name: Names },
  tx: Transaction,
): Promise<Pick<ExchangeFile, "brands" | "attributes" | "sources" | "devices">> {
  return {
    brands: inOrder(stored.brands.values()).map(({ slug, name: title, country }) => ({
      slug,
      name: title,
      country,
    })),
    attributes: inOrder(stored.attributes.values()).map(attributeOf),
    sources: inOrder(selection.sources.values()).map(
      ({ slug, name: title, kind, url, language, brandId }) => ({
        slug,
        name: title,
        kind,
        url,
        language,
        brand: brandId === null ? null : name("brands", brandId),
      }),
    ),
    devices: await exportDevices(tx, selection.devices, name),
  };
}

/**
 * Everything real in the format hearsay/1, rumors of this installation's members included; rows that came from no file are
 * named by their id here. What simulated members brought or ruled is left out.
 */
export function exportExchange(): Promise<ExchangeFile> {
  return transaction(async (tx) => {
    await readAtOnce(tx);
    const stored = await readStored(tx);
    const selection = withoutMerged(selectReal(stored, await listSimulated(tx)), stored);
    const name = namesOf(stored);
    const { devices, ...nouns } = await exportNouns({ stored, selection, name }, tx);
    return {
      format: "hearsay/1",
      ...nouns,
      documents: selection.documents.map((row) => exportDocument(row, name)),
      devices,
      // The format has no claim without a report.
      claims: selection.claims.filter((one) => one.reports.length > 0).map((one) => exportClaim(one, name)),
    };
  });
}

/** The file as text, piece by piece; the same text as indenting the whole by one space, with a line end. */
export function* exchangeText(file: ExchangeFile): Generator<string> {
  const { format, ...lists } = file;
  yield `{\n "format": ${JSON.stringify(format)}`;
  for (const [list, items] of Object.entries(lists)) {
    yield `,\n ${JSON.stringify(list)}: [`;
    for (const [index, item] of items.entries()) {
      const indented = JSON.stringify(item, null, 1).replaceAll("\n", "\n  ");
      yield `${index === 0 ? "" : ","}\n  ${indented}`;
    }
    yield items.length > 0 ? "\n ]" : "]";
  }
  yield "\n}\n";
}
