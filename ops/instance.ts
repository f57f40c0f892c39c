import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Starts a program of ours in a process of its own and waits until `url` answers; what it says goes to `log`. */
export async function startProcess(options: {
  program: string[];
  settings: Record<string, string>;
  url: string;
  log: string;
}): Promise<ChildProcess> {
  const { program, settings, url, log } = options;
  mkdirSync(dirname(log), { recursive: true });
  const child = spawn(process.execPath, ["--import", "tsx", ...program], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const deadline = Date.now() + 180_000;
  while (!(await answers(url))) {
    if (child.exitCode === null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    await endProcess(child);
    throw new Error(`${program.join(" ")} did not start:\n${readFileSync(log, "utf8").slice(-3000)}`);
  }
  return child;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** Asks a process to end in order, and after twenty seconds does not ask any more. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await gone;
  clearTimeout(timer);
}

export function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(String(typeof address === "object" && address ? address.port : 0)));
    });
  });
}
