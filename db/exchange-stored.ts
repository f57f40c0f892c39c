import { asc, max, sql } from "drizzle-orm";
import type { Known } from "@/rules/exchange";
import { groupBy } from "@/rules/grouping";
import type { Attribute } from "@/rules/vocabulary";
import type { Transaction } from "./client";
import { attribute, claim, report, verdict, verdictEvidence } from "./schema/claims";
import { brand, device, deviceName, deviceSlug } from "./schema/devices";
import { document, source } from "./schema/documents";
import { reopening } from "./schema/moderation";

export type StoredBrand = typeof brand.$inferSelect;
export type StoredAttribute = typeof attribute.$inferSelect;
export type StoredSource = typeof source.$inferSelect;
export type StoredDocument = typeof document.$inferSelect;
export type StoredDevice = typeof device.$inferSelect;
export type StoredClaim = typeof claim.$inferSelect;
export type StoredReport = typeof report.$inferSelect;
export type StoredVerdict = typeof verdict.$inferSelect & {
  evidence: string[];
  /** A moderator opened the claim again after it. */
  ended: boolean;
};

/** Everything an exchange file may speak of, found by the names the format uses. */
export type Stored = {
  brands: Map<string, StoredBrand>;
  attributes: Map<string, StoredAttribute>;
  sources: Map<string, StoredSource>;
  documents: Map<string, StoredDocument>;
  documentsByUrl: Map<string, StoredDocument>;
  devices: Map<string, StoredDevice>;
  /** Every slug in use or once used. */
  deviceBySlug: Map<string, StoredDevice>;
  deviceNames: Set<string>;
  claims: Map<string, StoredClaim>;
  claimsBySlot: Map<string, StoredClaim>;
  reports: Map<string, StoredReport>;
  verdicts: Map<string, StoredVerdict[]>;
  /** Claims that an identity change brought to another device. */
  moved: Set<string>;
};

/** The id of what stands for a row by now. */
export function standingId(row: { id: string; mergedIntoId: string | null }): string {
  return row.mergedIntoId ?? row.id;
}

/** The id of a row in files: its own from the file it came from, or the one it has here. */
export function exchangeId(row: { id: string; externalId: string | null }): string {
  return row.externalId ?? row.id;
}

export function slotKey(claim: {
  deviceId: string;
  attributeId: string;
  scope?: string | null;
  valueKey: string;
}): string {
  return JSON.stringify([claim.deviceId, claim.attributeId, claim.scope ?? null, claim.valueKey]);
}

export function pairKey(one: string, other: string): string {
  return `${one} ${other}`;
}

export function nameKey(name: { deviceId: string; name: string; kind: string }): string {
  return JSON.stringify([name.deviceId, name.name, name.kind]);
}

function mapBy<T>(rows: T[], key: (row: T) => string): Map<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

async function readVerdicts(tx: Transaction): Promise<Map<string, StoredVerdict[]>> {
  const shown = await tx.select().from(verdictEvidence).orderBy(asc(verdictEvidence.position));
  const evidence = groupBy(shown, (row) => row.verdictId);
  const rows = await tx.select().from(verdict).orderBy(asc(verdict.decidedAt), asc(verdict.id));
  const reopened = await tx
    .select({ claimId: reopening.claimId, at: max(reopening.at) })
    .from(reopening)
    .groupBy(reopening.claimId);
  const endedBy = new Map(reopened.map(({ claimId, at }) => [claimId, at]));
  const stored = rows.map((row) => ({
    ...row,
    evidence: (evidence.get(row.id) ?? []).map((one) => one.documentId),
    ended: row.recordedAt <= (endedBy.get(row.claimId) ?? new Date(0)),
  }));
  return groupBy(stored, (row) => row.claimId);
}

async function readMoved(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct r.before->>'id' as id from identity_row r join identity_change c on c.id = r.change_id
    where r.table_name = 'claim' and c.undone_at is null and r.before->'device_id' <> r.after->'device_id'`);
  return new Set(rows.map(({ id }) => id));
}

export async function readStored(tx: Transaction): Promise<Stored> {
  const documents = await tx.select().from(document);
  const devices = await tx.select().from(device);
  const claims = await tx.select().from(claim);
  const slugs = await tx.select().from(deviceSlug);
  const byId = mapBy(devices, (row) => row.id);
  return {
    brands: mapBy(await tx.select().from(brand), (row) => row.slug),
    attributes: mapBy(await tx.select().from(attribute), (row) => row.slug),
    sources: mapBy(await tx.select().from(source), (row) => row.slug),
    documents: mapBy(documents, exchangeId),
    documentsByUrl: mapBy(
      documents.filter((row) => row.urlKey !== null && row.externalId === null),
      (row) => row.urlKey ?? "",
    ),
    devices: mapBy(devices, (row) => row.externalId ?? row.slug),
    deviceBySlug: new Map(
      slugs.flatMap((row) => {
        const found = byId.get(row.deviceId);
        return found ? [[row.slug, found]] : [];
      }),
    ),
    deviceNames: new Set((await tx.select().from(deviceName)).map(nameKey)),
    claims: mapBy(claims, exchangeId),
    claimsBySlot: mapBy(
      claims.filter((row) => row.mergedIntoId === null),
      slotKey,
    ),
    reports: mapBy(await tx.select().from(report), (row) => pairKey(row.claimId, row.documentId)),
    verdicts: await readVerdicts(tx),
    moved: await readMoved(tx),
  };
}

export function attributeOf(row: StoredAttribute): Attribute {
  const { slug, group, type, unit, exclusive, tolerance } = row;
  return { slug, name: { en: row.nameEn, de: row.nameDe }, group, type, unit, exclusive, tolerance };
}

/** What of it the check of a file needs to know. */
export function knownOf(stored: Stored): Known {
  const claimIds = mapBy([...stored.claims.values()], (row) => row.id);
  const documentIds = mapBy([...stored.documents.values()], (row) => row.id);
  const reported = new Map<string, Set<string>>();
  for (const row of stored.reports.values()) {
    const [of, by] = [claimIds.get(row.claimId), documentIds.get(row.documentId)];
    if (!of || !by) continue;
    const documents = reported.get(exchangeId(of)) ?? new Set();
    reported.set(exchangeId(of), documents.add(exchangeId(by)));
  }
  return {
    brands: new Set(stored.brands.keys()),
    attributes: new Map([...stored.attributes].map(([slug, row]) => [slug, attributeOf(row)])),
    sources: new Set(stored.sources.keys()),
    documents: new Set(stored.documents.keys()),
    devices: new Set([...stored.devices.keys(), ...stored.deviceBySlug.keys()]),
    reported,
  };
}
