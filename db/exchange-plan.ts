import { isDeepStrictEqual } from "node:util";
import { v7 } from "uuid";
import type { ExchangeFile, ExchangeProblem } from "@/rules/exchange";
import { type Stored, standingId } from "./exchange-stored";
import type { attribute, claim, report, verdict, verdictEvidence } from "./schema/claims";
import type { brand, device, deviceName } from "./schema/devices";
import type { document, source } from "./schema/documents";

/** What becomes of one list of a file: rows to add, rows whose description changed, and how many stay as they are. */
export type Plan<Row> = {
  fresh: (Row & { id: string })[];
  changed: { id: string; set: Partial<Row> }[];
  same: number;
};

/** What planning found besides rows: contradictions, which refuse the file, and remarks, which do not. */
export type Findings = { problems: ExchangeProblem[]; notes: ExchangeProblem[] };

export type ImportPlan = {
  brands: Plan<typeof brand.$inferInsert>;
  attributes: Plan<typeof attribute.$inferInsert>;
  sources: Plan<typeof source.$inferInsert>;
  documents: Plan<typeof document.$inferInsert>;
  devices: Plan<typeof device.$inferInsert>;
  names: Plan<typeof deviceName.$inferInsert>;
  claims: Plan<typeof claim.$inferInsert>;
  reports: Plan<typeof report.$inferInsert>;
  verdicts: Plan<typeof verdict.$inferInsert>;
  evidence: (typeof verdictEvidence.$inferInsert)[];
  findings: Findings;
};

/** What a file becomes here. Names lead to ids: to those of the rows planned so far, else to those of stored rows. */
export type Planning = {
  file: ExchangeFile;
  stored: Stored;
  now: Date;
  findings: Findings;
  ids: Record<"brands" | "sources" | "documents" | "devices" | "attributes" | "claims", Map<string, string>>;
};

/** The database id behind a name of the file; the check of the file has made sure that there is one. */
export function idOf(planning: Planning, list: keyof Planning["ids"], name: string): string {
  const bySlug = list === "devices" ? planning.stored.deviceBySlug.get(name) : undefined;
  const stored = planning.stored[list].get(name) ?? bySlug;
  const standing = stored && ("mergedIntoId" in stored ? standingId(stored) : stored.id);
  const found = planning.ids[list].get(name) ?? standing;
  if (!found) throw new Error(`${list} has no "${name}" although the file was checked`);
  return found;
}

/**
 * Imported rows carry the day their content became public as `created_at`, so that "what moved last" means the rumor and not
 * the import; never a day to come.
 */
export function publicAt(day: string, now: Date): Date {
  const at = new Date(`${day.slice(0, 8)}${day.endsWith("-31") ? lastDay(day) : day.slice(8)}T00:00:00Z`);
  return at < now ? at : now;
}

function lastDay(day: string): string {
  const [year, month] = day.split("-").map(Number);
  return String(new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate());
}

export type How<Item, Row> = {
  list: string;
  key: (item: Item) => string;
  stored: (item: Item) => (Row & { id: string; mergedIntoId?: string | null }) | undefined;
  row: (item: Item) => Row;
  /** Set when the row is added and left alone afterwards. */
  once?: (item: Item) => Partial<Row>;
  /** Columns other rows rest on, with their name in the file: a file that says otherwise is refused. */
  fixed?: { [column in keyof Row]?: string };
};

/** Sorts the items of a list into new, changed and known rows; the ids are made here, in the order of the file. */
export function planList<Item, Row extends object>(
  items: Item[],
  how: How<Item, Row>,
  findings: Findings,
): Plan<Row> & { ids: Map<string, string> } {
  const plan: Plan<Row> = { fresh: [], changed: [], same: 0 };
  const ids = new Map<string, string>();
  items.forEach((item, index) => {
    const stored = how.stored(item);
    const id = stored?.mergedIntoId ?? stored?.id ?? v7();
    ids.set(how.key(item), id);
    // What was merged away is told of by what stands for it, whatever the file says.
    if (stored?.mergedIntoId) {
      plan.same += 1;
      return;
    }
    const row = how.row(item);
    if (!stored) {
      plan.fresh.push({ ...row, ...how.once?.(item), id });
      return;
    }
    const columns = (Object.keys(row) as (keyof Row)[]).filter(
      (column) => !isDeepStrictEqual(stored[column], row[column]),
    );
    const broken = columns.flatMap((column) => how.fixed?.[column] ?? []);
    for (const name of broken)
      findings.problems.push({
        path: `${how.list}[${index}].${name}`,
        reason: `of "${how.key(item)}" differs from what is stored, and what rests on it would change its meaning`,
      });
    if (columns.length === 0) plan.same += 1;
    else plan.changed.push({ id: stored.id, set: pick(row, columns) });
  });
  return { ...plan, ids };
}

function pick<Row extends object>(row: Row, columns: (keyof Row)[]): Partial<Row> {
  const picked: Partial<Row> = {};
  for (const column of columns) picked[column] = row[column];
  return picked;
}
