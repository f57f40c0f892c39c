import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import { urlKey } from "@/rules/urls";
import { type Connection, database } from "./client";
import { type DocumentRef, deviceName, documentColumns, documentRef } from "./references";
import { brand, device } from "./schema/devices";
import { document, source } from "./schema/documents";

/** A document by its address, in whatever way that is spelled. */
export async function findDocumentByUrl(
  url: string,
  on: Connection = database(),
): Promise<DocumentRef | null> {
  const [row] = await on
    .select(documentColumns)
    .from(document)
    .innerJoin(source, eq(source.id, document.sourceId))
    .where(
      // A page that proved to be another's is found as that one.
      sql`${document.id} in (select coalesce(d.merged_into_id, d.id) from ${document} d where d.url_key = ${urlKey(url)} or d.url = ${url})`,
    )
    .orderBy(document.id)
    .limit(1);
  return row ? documentRef(row) : null;
}

/** More of each would make the form slow to load; whoever needs another types its name. */
const OFFERED = 1000;

/** What the submit form offers without a script: devices by brand, brands, and the sources with the most documents. */
export async function listSubmitChoices(on: Connection = database()) {
  const [devices, brands, sources] = await Promise.all([
    on
      .select({ slug: device.slug, name: deviceName, brand: brand.name })
      .from(device)
      .innerJoin(brand, eq(brand.id, device.brandId))
      .where(isNull(device.mergedIntoId))
      .orderBy(asc(brand.name), asc(deviceName))
      .limit(OFFERED),
    on.select({ name: brand.name }).from(brand).orderBy(asc(brand.name)).limit(OFFERED),
    on
      .select({ name: source.name })
      .from(source)
      .where(isNull(source.mergedIntoId))
      .orderBy(
        desc(sql`(select count(*) from ${document} d where d.source_id = ${source.id})`),
        asc(source.name),
      )
      .limit(OFFERED),
  ]);
  return { devices, brands: brands.map(({ name }) => name), sources: sources.map(({ name }) => name) };
}
