import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const sources = ["app", "components", "rules", "db", "messages", "public", "auth.ts"];
const settings = ["next.config.ts", "postcss.config.mjs", "package-lock.json", "tsconfig.json"];
const notBuilt = /\.test\.tsx?$|\.sql$|\/(examples|migrations)$/;

/** Builds the pages when there is no build yet, or one that is older than what it is made from. */
export async function buildWhenNeeded(say: (line: string) => void): Promise<void> {
  const built = modified(join(".next", "BUILD_ID"));
  if (built > 0 && built >= newest()) return;
  say(built ? "The sources have changed: building the pages" : "Building the pages, once");
  await nextBuild();
}

function newest(): number {
  return Math.max(...[...sources, ...settings].map(newestIn));
}

function newestIn(path: string): number {
  if (notBuilt.test(path)) return 0;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  // A folder's own time tells of a file that was removed; a test written there does not count.
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function nextBuild(): Promise<void> {
  const program = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [program, "build"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error("The pages could not be built; the reason stands above.")),
    );
  });
}
