import { cpus } from "node:os";
import postgres from "postgres";
import { closeDatabase, rawSql } from "@/db/client";
import { migrate } from "@/db/migrate";
import { countQueueItems, listQueueItems } from "@/db/queue-list";
import { takeNext } from "@/db/queue-taking";
import { noQueueFilters, type QueueFilters, type QueuePlace } from "@/rules/queue";
import type { Member } from "@/rules/viewer";
import { clusterUrl } from "@/server/cluster";
import { withBenchCluster } from "./bench-cluster";

const sizes = [100, 10_000];
const perRound = 20;
const moderatorId = "00000000-0000-7000-8000-000000000001";
const moderator: Member = {
  ...{ id: moderatorId, handle: "bench", role: "moderator", simulated: false, suspended: false },
};

type Stand = { size: number; url: string; deep: QueuePlace; timesMs: Map<string, number[]> };

/** How long the queue takes where few and where many things wait: its first page, one far in, each filter, its counts, taking. */
export async function benchQueue(rounds: number): Promise<void> {
  await withBenchCluster(async (cluster) => {
    const stands: Stand[] = [];
    for (const size of sizes) stands.push(await prepare(cluster.home, size));
    for (let round = 0; round <= rounds; round++)
      for (const stand of stands) {
        console.error(round === 0 ? `warming up: ${stand.size}` : `round ${round}/${rounds}: ${stand.size}`);
        await measure(stand, round > 0);
      }
    print(stands, rounds);
    await explain(stands.at(-1));
  });
}

async function prepare(home: string, size: number): Promise<Stand> {
  const name = `queue_${size}`;
  const admin = postgres(clusterUrl(home, "postgres"), { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const url = clusterUrl(home, name);
  await migrate(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const deep = await fill(sql, size);
  await sql.end();
  return { size, url, deep, timesMs: new Map() };
}

/** Claims on a hundred devices of ten brands, and as many things that wait, a tenth of them overdue; as many again are closed. */
async function fill(sql: postgres.Sql, size: number): Promise<QueuePlace> {
  await sql`insert into member (id, handle, handle_folded, email, role)
    values (${moderatorId}, 'bench', 'bench', 'bench@example.org', 'moderator')`;
  await sql`insert into brand (id, slug, name, country)
    select gen_random_uuid(), 'brand-' || n, 'Brand ' || n, 'DE' from generate_series(1, 10) n`;
  await sql`insert into device (id, slug, brand_id, working_name, status, summary)
    select gen_random_uuid(), 'device-' || n, (select id from brand where slug = 'brand-' || (1 + n % 10)), 'Phone ' || n,
      'rumored', 'A phone.' from generate_series(1, 100) n`;
  await sql`insert into attribute (id, slug, name_en, name_de, "group", type, exclusive)
    values (gen_random_uuid(), 'colour', 'Colour', 'Farbe', 'design', 'text', false)`;
  await sql`insert into claim (id, device_id, attribute_id, statement, value, value_key, first_reported, first_reported_basis)
    select gen_random_uuid(), (select id from device where slug = 'device-' || (1 + n % 100)), (select id from attribute),
      'It comes in colour ' || n || '.', jsonb_build_object('text', 'c' || n), 'c' || n, '2026-01-01', 'estimate'
    from generate_series(1, ${size}::int) n`;
  for (const closed of [false, true])
    await sql`insert into queue_item (id, kind, subject_id, claim_id, device_id, due_at, closed_at)
      select gen_random_uuid(), (array['contest', 'edit', 'lapse', 'relay', 'takedown'])[1 + row_number() over () % 5],
        id, id, device_id, now() + (row_number() over () - ${size / 10}) * interval '1 minute',
        case when ${closed} then now() end
      from claim`;
  await sql`analyze`;
  const [deep] = await sql<QueuePlace[]>`
    select to_char(due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "dueAt", id
    from queue_item where closed_at is null order by due_at desc, id desc offset 26 limit 1`;
  if (!deep) throw new Error("nothing waits");
  return deep;
}

const filters: Record<string, Partial<QueueFilters>> = {
  "filter: kind": { kind: "edit" },
  "filter: brand": { brand: "brand-3" },
  "filter: device": { device: "phone 42" },
  "filter: mine": { hands: "mine" },
  "filter: unclaimed": { hands: "free" },
  "filter: overdue": { overdue: true },
};

function tasksOf({ deep }: Stand): Record<string, () => Promise<unknown>> {
  const narrowed = Object.entries(filters).map(([name, more]) => [
    name,
    () => listQueueItems(moderatorId, { filters: { ...noQueueFilters, ...more } }),
  ]);
  return {
    "page 1": () => listQueueItems(moderatorId, {}),
    "last page": () => listQueueItems(moderatorId, { after: deep }),
    ...Object.fromEntries(narrowed),
    counts: () => countQueueItems(),
    "take the next": () => takeNext(moderator, noQueueFilters),
  };
}

async function measure(stand: Stand, counted: boolean): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = stand.url;
  for (const [name, task] of Object.entries(tasksOf(stand))) {
    await task();
    for (let time = 0; time < perRound; time++) {
      const began = performance.now();
      await task();
      const took = performance.now() - began;
      if (counted) stand.timesMs.set(name, [...(stand.timesMs.get(name) ?? []), took]);
    }
  }
  // What was taken lies free again for the next round.
  await rawSql()`update queue_item set taken_by = null, taken_until = null where taken_by is not null`;
}

function median(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function print(stands: Stand[], rounds: number): void {
  console.log(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`);
  console.log(`medians of ${rounds} rounds of ${perRound} in turn, one after the other; things that wait:\n`);
  console.log(
    `${"".padEnd(20)}${sizes.map((size) => size.toLocaleString("en").padStart(12)).join("")}     ratio`,
  );
  for (const name of stands[0]?.timesMs.keys() ?? []) {
    const times = stands.map((stand) => median(stand.timesMs.get(name) ?? []));
    const ratio = (times.at(-1) ?? Number.NaN) / (times[0] ?? Number.NaN);
    const shown = times.map((time) => `${time.toFixed(1)} ms`.padStart(12)).join("");
    console.log(`${name.padEnd(20)}${shown}  ${ratio.toFixed(2).padStart(8)}`);
  }
}

/** The plans of the two queries that everything else is made of. */
async function explain(stand: Stand | undefined): Promise<void> {
  if (!stand) return;
  const order = "order by due_at, id limit 25";
  for (const where of ["closed_at is null", "closed_at is null and kind = 'edit'"]) {
    const query = `select * from queue_item where ${where} and (due_at, id) > ($1, $2) ${order}`;
    const rows = await rawSql().unsafe(`explain ${query}`, [stand.deep.dueAt, stand.deep.id]);
    console.log(`\n${query}\n${rows.map((row) => `  ${row["QUERY PLAN"]}`).join("\n")}`);
  }
}
