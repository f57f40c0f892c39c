import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, date, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { deviceStatuses, nameKinds } from "@/rules/vocabulary";
import { createdAt, id } from "./columns";

export const brand = pgTable(
  "brand",
  { id: id(), slug: text().notNull().unique(), name: text().notNull(), country: text().notNull() },
  (t) => [
    check("brand_country", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check("brand_slug", sql`${t.slug} ~ '^[a-z0-9][a-z0-9-]{0,79}$'`),
  ],
);

export const device = pgTable(
  "device",
  {
    id: id(),
    /** The id of an imported device in its file; kept for export even when the slug moves. */
    externalId: text().unique(),
    slug: text().notNull().unique(),
    brandId: uuid()
      .notNull()
      .references(() => brand.id),
    workingName: text().notNull(),
    officialName: text(),
    status: text({ enum: deviceStatuses }).notNull(),
    announced: date({ mode: "string" }),
    released: date({ mode: "string" }),
    summary: text().notNull(),
    /** The device it proved to be; such a device is shown nowhere, its slugs lead to the other. */
    mergedIntoId: uuid().references((): AnyPgColumn => device.id),
    createdAt: createdAt(),
  },
  (t) => [
    check("device_status", sql`${t.status} in ('rumored', 'announced', 'released', 'cancelled')`),
    check("device_slug", sql`${t.slug} ~ '^[a-z0-9][a-z0-9-]{0,79}$'`),
    check(
      "device_dates",
      sql`${t.released} is null or ${t.announced} is null or ${t.released} >= ${t.announced}`,
    ),
    index("device_brand").on(t.brandId, t.status),
    index("device_launch").on(t.status, t.announced),
    index("device_merged").on(t.mergedIntoId),
    check("device_not_merged_into_itself", sql`${t.mergedIntoId} <> ${t.id}`),
  ],
);

/** Every slug a device has or had. A slug once used stays reserved; old ones redirect. */
export const deviceSlug = pgTable(
  "device_slug",
  {
    slug: text().primaryKey(),
    deviceId: uuid()
      .notNull()
      .references(() => device.id, { onDelete: "cascade" }),
    since: createdAt(),
  },
  (t) => [index("device_slug_device").on(t.deviceId)],
);

/** Names a device goes or went by, besides its working and official name. */
export const deviceName = pgTable(
  "device_name",
  {
    id: id(),
    deviceId: uuid()
      .notNull()
      .references(() => device.id, { onDelete: "cascade" }),
    name: text().notNull(),
    kind: text({ enum: nameKinds }).notNull(),
  },
  (t) => [
    unique("device_name_once").on(t.deviceId, t.name, t.kind),
    check(
      "device_name_kind",
      sql`${t.kind} in ('rumored_name', 'codename', 'model_number', 'marketing_name')`,
    ),
    index("device_name_folded").on(sql`lower(${t.name})`),
  ],
);
