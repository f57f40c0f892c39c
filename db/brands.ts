import { eq, sql } from "drizzle-orm";
import { type Connection, database } from "./client";
import { type DeviceCard, listDevices } from "./devices";
import { brand, device } from "./schema/devices";

export type BrandCard = { slug: string; name: string; country: string; devices: number };
export type BrandPage = BrandCard & { list: DeviceCard[] };

const columns = {
  id: brand.id,
  slug: brand.slug,
  name: brand.name,
  country: brand.country,
  devices: sql<number>`(select count(*)::int from device d where d.brand_id = "brand"."id" and d.merged_into_id is null)`,
};

/** Everything on a brand's page, or null when there is no such brand. */
export async function findBrandPage(slug: string, on: Connection = database()): Promise<BrandPage | null> {
  const [found] = await on.select(columns).from(brand).where(eq(brand.slug, slug));
  if (!found) return null;
  const { id, ...card } = found;
  return { ...card, list: await listDevices(eq(device.brandId, id), on) };
}
