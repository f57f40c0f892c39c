import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { chromium } from "@playwright/test";

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const systemNames = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const systemPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser that is there: PW_CHROMIUM, Playwright's own, the system's, else the one npm brings for Linux. */
export async function findBrowser(): Promise<Browser> {
  const given = process.env.PW_CHROMIUM;
  if (given && !isProgram(given)) throw new Error(`PW_CHROMIUM names ${given}, which cannot be run.`);
  const found = given ?? [chromium.executablePath(), ...systemCandidates()].find(isProgram);
  return found ? { executablePath: found, args: [], env: {} } : packagedBrowser();
}

function systemCandidates(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...systemNames.flatMap((name) => folders.map((folder) => join(folder, name))), ...systemPaths];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A headless Chromium from an npm package, for machines where nothing can be installed. */
async function packagedBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("No browser was found: run npx playwright install chromium, or set PW_CHROMIUM.");
  const folder = await unpackedBrowser();
  const executablePath = join(folder, "chromium");
  const env: Record<string, string> = {};
  if (missesLibraries(executablePath)) env.LD_LIBRARY_PATH = unpackedLibraries(folder);
  if (!existsSync("/etc/fonts/fonts.conf")) env.FONTCONFIG_PATH = join(folder, "fonts");
  // The package's own arguments switch off web security and run everything in one process.
  const args = ["--no-zygote", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
  return { executablePath, args, env };
}

function packageFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..", "..");
}

/** The package unpacks into the system's temporary folder under a fixed name and takes whatever lies there: it gets a folder of its own. */
async function unpackedBrowser(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8"));
  const cache = join(import.meta.dirname, "..", "node_modules", ".cache");
  const folder = join(cache, `hearsay-chromium-${version}`);
  if (isProgram(join(folder, "chromium"))) return folder;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, "unfinished-"));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = unfinished;
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  renameSync(unfinished, folder);
  return folder;
}

function missesLibraries(program: string): boolean {
  try {
    return execFileSync("ldd", [program], { encoding: "utf8" }).includes("not found");
  } catch {
    return true;
  }
}

/** The libraries that come along; the package itself unpacks them on AWS only. */
function unpackedLibraries(folder: string): string {
  const target = join(folder, "al2023");
  if (!existsSync(target)) {
    const unfinished = mkdtempSync(`${target}-unfinished-`);
    const archive = brotliDecompressSync(readFileSync(join(packageFolder(), "bin", "al2023.tar.br")));
    execFileSync("tar", ["-x", "-C", unfinished], { input: archive });
    renameSync(unfinished, target);
  }
  return join(target, "lib");
}
