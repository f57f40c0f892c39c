import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether a process of this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

type Locked<T> = { directory: string; work: () => Promise<T>; onWait: (pid: number) => void };

/** One process at a time starts or stops the database of a directory; a second one says so and waits. */
export async function withStartLock<T>({ directory, work, onWait }: Locked<T>): Promise<T> {
  const path = join(directory, "lock");
  const deadline = Date.now() + 60_000;
  let told = false;
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder !== null && !isAlive(holder)) rmSync(path, { force: true });
    else if (Date.now() > deadline)
      throw new Error(
        `Another start of Hearsay (process ${holder}) holds ${path} for more than a minute. End that process, or remove the file when it is not Hearsay.`,
      );
    else {
      if (!told && holder !== null) onWait(holder);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** A link appears with its content or not at all, so nobody reads an empty lock. */
function take(path: string): boolean {
  const mine = `${path}-${process.pid}`;
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    linkSync(mine, path);
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw cause;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderOf(path: string): number | null {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
