import { join } from "node:path";
import { sql } from "drizzle-orm";
import { database } from "./client";
import { seedDemo } from "./demo";
import { importFile } from "./exchange-file";
import type { ImportProgress } from "./exchange-import";
import { decision } from "./schema/decisions";
import { member } from "./schema/members";

const exampleName = "rumors.json";
const examplePath = join(import.meta.dirname, "examples", exampleName);

/** Whether nobody has used this database yet; a first start that was cut off half way counts as none. */
async function isUnused(): Promise<boolean> {
  const [row] = await database().execute<{ used: boolean }>(sql`
    select exists (select 1 from ${member}) or exists (
      select 1 from ${decision} where ${decision.kind} <> 'import' or ${decision.detail}->>'file' <> ${exampleName}
    ) as used
  `);
  return !row?.used;
}

/** Fills an unused database with the example data and simulated members; leaves any other alone. Says whether it did. */
export async function provideExample(onProgress?: (progress: ImportProgress) => void): Promise<boolean> {
  if (!(await isUnused())) return false;
  await importFile(examplePath, onProgress ? { onProgress } : {});
  await seedDemo();
  return true;
}
