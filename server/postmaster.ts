import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./start-lock";

/** Whether the process named in the data directory's pid file lives and is the PostgreSQL of that directory. */
export function isPostgresRunning(data: string): boolean {
  const pid = pidIn(data);
  if (pid === null || !isAlive(pid)) return false;
  const command = commandOf(pid);
  return /postgres(\.exe)?["\0 ]/.test(command) && command.includes(data);
}

/**
 * Removes a pid file left by a server that is gone. PostgreSQL sees to that itself, except when its old number now belongs to
 * another program of the same user, as happens after a container restarts.
 */
export function removeForeignPidFile(data: string): void {
  const pid = pidIn(data);
  if (pid !== null && isAlive(pid) && !isPostgresRunning(data)) rmSync(join(data, "postmaster.pid"));
}

function pidIn(data: string): number | null {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return null;
  return Number(readFileSync(file, "utf8").split("\n")[0]);
}

/** Empty for a process that has ended and waits to be reaped. */
function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
