import { eq, sql } from "drizzle-orm";
import type { ExchangeFile, ExchangeProblem } from "@/rules/exchange";
import { checkExchange } from "@/rules/exchange-check";
import { type Transaction, takeTime, transaction } from "./client";
import type { ImportPlan } from "./exchange-plan";
import { planImport } from "./exchange-plans";
import { knownOf, readStored } from "./exchange-stored";
import { rebuildHistory } from "./reconstruction";
import { attribute, claim, report, verdict, verdictEvidence } from "./schema/claims";
import { decision } from "./schema/decisions";
import { brand, device, deviceName } from "./schema/devices";
import { document, source } from "./schema/documents";
import { lockAllSlots } from "./slot-locks";

export const importedKinds = [
  "brands",
  "attributes",
  "sources",
  "documents",
  "devices",
  "names",
  "claims",
  "reports",
  "verdicts",
] as const;
export type ImportedKind = (typeof importedKinds)[number];
export type ImportResult = {
  counts: Record<ImportedKind, { new: number; changed: number; same: number }>;
  /** What was left as members of this installation have it. */
  notes: ExchangeProblem[];
};
export type ImportProgress = { kind: ImportedKind; done: number; total: number };

/** A file that cannot be taken in: nothing of it was written. */
export class ExchangeRefused extends Error {
  readonly problems: ExchangeProblem[];
  constructor(problems: ExchangeProblem[]) {
    super(`the file has ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    this.name = "ExchangeRefused";
    this.problems = problems;
  }
}

const rowsAtOnce = 1000;
/** Any number, the same for all imports: two at once would each plan without the other's rows. */
const importLock = 4_846_774;

type Report = (progress: ImportProgress) => void;

/** Takes a well-formed file in, in one transaction. What is there already stays; a second import of a file changes nothing. */
export function importExchange(
  file: ExchangeFile,
  { name, onProgress = () => {} }: { name: string; onProgress?: Report | undefined },
): Promise<ImportResult> {
  return transaction(async (tx) => {
    await takeTime(tx);
    await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`);
    const stored = await readStored(tx);
    const now = new Date();
    const problems = checkExchange(file, knownOf(stored), now.toISOString().slice(0, 10));
    if (problems.length > 0) throw new ExchangeRefused(problems);
    const plan = planImport(file, stored, now);
    if (plan.findings.problems.length > 0) throw new ExchangeRefused(plan.findings.problems);
    await lockAllSlots(tx);
    await writePlan(tx, plan, onProgress);
    const result = resultOf(plan);
    if (!changedSomething(result)) return result;
    await rebuildHistory(tx);
    await log(tx, name, result);
    return result;
  });
}

async function writePlan(tx: Transaction, plan: ImportPlan, report_: Report): Promise<void> {
  const write = <Row>(kind: ImportedKind, rows: Row[], insert: (chunk: Row[]) => Promise<unknown>) =>
    inChunks(rows, insert, (done) => report_({ kind, done, total: rows.length }));
  await write("brands", plan.brands.fresh, (rows) => tx.insert(brand).values(rows));
  await write("attributes", plan.attributes.fresh, (rows) => tx.insert(attribute).values(rows));
  await write("sources", plan.sources.fresh, (rows) => tx.insert(source).values(rows));
  await write("documents", plan.documents.fresh, (rows) => tx.insert(document).values(rows));
  await write("devices", plan.devices.fresh, (rows) => tx.insert(device).values(rows));
  await write("names", plan.names.fresh, (rows) => tx.insert(deviceName).values(rows));
  await write("claims", plan.claims.fresh, (rows) => tx.insert(claim).values(rows));
  await writeChanges(tx, plan);
  await write("reports", plan.reports.fresh, (rows) => tx.insert(report).values(rows));
  await write("verdicts", plan.verdicts.fresh, (rows) => tx.insert(verdict).values(rows));
  await inChunks(plan.evidence, (rows) => tx.insert(verdictEvidence).values(rows));
  // Right after a large import the planner would otherwise believe the tables empty.
  if (plan.reports.fresh.length >= rowsAtOnce)
    await tx.execute(
      sql`analyze ${source}, ${document}, ${device}, ${claim}, ${report}, ${verdict}, ${verdictEvidence}`,
    );
}

async function writeChanges(tx: Transaction, plan: ImportPlan): Promise<void> {
  for (const { id, set } of plan.brands.changed) await tx.update(brand).set(set).where(eq(brand.id, id));
  for (const { id, set } of plan.attributes.changed)
    await tx.update(attribute).set(set).where(eq(attribute.id, id));
  for (const { id, set } of plan.sources.changed) await tx.update(source).set(set).where(eq(source.id, id));
  for (const { id, set } of plan.documents.changed)
    await tx.update(document).set(set).where(eq(document.id, id));
  for (const { id, set } of plan.devices.changed) await tx.update(device).set(set).where(eq(device.id, id));
  for (const { id, set } of plan.claims.changed) await tx.update(claim).set(set).where(eq(claim.id, id));
}

async function inChunks<Row>(
  rows: Row[],
  insert: (chunk: Row[]) => Promise<unknown>,
  onDone: (done: number) => void = () => {},
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const chunk = rows.slice(start, start + rowsAtOnce);
    await insert(chunk);
    onDone(start + chunk.length);
  }
}

function resultOf(plan: ImportPlan): ImportResult {
  const count = (kind: ImportedKind) => {
    const { fresh, changed, same } = plan[kind];
    return { new: fresh.length, changed: changed.length, same };
  };
  const counts = Object.fromEntries(importedKinds.map((kind) => [kind, count(kind)]));
  return { counts: counts as ImportResult["counts"], notes: plan.findings.notes };
}

/** An import that changed nothing leaves no trace. */
function changedSomething({ counts }: ImportResult): boolean {
  return Object.values(counts).some((count) => count.new + count.changed > 0);
}

async function log(tx: Transaction, name: string, { counts }: ImportResult): Promise<void> {
  const news = importedKinds.map((kind): [string, number] => [kind, counts[kind].new]);
  const changed = importedKinds.reduce((sum, kind) => sum + counts[kind].changed, 0);
  await tx
    .insert(decision)
    .values({ kind: "import", detail: { file: name, ...Object.fromEntries(news), changed } });
}
