import { cpus } from "node:os";
import postgres from "postgres";
import { closeDatabase, transaction } from "@/db/client";
import { migrate } from "@/db/migrate";
import { saveRating } from "@/db/ratings";
import { sumUpScores } from "@/db/record-sums";
import { type Cluster, clusterUrl } from "@/server/cluster";
import { withBenchCluster } from "./bench-cluster";
import { fillWithRatings } from "./bench-fill";

const sizes = [1_000, 100_000, 1_000_000];
const warmUp = 50;
const perRound = 100;

type Sample = { claim: string; member: string };
type Stand = { size: number; url: string; samples: Sample[]; timesMs: number[] };

/**
 * How long it takes to answer a rating where few and where many were given before. A claim has fifty raters whatever the size,
 * and one of them changes their mind, so only the number of everything else differs. The sizes take turns.
 */
export async function benchRatings(rounds: number): Promise<void> {
  await withBenchCluster(async (cluster) => {
    const stands: Stand[] = [];
    for (const size of sizes) stands.push(await prepare(cluster, size));
    for (const stand of stands) await rate(stand, warmUp);
    for (let round = 1; round <= rounds; round++)
      for (const stand of stands) {
        console.error(`round ${round}/${rounds}: ${stand.size.toLocaleString("en")} ratings`);
        stand.timesMs.push(...(await rate(stand, perRound)));
      }
    print(stands, rounds);
  });
}

async function prepare(cluster: Cluster, size: number): Promise<Stand> {
  console.error(`filling a database with ${size.toLocaleString("en")} ratings`);
  const name = `bench_${size}`;
  const admin = postgres(clusterUrl(cluster.home, "postgres"), { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const url = clusterUrl(cluster.home, name);
  await migrate(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const samples = await fillWithRatings(sql, size, warmUp + 20 * perRound);
  await sql.end();
  await connect(url);
  await transaction((tx) => sumUpScores("all", tx));
  return { size, url, samples, timesMs: [] };
}

async function connect(url: string): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = url;
}

/** Times of so many ratings one after the other, in milliseconds. */
async function rate({ url, samples }: Stand, count: number): Promise<number[]> {
  await connect(url);
  const timesMs: number[] = [];
  // The connection is opened by the first, which is not counted.
  for (const { claim, member } of samples.splice(0, count + 1)) {
    const viewer = {
      id: member,
      handle: "bench",
      role: "member",
      locale: "en",
      simulated: false,
      suspended: false,
    } as const;
    const probability = (1 + Math.floor(Math.random() * 99)) / 100;
    const began = performance.now();
    await saveRating(viewer, claim, probability);
    timesMs.push(performance.now() - began);
  }
  return timesMs.slice(1);
}

function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(stands: Stand[], rounds: number): void {
  console.log(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`);
  console.log(`${rounds} rounds of ${perRound} ratings in turn, one after the other\n`);
  const [first] = stands;
  const least = { median: quantile(first?.timesMs ?? [], 0.5), p95: quantile(first?.timesMs ?? [], 0.95) };
  console.log("ratings before   median      p95     as a ratio to the fewest");
  for (const { size, timesMs } of stands) {
    const [median, p95] = [quantile(timesMs, 0.5), quantile(timesMs, 0.95)];
    const ratios = `${(median / least.median).toFixed(2)} and ${(p95 / least.p95).toFixed(2)}`;
    const columns = [`${median.toFixed(1)} ms`.padStart(9), `${p95.toFixed(1)} ms`.padStart(9), ratios];
    console.log(`${size.toLocaleString("en").padStart(14)} ${columns.join("    ")}`);
  }
}
