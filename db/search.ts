import { type SQL, sql } from "drizzle-orm";
import { closestSpellings, type SearchQuery, searchPunctuation } from "@/rules/search";
import type { DeviceStatus, NameKind, Outcome, SourceKind, Value } from "@/rules/vocabulary";
import { type Connection, database } from "./client";

export type FoundDevice = {
  slug: string;
  name: string;
  brand: string;
  status: DeviceStatus;
  announced: string | null;
  summary: string;
  claims: number;
  /** The name that matched, where it is not the one the device goes by. */
  matched: { name: string; kind: NameKind | "working_name" | "slug" } | null;
};

export type FoundClaim = {
  id: string;
  statement: string;
  language: string;
  value: Value;
  attribute: { slug: string; name: { en: string; de: string } };
  scope: string | null;
  outcome: Outcome | null;
  device: { slug: string; name: string };
};

export type FoundSource = { slug: string; name: string; kind: SourceKind; documents: number };

export type SearchResults = {
  devices: FoundDevice[];
  claims: FoundClaim[];
  sources: FoundSource[];
  /** How many were found in all; the lists show the best of them. */
  totals: { devices: number; claims: number; sources: number };
  /** Devices spelled like it, when nothing at all was found. */
  similar: FoundDevice[];
};

const SHOWN = { devices: 20, claims: 30, sources: 20, similar: 5 };
/** Names compared letter by letter when nothing matched; beyond that a guess is not worth its time. */
const GUESSED_FROM = 5000;

/** Devices by any name they go or went by, claims and sources that fit every word, best first. */
export async function findSearchResults(
  query: SearchQuery,
  on: Connection = database(),
): Promise<SearchResults> {
  const [devices, claims, sources] = await Promise.all([
    findDevices(query, on),
    findClaims(query, on),
    findSources(query, on),
  ]);
  const none = devices.length + claims.length + sources.length === 0;
  return {
    devices: devices.map(({ total: _, ...row }) => row),
    claims: claims.map(({ total: _, ...row }) => row),
    sources: sources.map(({ total: _, ...row }) => row),
    totals: {
      devices: devices[0]?.total ?? 0,
      claims: claims[0]?.total ?? 0,
      sources: sources[0]?.total ?? 0,
    },
    similar: none ? await findSimilar(query, on) : [],
  };
}

type Counted<T> = T & { total: number };

/** The same folding as rules/search.ts foldText, where the data is. */
function folded(text: SQL): SQL {
  const blanks = " ".repeat(searchPunctuation.length);
  return sql`regexp_replace(translate(replace(lower(regexp_replace(normalize(${text}, NFKD), ${"[\\u0300-\\u036f]"}, '', 'g')), 'ß', 'ss'), ${searchPunctuation}, ${blanks}), '\\s+', ' ', 'g')`;
}

/** Whether every word begins a word of `text`, which is folded and begins with a space. Words hold no wildcard. */
function holdsAll(text: SQL, words: string[]): SQL {
  return sql.join(
    words.map((word) => sql`${text} like ${`% ${word}%`}`),
    sql` and `,
  );
}

const everyName = sql`
  select id as device_id, official_name as name, null as kind, 0 as rank from device where official_name is not null and merged_into_id is null
  union all select id, working_name, 'working_name', 1 from device where merged_into_id is null
  union all select n.device_id, n.name, n.kind, 2 from device_name n join device d on d.id = n.device_id and d.merged_into_id is null
  union all select device_id, slug, 'slug', 3 from device_slug`;

const deviceColumns = sql`d.slug, coalesce(d.official_name, d.working_name) as name, b.name as brand, d.status, d.announced::text, d.summary,
  (select count(*)::int from claim c where c.device_id = d.id and c.merged_into_id is null) as claims`;

/** A full name beats a beginning, a beginning beats scattered words, and those a name written together or apart. */
async function findDevices({ folded: whole, words }: SearchQuery, on: Connection) {
  const compact = whole.replaceAll(" ", "");
  return on.execute<Counted<FoundDevice>>(sql`
    with named as (
      select n.device_id, n.name, n.kind, n.rank, ${folded(sql`n.name`)} as text, ${folded(sql`b.name`)} as brand
      from (${everyName}) n join device d on d.id = n.device_id join brand b on b.id = d.brand_id
    ), scored as (
      select device_id, name, kind, rank, case
        when ${whole} in (text, brand || ' ' || text) then 4
        when starts_with(text, ${whole}) or starts_with(brand || ' ' || text, ${whole}) then 3
        when ${holdsAll(sql`(' ' || brand || ' ' || text)`, words)} then 2
        when ${compact.length > 2} and replace(brand || text, ' ', '') like ${`%${compact}%`} then 1
        else 0 end as score
      from named
    ), best as (
      select distinct on (device_id) * from scored where score > 0 order by device_id, score desc, rank
    )
    select ${deviceColumns}, count(*) over ()::int as total,
      case when best.kind is null or best.name = coalesce(d.official_name, d.working_name) then null
        else json_build_object('name', best.name, 'kind', best.kind) end as matched
    from best join device d on d.id = best.device_id join brand b on b.id = d.brand_id
    order by best.score desc, d.status = 'cancelled', claims desc, d.slug
    limit ${SHOWN.devices}`);
}

async function findClaims({ words }: SearchQuery, on: Connection) {
  return on.execute<Counted<FoundClaim>>(sql`
    select c.id, c.statement, c.language, c.value, c.scope, v.outcome, count(*) over ()::int as total,
      json_build_object('slug', a.slug, 'name', json_build_object('en', a.name_en, 'de', a.name_de)) as attribute,
      json_build_object('slug', d.slug, 'name', coalesce(d.official_name, d.working_name)) as device
    from claim c join attribute a on a.id = c.attribute_id join device d on d.id = c.device_id
      join brand b on b.id = d.brand_id left join verdict v on v.id = c.verdict_id
      cross join lateral (select ' ' || ${folded(
        sql`concat_ws(' ', c.statement, c.value->>'text', a.name_en, a.name_de, c.scope, b.name, d.official_name, d.working_name)`,
      )} as text, ' ' || ${folded(sql`c.statement`)} as said) folded
    where c.merged_into_id is null and ${holdsAll(sql`folded.text`, words)}
    order by (${holdsAll(sql`folded.said`, words)}) desc, c.first_reported desc, c.id desc
    limit ${SHOWN.claims}`);
}

async function findSources({ folded: whole, words }: SearchQuery, on: Connection) {
  return on.execute<Counted<FoundSource>>(sql`
    select s.slug, s.name, s.kind, (select count(*)::int from document d where d.source_id = s.id and d.merged_into_id is null) as documents,
      count(*) over ()::int as total
    from source s cross join lateral (select ${folded(sql`s.name`)} as text) folded
    where s.merged_into_id is null and ${holdsAll(sql`(' ' || folded.text)`, words)}
    order by folded.text = ${whole} desc, starts_with(folded.text, ${whole}) desc, documents desc, s.slug
    limit ${SHOWN.sources}`);
}

async function findSimilar({ folded: whole }: SearchQuery, on: Connection): Promise<FoundDevice[]> {
  const names = await on.execute<{ name: string; id: string }>(sql`
    select distinct on (n.device_id, n.name) n.device_id as id, n.name from (${everyName}) n
    order by n.device_id, n.name limit ${GUESSED_FROM}`);
  const ids = [...new Set(closestSpellings(whole, [...names], 3 * SHOWN.similar).map(({ id }) => id))].slice(
    0,
    SHOWN.similar,
  );
  if (ids.length === 0) return [];
  const rows = await on.execute<FoundDevice & { id: string }>(sql`
    select d.id, ${deviceColumns}, null as matched from device d join brand b on b.id = d.brand_id
    where d.id in ${ids}`);
  const byId = new Map(rows.map(({ id, ...row }) => [id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Devices by slug, after that of the page before. */
export async function listDevicesAfter(
  { after, limit }: { after?: string | undefined; limit: number },
  on: Connection = database(),
): Promise<FoundDevice[]> {
  return on.execute<FoundDevice>(sql`
    select ${deviceColumns}, null as matched from device d join brand b on b.id = d.brand_id
    where d.slug > ${after ?? ""} and d.merged_into_id is null order by d.slug limit ${limit}`);
}

/** Devices that a search finds, without the claims and sources it would find too. */
export async function suggestDevices(
  query: SearchQuery,
  on: Connection = database(),
): Promise<FoundDevice[]> {
  const rows = await findDevices(query, on);
  return rows.map(({ total: _, ...row }) => row);
}
