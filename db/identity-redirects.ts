import { sql } from "drizzle-orm";
import { database } from "./client";
import { isUuid } from "./references";

const queries = {
  claims: (named: string) =>
    sql`select i.id::text as "to" from claim c join claim i on i.id = c.merged_into_id where c.id = ${named}::uuid`,
  documents: (named: string) =>
    sql`select i.id::text as "to" from document d join document i on i.id = d.merged_into_id where d.id = ${named}::uuid`,
  sources: (named: string) =>
    sql`select i.slug as "to" from source s join source i on i.id = s.merged_into_id where s.slug = ${named}`,
};

/** The id or slug of what stands for something that was merged away; null for anything else. Devices keep their slugs instead. */
export async function findMergedInto(list: keyof typeof queries, named: string): Promise<string | null> {
  if (list !== "sources" && !isUuid(named)) return null;
  const [row] = await database().execute<{ to: string }>(queries[list](named));
  return row?.to ?? null;
}
