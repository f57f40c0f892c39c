import { and, eq, isNull, like, or, sql } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import { freeSlug, slugOf } from "@/rules/slugs";
import type { SubmissionContent } from "@/rules/submissions";
import type { SourceKind } from "@/rules/vocabulary";
import type { Connection, Transaction } from "./client";
import { brand, device, deviceName, deviceSlug } from "./schema/devices";
import { source } from "./schema/documents";

type SubmittedDevice = SubmissionContent["device"];
type SubmittedSource = { slug: string } | { name: string; kind: SourceKind };

/** ISO 3166 keeps ZZ free for a country nobody has named. */
const UNKNOWN_COUNTRY = "ZZ";

/** The device that is meant, by a slug it has or had; of a proposed one null where nothing of its brand goes by that name. */
export async function findDeviceId(wanted: SubmittedDevice, on: Connection): Promise<string | null> {
  if (!("slug" in wanted)) return findNamedDevice(wanted, on);
  const [row] = await on
    .select({ id: deviceSlug.deviceId })
    .from(deviceSlug)
    .where(eq(deviceSlug.slug, wanted.slug));
  if (row) return row.id;
  const reason = "device-not-found";
  throw new Refusal(reason, { problems: [{ path: "device", reason }] });
}

const folded = (text: unknown) => sql`lower(regexp_replace(${text}, '\\s+', '', 'g'))`;

/** A name is the same with and without its brand in front, with and without spaces. */
async function findNamedDevice(
  { brand: brandName, name }: { brand: string; name: string },
  on: Connection,
): Promise<string | null> {
  const brandId = await findBrandId(brandName, on);
  if (!brandId) return null;
  const short = name.toLowerCase().startsWith(`${brandName.toLowerCase()} `)
    ? name.slice(brandName.length + 1)
    : name;
  const same = (column: unknown) =>
    sql`${folded(column)} in (${folded(short)}, ${folded(`${brandName}${short}`)})`;
  const [row] = await on
    .select({ id: device.id })
    .from(device)
    .where(
      and(
        eq(device.brandId, brandId),
        isNull(device.mergedIntoId),
        or(
          same(device.workingName),
          same(sql`coalesce(${device.officialName}, '')`),
          sql`exists (select 1 from ${deviceName} n where n.device_id = ${device.id} and ${same(sql`n.name`)})`,
        ),
      ),
    )
    .orderBy(device.id)
    .limit(1);
  return row?.id ?? null;
}

export async function findOrCreateDevice(wanted: SubmittedDevice, tx: Transaction): Promise<string> {
  const known = await findDeviceId(wanted, tx);
  if (known || "slug" in wanted) return known ?? "";
  const brandId = (await findBrandId(wanted.brand, tx)) ?? (await createBrand(wanted.brand, tx));
  const whole = wanted.name.toLowerCase().startsWith(wanted.brand.toLowerCase())
    ? wanted.name
    : `${wanted.brand} ${wanted.name}`;
  const wish = slugOf(whole, "device");
  const taken = await tx
    .select({ slug: deviceSlug.slug })
    .from(deviceSlug)
    .where(like(deviceSlug.slug, `${wish}%`));
  const slug = freeSlug(wish, new Set(taken.map((row) => row.slug)));
  const [row] = await tx
    .insert(device)
    .values({ slug, brandId, workingName: whole, status: "rumored", summary: "" })
    .returning({ id: device.id });
  if (!row) throw new Error("the device was not saved");
  return row.id;
}

async function findBrandId(name: string, on: Connection): Promise<string | null> {
  const [row] = await on
    .select({ id: brand.id })
    .from(brand)
    .where(or(eq(brand.slug, name.toLowerCase()), eq(folded(brand.name), folded(name))));
  return row?.id ?? null;
}

async function createBrand(name: string, tx: Transaction): Promise<string> {
  const wish = slugOf(name, "brand");
  const taken = await tx
    .select({ slug: brand.slug })
    .from(brand)
    .where(like(brand.slug, `${wish}%`));
  const slug = freeSlug(wish, new Set(taken.map((row) => row.slug)));
  const [row] = await tx
    .insert(brand)
    .values({ slug, name, country: UNKNOWN_COUNTRY })
    .returning({ id: brand.id });
  if (!row) throw new Error("the brand was not saved");
  return row.id;
}

export async function findSourceId(slug: string, path: string, on: Connection): Promise<string> {
  const [row] = await on
    .select({ id: sql<string>`coalesce(${source.mergedIntoId}, ${source.id})` })
    .from(source)
    .where(eq(source.slug, slug));
  if (row) return row.id;
  throw new Refusal("source-not-found", { problems: [{ path, reason: "source-not-found" }] });
}

/** A source by its slug or name, or a new one. A manufacturer belongs to a brand of its name. */
export async function findOrCreateSource(
  wanted: SubmittedSource,
  { path, url, language }: { path: string; url: string | null; language: string },
  tx: Transaction,
): Promise<string> {
  if ("slug" in wanted) return findSourceId(wanted.slug, path, tx);
  const { name, kind } = wanted;
  const [known] = await tx
    .select({ id: sql<string>`coalesce(${source.mergedIntoId}, ${source.id})` })
    .from(source)
    .where(eq(sql`lower(${source.name})`, name.toLowerCase()))
    .orderBy(sql`${source.kind} <> ${kind}`, source.id)
    .limit(1);
  if (known) return known.id;
  const wish = slugOf(name, "source");
  const taken = await tx
    .select({ slug: source.slug })
    .from(source)
    .where(like(source.slug, `${wish}%`));
  const slug = freeSlug(wish, new Set(taken.map((row) => row.slug)));
  const brandId =
    kind === "manufacturer" ? ((await findBrandId(name, tx)) ?? (await createBrand(name, tx))) : null;
  const [row] = await tx
    .insert(source)
    .values({ slug, name, kind, language, brandId, url: url && new URL(url).origin })
    .returning({ id: source.id });
  if (!row) throw new Error("the source was not saved");
  return row.id;
}
