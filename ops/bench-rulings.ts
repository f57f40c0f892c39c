import { cpus } from "node:os";
import postgres from "postgres";
import { closeDatabase, transaction } from "@/db/client";
import { refreshSlots } from "@/db/credibility";
import { migrate } from "@/db/migrate";
import { clusterUrl } from "@/server/cluster";
import { withBenchCluster } from "./bench-cluster";
import { moderatorOf, type RaceTally, raceRulings } from "./ruling-races";

const raters = 3;

/** So many pairs of moderators who rule the opposite on a claim at the same time, each claim submitted and rated by members. */
export function benchRulings(pairs: number): Promise<void> {
  return withBenchCluster(async (cluster) => {
    const url = clusterUrl(cluster.home);
    await migrate(url);
    await closeDatabase();
    process.env.DATABASE_URL = url;
    const moderators: Parameters<typeof raceRulings>[2] = [moderatorOf(), moderatorOf()];
    const claims = await fill(url, { pairs, moderators: moderators.map(({ id }) => id) });
    for (let start = 0; start < claims.length; start += 100)
      await transaction((tx) => refreshSlots(claims.slice(start, start + 100), "report", tx));
    print(await raceRulings(url, claims, moderators));
    await closeDatabase();
  });
}

async function fill(url: string, { pairs, moderators }: { pairs: number; moderators: string[] }) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  for (const [at, id] of moderators.entries())
    await sql`insert into member (id, email, handle, handle_folded, role)
      values (${id}, ${`moderator${at}@example.org`}, ${`mod${at}race`}, ${`mod${at}race`}, 'moderator')`;
  const members = await sql<{ id: string }[]>`
    insert into member (id, email, handle, handle_folded)
    select md5('member ' || m)::uuid, 'm' || m || '@example.org', 'm' || m || 'race', 'm' || m || 'race'
    from generate_series(0, ${raters}::int) m returning id`;
  const [author, ...rating] = members.map(({ id }) => id);
  await sql`insert into brand (id, slug, name, country) values (md5('brand')::uuid, 'brand', 'Brand', 'DE')`;
  await sql`insert into attribute (id, slug, name_en, name_de, "group", type, unit, exclusive)
    values (md5('weight')::uuid, 'weight', 'Weight', 'Gewicht', 'body', 'number', 'g', true)`;
  await sql`insert into device (id, slug, brand_id, working_name, status, summary)
    select md5('device ' || d)::uuid, 'device-' || d, md5('brand')::uuid, 'Device ' || d, 'rumored', ''
    from generate_series(1, ${pairs}::int) d`;
  const claims = await sql<{ id: string }[]>`
    insert into claim (id, device_id, attribute_id, statement, value, value_key, first_reported, first_reported_basis, submitted_by)
    select md5('claim ' || d)::uuid, md5('device ' || d)::uuid, md5('weight')::uuid, 'It weighs 200 g.',
      '{"number": 200, "unit": "g"}', '200', '2022-05-01', 'estimate', ${author ?? ""}
    from generate_series(1, ${pairs}::int) d returning id`;
  for (const id of rating)
    await sql`insert into rating (claim_id, member_id, probability, at)
      select md5('claim ' || d)::uuid, ${id}, 0.7, '2022-06-01' from generate_series(1, ${pairs}::int) d`;
  await sql.end();
  return claims.map(({ id }) => id);
}

function print(tally: RaceTally): void {
  const times = [...tally.timesMs].sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
  console.log(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`);
  console.log(
    `${tally.pairs} pairs of opposite rulings, five pairs at once, in ${tally.seconds.toFixed(1)} s\n`,
  );
  console.log(`winners             ${tally.winners}`);
  console.log(`told who had won    ${tally.losers}`);
  console.log(`deadlocks           ${tally.deadlocks}`);
  console.log(`other errors        ${tally.errors.length} ${[...new Set(tally.errors)].join(", ")}`);
  console.log(
    `entries in the log  ${tally.decisions}, on ${tally.loggedOtherwise} claims other than exactly one`,
  );
  console.log(
    `notifications       ${tally.notifications}, ${raters + 1} a claim would be ${tally.pairs * (raters + 1)}`,
  );
  console.log(`a ruling            p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, waiting for the others included`);
}
