import { cpus } from "node:os";
import postgres from "postgres";
import { v7 } from "uuid";
import { transaction } from "@/db/client";
import { migrate } from "@/db/migrate";
import { notify } from "@/db/notifications";
import { clusterUrl } from "@/server/cluster";
import { withBenchCluster } from "./bench-cluster";
import { killWorkers, type Tally } from "./mail-kills";

/** A thousand queued mails against a mail server on loopback, and the worker killed twenty times meanwhile. */
export function benchMail({ mails, kills }: { mails: number; kills: number }): Promise<void> {
  return withBenchCluster(async (cluster) => {
    const url = clusterUrl(cluster.home);
    await migrate(url);
    const queueMs = await queue(url, mails);
    print(await killWorkers({ url, kills }), { kills, queueMs });
  });
}

/** Tells so many members of one event, as a ruling does; returns how long that one call took. */
async function queue(url: string, mails: number): Promise<number> {
  process.env.DATABASE_URL = url;
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const members = await sql<{ id: string }[]>`
    insert into member (id, email, email_verified, handle, handle_folded)
    select md5('member ' || m)::uuid, 'm' || m || '@example.org', now(), 'm' || m || 'bench', 'm' || m || 'bench'
    from generate_series(1, ${mails}::int) m returning id`;
  await sql.end();
  const eventId = v7();
  const detail = { outcome: "confirmed", statement: "It charges at 67 W." };
  const rows = members.map(({ id }) => ({ memberId: id, kind: "claim_ruled" as const, eventId, detail }));
  await transaction(async () => {});
  const began = performance.now();
  await transaction((tx) => notify(rows, tx));
  return performance.now() - began;
}

function print(tally: Tally, { kills, queueMs }: { kills: number; queueMs: number }): void {
  const pauses = [...tally.pauses].sort((a, b) => a - b);
  const at = (share: number) =>
    (pauses[Math.min(pauses.length - 1, Math.floor(pauses.length * share))] ?? 0).toFixed(1);
  console.log(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`);
  console.log(`${tally.mails} mails queued by one call in ${queueMs.toFixed(0)} ms`);
  console.log(`worker killed (kill -9) ${kills} times in ${tally.seconds.toFixed(0)} s\n`);
  console.log(`arrived             ${tally.arrived}`);
  console.log(`lost                ${tally.lost}`);
  console.log(`sent twice          ${tally.twice}`);
  console.log(`shown as unknown    ${tally.unknown}, at most ${tally.unknownPerKill} a kill`);
  console.log(`until the next mail ${at(0.5)} s in the middle, ${at(1)} s at worst, with the start of Node`);
}
