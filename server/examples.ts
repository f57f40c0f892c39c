import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedDemo } from "@/db/demo";
import { hasDevices } from "@/db/devices";
import { importFile } from "@/db/exchange-file";

/** Notes that this embedded database was just created and still wants its examples. */
export function expectExamples(home: string): void {
  writeFileSync(noteIn(home), "expected");
}

/** Fills a database that Hearsay created with the example data. A load that was cut off is done again; own data is left alone. */
export async function loadExamples(home: string, say: (line: string) => void): Promise<void> {
  const note = noteIn(home);
  if (!existsSync(note)) return;
  if (readFileSync(note, "utf8") === "expected" && (await hasDevices())) return rmSync(note);
  writeFileSync(note, "loading");
  say("Loading the example data");
  await importFile(join(import.meta.dirname, "../db/examples/rumors.json"));
  await seedDemo();
  rmSync(note);
}

function noteIn(home: string): string {
  return join(home, "examples");
}
