import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { LIKE_TITLES, pairsByKey, siteOf, titleLikeness } from "@/rules/near-duplicates";
import { foldText } from "@/rules/search";
import { compareValues } from "@/rules/values";
import type { Attribute, Value } from "@/rules/vocabulary";
import { type Transaction, transaction } from "./client";
import { openQueueItem } from "./queue";
import { brand, device, deviceName } from "./schema/devices";
import { source } from "./schema/documents";
import { queueItem } from "./schema/moderation";

/** Only what came lately is compared, with what shares its brand, site, address, day or slot: never everything with everything. */
const LATELY = sql`now() - interval '2 days'`;
const AT_ONCE = 500;

type Pair = { subjectId: string; otherId: string; claimId?: string; deviceId?: string };
type Kind = "device" | "source" | "document" | "claim";

const searches: Record<Kind, (tx: Transaction) => Promise<Pair[]>> = {
  device: findDevices,
  source: findSources,
  document: findDocuments,
  claim: findClaims,
};

/** Asks the moderators about what came lately and may be one with something older; what was asked once is not asked again. */
export async function findMerges(): Promise<number> {
  let asked = 0;
  for (const kind of ["device", "source", "document", "claim"] as const)
    asked += await transaction(async (tx) => {
      const pairs = await searches[kind](tx);
      const fresh = await notAskedYet(pairs, tx);
      for (const pair of fresh) await openQueueItem({ kind: "merge", subjectKind: kind, ...pair }, tx);
      return fresh.length;
    });
  return asked;
}

async function notAskedYet(pairs: Pair[], tx: Transaction): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const known = await tx
    .select({ subjectId: queueItem.subjectId, otherId: queueItem.otherId })
    .from(queueItem)
    .where(
      and(
        eq(queueItem.kind, "merge"),
        inArray(
          queueItem.subjectId,
          pairs.flatMap(({ subjectId, otherId }) => [subjectId, otherId]),
        ),
      ),
    );
  const asked = new Set(
    known.flatMap(({ subjectId, otherId }) => [`${subjectId} ${otherId}`, `${otherId} ${subjectId}`]),
  );
  return pairs.filter(({ subjectId, otherId }) => !asked.has(`${subjectId} ${otherId}`));
}

/** Devices of one brand whose names are spelled alike, or one of which has the other's name among its own. */
async function findDevices(tx: Transaction): Promise<Pair[]> {
  const rows = await tx
    .select({
      id: device.id,
      brandId: device.brandId,
      brand: brand.name,
      lately: sql<boolean>`${device.createdAt} > ${LATELY}`,
      names: sql<
        string[]
      >`array(select n.name from ${deviceName} n where n.device_id = ${sql.raw('"device"."id"')})
        || array_remove(array[${device.workingName}, ${device.officialName}], null)`,
    })
    .from(device)
    .innerJoin(brand, eq(brand.id, device.brandId))
    .where(
      and(
        isNull(device.mergedIntoId),
        sql`${device.brandId} in (select d.brand_id from device d where d.created_at > ${LATELY} limit ${AT_ONCE})`,
      ),
    );
  const lately = new Set(rows.filter((row) => row.lately).map(({ id }) => id));
  const named = rows.map(({ id, brandId, brand: maker, names }) => ({
    id,
    keys: [...new Set(names.map((name) => `${brandId} ${withoutMaker(name, maker)}`))],
  }));
  return pairsByKey(named)
    .filter(({ subjectId }) => lately.has(subjectId))
    .map((pair) => ({ ...pair, deviceId: pair.subjectId }));
}

function withoutMaker(name: string, maker: string): string {
  const [folded, first] = [foldText(name), `${foldText(maker)} `];
  return folded.startsWith(first) ? folded.slice(first.length) : folded;
}

/** Sources of one name, or of one site. */
async function findSources(tx: Transaction): Promise<Pair[]> {
  const rows = await tx
    .select({
      id: source.id,
      name: source.name,
      kind: source.kind,
      url: source.url,
      lately: sql<boolean>`${source.createdAt} > ${LATELY}`,
    })
    .from(source)
    .where(isNull(source.mergedIntoId));
  if (!rows.some((row) => row.lately)) return [];
  const lately = new Set(rows.filter((row) => row.lately).map(({ id }) => id));
  const named = rows.map(({ id, name, kind, url }) => {
    // On a network many people share a host; only what publishes a site of its own is known by it.
    const site = kind === "outlet" || kind === "manufacturer" || kind === "retailer" ? siteOf(url) : null;
    return { id, keys: [`name ${foldText(name)}`, ...(site ? [`site ${site}`] : [])] };
  });
  return pairsByKey(named).filter(({ subjectId }) => lately.has(subjectId));
}

type DocumentPair = { subjectId: string; otherId: string; a: string; b: string; same: boolean };

/** Documents of one address, or of one publisher and day with titles alike. */
async function findDocuments(tx: Transaction): Promise<Pair[]> {
  const rows = await tx.execute<DocumentPair>(sql`
    with lately as (select * from document where created_at > ${LATELY} and merged_into_id is null
      order by id desc limit ${AT_ONCE}),
    pairs as (
      select n.id, n.title, o.id as other, o.title as other_title, true as same
      from lately n join document o on o.url_key = n.url_key and o.id < n.id and o.merged_into_id is null
      union all
      select n.id, n.title, o.id, o.title, false
      from lately n join document o on o.source_id = n.source_id and o.published = n.published
        and o.id < n.id and o.merged_into_id is null and n.published_precision = 'day' and o.published_precision = 'day'
        and o.url_key is null)
    select distinct on (id) id as "subjectId", other as "otherId", title as a, other_title as b, same
    from (select * from pairs limit 20000) p order by id, same desc, other`);
  return rows
    .filter(({ a, b, same }) => same || titleLikeness(a, b) >= LIKE_TITLES)
    .map(({ subjectId, otherId }) => ({ subjectId, otherId }));
}

type ClaimPair = {
  subjectId: string;
  otherId: string;
  deviceId: string;
  a: Value;
  b: Value;
  attribute: Omit<Attribute, "name">;
};

/** Open claims of one slot whose values differ by less than the attribute can tell apart. */
async function findClaims(tx: Transaction): Promise<Pair[]> {
  const rows = await tx.execute<ClaimPair>(sql`
    with lately as (select * from claim where created_at > ${LATELY} and merged_into_id is null and verdict_id is null
      order by created_at desc, id desc limit ${AT_ONCE})
    select n.id as "subjectId", o.id as "otherId", n.device_id as "deviceId", n.value as a, o.value as b,
      json_build_object('slug', t.slug, 'group', t."group", 'type', t.type, 'unit', t.unit,
        'exclusive', t.exclusive, 'tolerance', t.tolerance) as attribute
    from lately n join attribute t on t.id = n.attribute_id and t.exclusive
    join claim o on o.device_id = n.device_id and o.attribute_id = n.attribute_id
      and o.scope is not distinct from n.scope and o.id < n.id and o.merged_into_id is null and o.verdict_id is null
    order by n.id, o.id limit 20000`);
  const alike = rows.filter(({ a, b, attribute }) => {
    if ("currency" in a && "currency" in b && a.currency !== b.currency) return false;
    return compareValues(a, b, { ...attribute, name: { en: "", de: "" } }) === "compatible";
  });
  const first = new Map(alike.map((pair) => [pair.subjectId, pair]));
  return [...first.values()].map(({ subjectId, otherId, deviceId }) => ({
    ...{ subjectId, otherId, deviceId },
    claimId: subjectId,
  }));
}
