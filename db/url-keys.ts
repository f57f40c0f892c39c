import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { URL_KEY_VERSION, urlKey } from "@/rules/urls";

const BATCH = 5_000;

/**
 * Computes the keys of stored addresses anew when the rule for them has changed, or the same page would be taken for another
 * document from then on. Which version wrote them is noted on the column itself, so that it cannot be lost apart from it.
 */
export async function refreshUrlKeys(db: PostgresJsDatabase): Promise<void> {
  const [note] = await db.execute<{ text: string | null }>(
    sql`select col_description('document'::regclass, a.attnum) as text
      from pg_attribute a where a.attrelid = 'document'::regclass and a.attname = 'url_key'`,
  );
  const version = `urlKey ${URL_KEY_VERSION}`;
  if (note?.text === version) return;
  await db.transaction(async (tx) => {
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const rows = await tx.execute<{ id: string; url: string; key: string | null }>(
        sql`select id, url, url_key as key from document where url is not null and id > ${after}
          order by id limit ${BATCH}`,
      );
      const changed = rows.flatMap(({ id, url, key }) =>
        urlKey(url) === key ? [] : [{ id, key: urlKey(url) }],
      );
      if (changed.length > 0)
        await tx.execute(sql`update document d set url_key = n.key
          from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as n(id uuid, key text) where d.id = n.id`);
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
    await tx.execute(sql.raw(`comment on column document.url_key is '${version}'`));
  });
}
