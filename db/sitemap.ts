import { sql } from "drizzle-orm";
import { type Connection, database } from "./client";

/** A public page that has an address of its own, as its path after the language, with the day it last changed. */
export type SitemapEntry = { path: string; changed: string | null };

/** Search engines read at most 50,000 addresses of one file, and each path is listed in every language. */
const MOST = 20_000;

/** Every public page of a device, brand, source, claim or member with a record: devices first, since the list may have to be cut. */
export async function listSitemapEntries(on: Connection = database()): Promise<SitemapEntry[]> {
  const rows = await on.execute<SitemapEntry>(sql`
    select path, changed from (
      select 1 as rank, '/devices/' || d.slug as path,
        to_char(greatest(d.created_at, max(greatest(c.created_at, v.decided_at))) at time zone 'UTC', 'YYYY-MM-DD') as changed
      from device d left join claim c on c.device_id = d.id and c.merged_into_id is null left join verdict v on v.id = c.verdict_id
      where d.merged_into_id is null group by d.id
      union all select 2, '/brands/' || slug, null from brand
      union all select 3, '/sources/' || slug, null from source where merged_into_id is null
      union all select 4, '/claims/' || c.id, to_char(greatest(c.created_at, v.decided_at) at time zone 'UTC', 'YYYY-MM-DD')
      from claim c left join verdict v on v.id = c.verdict_id where c.merged_into_id is null
      union all select 5, '/members/' || m.handle, null from member m
      where not m.simulated and m.handle is not null and exists (select 1 from rater_score s where s.member_id = m.id)
    ) page order by rank, path limit ${MOST}`);
  return [...rows];
}
