import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { DeviceStatus, NameKind } from "@/rules/vocabulary";
import { byCredibility, type ClaimEntry, listClaimEntries, listClaimsOf } from "./claims";
import { type Connection, database } from "./client";
import { deviceName } from "./references";
import { attribute, claim, verdict } from "./schema/claims";
import { brand, device, deviceSlug, deviceName as nameTable } from "./schema/devices";

export type DeviceCard = {
  slug: string;
  /** Official name, or the working name before there is one. */
  name: string;
  workingName: string;
  brand: { slug: string; name: string };
  status: DeviceStatus;
  announced: string | null;
  released: string | null;
  summary: string;
  claims: {
    total: number;
    open: number;
    confirmed: number;
    partly: number;
    refuted: number;
    unresolved: number;
  };
  /** The most credible open claim on when it is announced, or released where none is about that. */
  expectedLaunch: ClaimEntry | null;
  /** ISO instant of its newest claim or verdict. */
  movedAt: string;
};

export type DevicePage = {
  id: string;
  slug: string;
  name: string;
  workingName: string;
  officialName: string | null;
  brand: { slug: string; name: string };
  names: { name: string; kind: NameKind }[];
  status: DeviceStatus;
  announced: string | null;
  released: string | null;
  summary: string;
  /** All claims, by the day first reported. */
  claims: ClaimEntry[];
};

/** Everything on a device's page; where the slug is a former one, only the slug it moved to; null when there never was one. */
export async function findDevicePage(
  slug: string,
  on: Connection = database(),
): Promise<DevicePage | { movedTo: string } | null> {
  const [found] = await on
    .select({ device, brand })
    .from(deviceSlug)
    .innerJoin(device, eq(device.id, deviceSlug.deviceId))
    .innerJoin(brand, eq(brand.id, device.brandId))
    .where(eq(deviceSlug.slug, slug));
  if (!found) return null;
  if (found.device.slug !== slug) return { movedTo: found.device.slug };
  const [names, claims] = await Promise.all([
    on
      .select({ name: nameTable.name, kind: nameTable.kind })
      .from(nameTable)
      .where(eq(nameTable.deviceId, found.device.id))
      .orderBy(asc(nameTable.id)),
    listClaimsOf(eq(claim.deviceId, found.device.id), on),
  ]);
  const { workingName, officialName, status, announced, released, summary } = found.device;
  return {
    id: found.device.id,
    slug,
    name: officialName ?? workingName,
    workingName,
    officialName,
    brand: { slug: found.brand.slug, name: found.brand.name },
    names,
    status,
    announced,
    released,
    summary,
    claims,
  };
}

const tally = sql<DeviceCard["claims"]>`(
    select json_build_object(
      'total', count(*), 'open', count(*) filter (where v.id is null),
      'confirmed', count(*) filter (where v.outcome = 'confirmed'), 'partly', count(*) filter (where v.outcome = 'partly'),
      'refuted', count(*) filter (where v.outcome = 'refuted'), 'unresolved', count(*) filter (where v.outcome = 'unresolved'))
    from ${claim} c left join ${verdict} v on v.id = c.verdict_id
    where c.device_id = ${device.id} and c.merged_into_id is null)`;

/** Devices that fulfil `condition` (all without one), by their id. */
export async function listDevices(condition?: SQL, on: Connection = database()): Promise<DeviceCard[]> {
  const rows = await on
    .select({
      id: device.id,
      slug: device.slug,
      name: deviceName,
      workingName: device.workingName,
      brand: { slug: brand.slug, name: brand.name },
      status: device.status,
      announced: device.announced,
      released: device.released,
      summary: device.summary,
      claims: tally,
      movedAt: sql<string>`to_char(greatest(${device.createdAt}, (select max(greatest(c.created_at, v.decided_at)) from ${claim} c left join ${verdict} v on v.id = c.verdict_id where c.device_id = ${device.id} and c.merged_into_id is null)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    })
    .from(device)
    .innerJoin(brand, eq(brand.id, device.brandId))
    .where(and(condition, isNull(device.mergedIntoId)))
    .orderBy(desc(device.id));
  const launches = await listExpectedLaunches(
    rows.filter((row) => row.announced === null).map((row) => row.id),
    on,
  );
  return rows.map(({ id, ...row }) => ({ ...row, expectedLaunch: launches.get(row.slug) ?? null }));
}

async function listExpectedLaunches(deviceIds: string[], on: Connection): Promise<Map<string, ClaimEntry>> {
  if (deviceIds.length === 0) return new Map();
  const rows = await on
    .select({ id: claim.id })
    .from(claim)
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .where(
      and(
        inArray(claim.deviceId, deviceIds),
        inArray(attribute.slug, ["announcement-date", "release-date"]),
        isNull(claim.verdictId),
        isNull(claim.mergedIntoId),
      ),
    );
  const entries = await listClaimEntries(
    rows.map((row) => row.id),
    on,
  );
  const launches = new Map<string, ClaimEntry>();
  // Announcements come first in the alphabet as they do in time; among equals the most credible.
  for (const entry of entries.sort(
    (a, b) => a.attribute.slug.localeCompare(b.attribute.slug) || byCredibility(a, b),
  )) {
    if (!launches.has(entry.device.slug)) launches.set(entry.device.slug, entry);
  }
  return launches;
}

export async function hasDevices(on: Connection = database()): Promise<boolean> {
  return (await on.select({ id: device.id }).from(device).limit(1)).length > 0;
}
