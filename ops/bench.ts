import { execFile, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";
import { clusterUrl } from "@/server/cluster";
import { benchMail } from "./bench-mail";
import { benchQueue } from "./bench-queue";
import { benchRatings } from "./bench-ratings";
import { benchRulings } from "./bench-rulings";
import { benchSuggest } from "./bench-suggest";
import { endProcess, freePort, startProcess } from "./instance";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");
const slug = "xiaomi-12s-ultra";
const connections = 32;
/** As a browser asks: the bytes on the wire are compressed ones, for everybody. */
const accepted = "gzip";

type Target = { name: string; url: string; beside?: string };
type Round = { rate: number; p50: number; p99: number };
type Stop = () => Promise<void>;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "4" }, rounds: { type: "string", default: "3" } },
});
const seconds = bounded(values.seconds, 60);
const rounds = bounded(values.rounds, 20);
const benches: Record<string, () => Promise<void>> = {
  http: benchHttp,
  ratings: () => benchRatings(rounds),
  queue: () => benchQueue(rounds),
  mail: () => benchMail({ mails: 1_000, kills: 20 }),
  rulings: () => benchRulings(1_000),
  suggest: async () => benchSuggest(),
};
const bench = benches[positionals[0] ?? ""];
if (!bench) {
  console.error("Usage: npm run bench http [-- --seconds 4 --rounds 3]");
  console.error("       npm run bench ratings [-- --rounds 3]");
  console.error("       npm run bench queue [-- --rounds 3]");
  console.error("       npm run bench mail");
  console.error("       npm run bench rulings");
  console.error("       npm run bench suggest");
  process.exit(2);
}
function bounded(text: string, most: number): number {
  const parsed = z.coerce.number().int().min(1).max(most).safeParse(text);
  if (parsed.success) return parsed.data;
  console.error(`"${text}" has to be a whole number from 1 to ${most}.`);
  process.exit(2);
}

/** Hearsay beside the least that could send the same bytes, in one run on this machine, every process its own. */
async function benchHttp(): Promise<void> {
  if (!existsSync(join(root, ".next/BUILD_ID"))) execFileSync("npm", ["run", "build"], { stdio: "inherit" });
  const folder = mkdtempSync(join(tmpdir(), "hearsay-bench-"));
  // The database server may run as another account, which has to get through.
  chmodSync(folder, 0o755);
  const stops: Stop[] = [];
  try {
    const targets = await startTargets(folder, stops);
    const results = new Map<string, Round[]>(targets.map(({ name }) => [name, []]));
    for (const target of targets) await load(target, 2);
    for (let round = 1; round <= rounds; round++)
      for (const target of targets) {
        console.error(`round ${round}/${rounds}: ${target.name}`);
        results.get(target.name)?.push(await load(target, seconds));
      }
    print(targets, results);
  } finally {
    for (const stop of stops.reverse()) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startTargets(folder: string, stops: Stop[]): Promise<Target[]> {
  const directory = join(folder, "site");
  const [port, barePort] = [await freePort(), await freePort()];
  const site = await startProcess({
    program: ["server/main.ts"],
    settings: { PORT: port, HEARSAY_DIRECTORY: directory },
    url: `http://localhost:${port}/api/health/ready`,
    log: join(folder, "site.log"),
  });
  stops.push(() => endProcess(site));
  const page = `http://localhost:${port}/en/devices/${slug}`;
  const answer = await fetchBytes(page);
  writeFileSync(join(folder, "page"), answer.body);
  writeFileSync(join(folder, "page.json"), JSON.stringify(answer.headers));
  const bare = await startProcess({
    program: ["ops/bench-bare.ts"],
    settings: {
      PORT: barePort,
      BENCH_FOLDER: folder,
      DATABASE_URL: clusterUrl(join(directory, "database")),
    },
    url: `http://localhost:${barePort}/page`,
    log: join(folder, "bare.log"),
  });
  stops.push(() => endProcess(bare));
  const pageTarget = { name: "device page", url: page, beside: "bare node:http, same bytes" };
  return [
    { name: "bare node:http, same bytes", url: `http://localhost:${barePort}/page` },
    pageTarget,
    ...(await nginxTarget({ folder, stops, headers: answer.headers })),
    { name: "bare node handler, same queries", url: `http://localhost:${barePort}/device/${slug}` },
    {
      name: `GET /api/v1/devices/${slug}`,
      url: `http://localhost:${port}/api/v1/devices/${slug}`,
      beside: "bare node handler, same queries",
    },
  ];
}

/** The body as it is on the wire: fetch() would unpack it. */
function fetchBytes(url: string): Promise<{ body: Buffer; headers: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { "accept-encoding": accepted } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
        const headers: Record<string, string> = {};
        for (const name of ["content-type", "content-encoding"]) {
          const value = response.headers[name];
          if (typeof value === "string") headers[name] = value;
        }
        resolve({ body: Buffer.concat(chunks), headers });
      });
    });
    asked.once("error", reject);
    asked.end();
  });
}

async function nginxTarget(options: {
  folder: string;
  stops: Stop[];
  headers: Record<string, string>;
}): Promise<Target[]> {
  const { folder, stops, headers } = options;
  if (
    !(await run("nginx", ["-v"]).then(
      () => true,
      () => false,
    ))
  ) {
    console.error("nginx is not installed: left out.");
    return [];
  }
  const port = await freePort();
  const encoding = headers["content-encoding"];
  mkdirSync(join(folder, "nginx"));
  writeFileSync(
    join(folder, "nginx.conf"),
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
     ${process.getuid?.() === 0 ? "user root;" : ""}
     events { worker_connections 256; }
     http {
       access_log off; sendfile on; keepalive_requests 1000000;
       ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((n) => `${n}_temp_path ${folder}/nginx/${n};`).join(" ")}
       server { listen 127.0.0.1:${port}; location = /page { root ${folder}; default_type text/html;
         ${encoding ? `add_header content-encoding ${encoding};` : ""} } }
     }`,
  );
  const child = spawn("nginx", ["-c", join(folder, "nginx.conf")], { stdio: "ignore" });
  stops.push(() => endProcess(child));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return [{ name: "nginx static file", url: `http://127.0.0.1:${port}/page` }];
}

const report = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

/** One run of the load generator, in a process of its own so that it shares no event loop with what it measures. */
async function load({ name, url }: Target, duration: number): Promise<Round> {
  const autocannon = join(root, "node_modules/autocannon/autocannon.js");
  const options = ["-c", String(connections), "-d", String(duration), "-H", `accept-encoding: ${accepted}`];
  const { stdout } = await run(process.execPath, [autocannon, ...options, "--json", "--no-progress", url]);
  const { requests, latency, non2xx, errors } = report.parse(JSON.parse(stdout));
  if (non2xx + errors > 0) throw new Error(`${name}: ${non2xx} answers were not 2xx, ${errors} failed.`);
  return { rate: requests.average, p50: latency.p50, p99: latency.p99 };
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;
}

function print(targets: Target[], results: Map<string, Round[]>): void {
  const summary = (name: string): Round => {
    const found = results.get(name) ?? [];
    return {
      rate: median(found.map((round) => round.rate)),
      p50: median(found.map((round) => round.p50)),
      p99: median(found.map((round) => round.p99)),
    };
  };
  const model = cpus()[0]?.model ?? "unknown processor";
  console.log(`Node ${process.versions.node}, ${cpus().length} cores (${model}), loopback`);
  console.log(
    `${connections} connections, ${rounds} rounds of ${seconds} s in turn, medians; the load generator shares the cores\n`,
  );
  const rows = targets.map(({ name, beside }) => {
    const { rate, p50, p99 } = summary(name);
    const ratio = beside ? `${Math.round((100 * rate) / summary(beside).rate)} % of ${beside}` : "";
    return [name, Math.round(rate).toLocaleString("en"), `${p50} ms`, `${p99} ms`, ratio];
  });
  const table = [["", "requests/s", "p50", "p99", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    );
}

await bench();
