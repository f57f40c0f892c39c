import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { z } from "zod";

export type Totals = { passed: number; failed: number };
export type Step = { name: string; run: () => Promise<Totals & { ok: boolean }> };

const root = join(import.meta.dirname, "..");
const none: Totals = { passed: 0, failed: 0 };

/** Where the operator's own settings would reach the tests: what they test is never the operator's installation. */
const settings =
  /^(DATABASE_URL|APP_URL|HOST|PORT|SMTP_.*|AUTH_.*|GITHUB_.*|OIDC_.*|OPERATOR_.*|HEARSAY_.*|NODE_ENV)$/;

type Environment = Record<string, string | undefined>;

function quietEnvironment(): Environment {
  const kept = Object.entries(process.env).filter(([name]) => !settings.test(name));
  const path = `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`;
  return { ...Object.fromEntries(kept), PATH: path, NEXT_TELEMETRY_DISABLED: "1" };
}

/** Runs one program with its output shown, and says whether it ended well. */
function runs(program: string, args: string[], environment: Environment = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...quietEnvironment(), ...environment } as NodeJS.ProcessEnv,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0));
  });
}

function commandStep(name: string, program: string, ...args: string[]): Step {
  return { name, run: async () => ({ ...none, ok: await runs(program, args) }) };
}

/** A step whose program leaves a report in JSON, from which the tests are counted. */
function countedStep(
  name: string,
  start: (report: string) => Promise<boolean>,
  count: (report: unknown) => Totals,
): Step {
  return {
    name,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), "hearsay-report-"));
      try {
        const report = join(folder, "report.json");
        const ok = await start(report);
        return { ...(existsSync(report) ? count(JSON.parse(readFileSync(report, "utf8"))) : none), ok };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

const tests = countedStep(
  "tests",
  (report) => runs("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]),
  (report) => {
    const { numPassedTests, numFailedTests } = vitestReport.parse(report);
    return { passed: numPassedTests, failed: numFailedTests };
  },
);

/** drizzle-kit, given a copy of the migrations, must find nothing to add. */
const migrations: Step = {
  name: "migrations in step with the schema",
  run: async () => {
    // Inside the project, because drizzle-kit takes a folder relative to it only.
    const copy = `node_modules/.cache/hearsay-migrations-${process.pid}`;
    try {
      await cp(join(root, "db/migrations"), join(root, copy), { recursive: true });
      const ran = await runs("drizzle-kit", [
        "generate",
        "--dialect=postgresql",
        "--schema=./db/schema/*.ts",
        "--casing=snake_case",
        `--out=${copy}`,
      ]);
      const added = readdirSync(join(root, copy)).filter(
        (name) => !existsSync(join(root, "db/migrations", name)),
      );
      if (added.length > 0)
        console.error("The schema has changes without a migration: run npm run db:generate.");
      return { ...none, ok: ran && added.length === 0 };
    } finally {
      rmSync(join(root, copy), { recursive: true, force: true });
    }
  },
};

export const checkSteps: Step[] = [
  commandStep("format and lint", "biome", "check", "--error-on-warnings"),
  commandStep("route types", "next", "typegen"),
  commandStep("types", "tsc", "--noEmit"),
  commandStep("unused code and dependencies", "knip"),
  migrations,
  tests,
];

export const buildStep = commandStep("production build", "next", "build");

export function journeysStep(...args: string[]): Step {
  return countedStep(
    "journeys",
    (report) =>
      runs("playwright", ["test", "--config=e2e/playwright.config.ts", ...args], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      }),
    (report) => {
      const { stats } = playwrightReport.parse(report);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  );
}

/** Runs the steps in order up to the first that fails. A failed step that counts no failed test counts as one. */
export async function runSteps(steps: Step[]): Promise<Totals> {
  const total = { ...none };
  for (const step of steps) {
    console.log(`\n== ${step.name}`);
    const start = performance.now();
    const { ok, passed, failed } = await step.run();
    total.passed += passed;
    total.failed += ok ? failed : Math.max(failed, 1);
    console.log(
      `== ${step.name}: ${ok ? "passed" : "FAILED"} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    if (!ok) break;
  }
  process.exitCode = total.failed > 0 ? 1 : 0;
  return total;
}
