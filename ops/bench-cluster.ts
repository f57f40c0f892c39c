import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase } from "@/db/client";
import { type Cluster, createCluster, startCluster, stopCluster } from "@/server/cluster";
import { serverAccount } from "@/server/postgres-account";
import { findBinaries } from "@/server/postgres-binaries";

/** Runs a bench on a database server of its own, on the disk as in use, which is gone afterwards. */
export async function withBenchCluster(work: (cluster: Cluster) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "hearsay-bench-"));
  // The database server may run as another account, which has to get through.
  chmodSync(home, 0o755);
  const account = serverAccount(join(home, "data"));
  const cluster = { home, account, binaries: await findBinaries(account, home) };
  try {
    await createCluster(cluster, { listen_addresses: "127.0.0.1", unix_socket_directories: "" });
    await startCluster(cluster);
    await work(cluster);
  } finally {
    await closeDatabase();
    await stopCluster(cluster).catch(() => {});
    rmSync(home, { recursive: true, force: true });
  }
}
