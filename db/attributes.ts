import { asc, eq } from "drizzle-orm";
import type { Attribute } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import { attribute } from "./schema/claims";

function toAttribute(row: typeof attribute.$inferSelect): Attribute {
  return {
    slug: row.slug,
    name: { en: row.nameEn, de: row.nameDe },
    group: row.group,
    type: row.type,
    unit: row.unit,
    exclusive: row.exclusive,
    tolerance: row.tolerance,
  };
}

/** All attributes, in the order they were defined. */
export async function listAttributes(on: Connection = database()): Promise<Attribute[]> {
  const rows = await on.select().from(attribute).orderBy(asc(attribute.id));
  return rows.map(toAttribute);
}

export async function findAttribute(slug: string, on: Connection = database()): Promise<Attribute | null> {
  const [row] = await on.select().from(attribute).where(eq(attribute.slug, slug));
  return row ? toAttribute(row) : null;
}
