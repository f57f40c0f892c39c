import { sql } from "drizzle-orm";
import { type ClaimEntry, listNewestClaims, listNewestVerdicts } from "./claims";
import { type Connection, database } from "./client";
import { type DeviceCard, listDevices } from "./devices";
import { device } from "./schema/devices";

export type HomePage = {
  /** Open ones: what is settled by now stands among the verdicts. */
  newestClaims: ClaimEntry[];
  newestVerdicts: ClaimEntry[];
  /** Devices that are not on sale yet; rules/device-filters.ts puts them in the order of a day. */
  upcoming: DeviceCard[];
  totals: {
    devices: number;
    claims: number;
    open: number;
    reports: number;
    documents: number;
    sources: number;
  };
};

/** What moved last, and what comes next. */
export async function findHomePage(on: Connection = database()): Promise<HomePage> {
  const [newestClaims, newestVerdicts, upcoming, totals] = await Promise.all([
    listNewestClaims(36, on),
    listNewestVerdicts(12, on),
    listDevices(sql`${device.status} in ('rumored', 'announced')`, on),
    findTotals(on),
  ]);
  return {
    newestClaims: newestClaims.filter((claim) => !claim.verdict).slice(0, 24),
    newestVerdicts,
    upcoming,
    totals,
  };
}

async function findTotals(on: Connection): Promise<HomePage["totals"]> {
  const [row] = await on.execute<HomePage["totals"]>(sql`select
    (select count(*)::int from device where merged_into_id is null) as devices,
    (select count(*)::int from claim where merged_into_id is null) as claims,
    (select count(*)::int from claim where verdict_id is null and merged_into_id is null) as open,
    (select count(*)::int from report r join claim c on c.id = r.claim_id join document d on d.id = r.document_id
      where c.merged_into_id is null and d.merged_into_id is null) as reports,
    (select count(*)::int from document where merged_into_id is null) as documents,
    (select count(*)::int from source where merged_into_id is null) as sources`);
  if (!row) throw new Error("counting returned no row");
  return row;
}
