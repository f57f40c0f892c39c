import { readFileSync } from "node:fs";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "@/rules/ratings";

/** What is wrong with a file, in words for the person who gave it. */
export class BadForecasts extends Error {}

export type FiledRating = { rater: string; probability: number; at: Date | null };
export type FiledClaim = {
  claim: string;
  /** Null where the file tells no times: then its ratings have no order. */
  life: { opened: Date; known: Date } | null;
  hit: boolean;
  ratings: FiledRating[];
};

type Row = { line: number; cells: string[] };

/** Rows of comma-separated values after RFC 4180: cells in quotes may hold commas, line breaks and doubled quotes. */
function parseCsv(text: string): Row[] {
  const rows: Row[] = [];
  let line = 1;
  let row: Row = { line, cells: [] };
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|\r|$)/y;
  while (cell.lastIndex < text.length) {
    const from = cell.lastIndex;
    const [whole, content = "", end] = cell.exec(text) ?? [];
    if (whole === undefined) throw new BadForecasts(`line ${line}: a quote is missing or in the wrong place`);
    const value = content.startsWith('"') ? content.slice(1, -1).replaceAll('""', '"') : content;
    row.cells.push(value.trim());
    line += text.slice(from, cell.lastIndex).split(/\r\n|\n|\r/).length - 1;
    if (end === ",") continue;
    rows.push(row);
    row = { line, cells: [] };
  }
  if (row.cells.length > 0) rows.push({ ...row, cells: [...row.cells, ""] });
  return rows.filter(({ cells }) => cells.some((value) => value !== ""));
}

type NamedRow = { line: number; cell: (name: string) => string };

function readRows(path: string, columns: string[]): NamedRow[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    throw new BadForecasts(`cannot be read (${cause instanceof Error ? cause.message : cause})`);
  }
  const [header, ...rows] = parseCsv(text);
  const places = new Map(header?.cells.map((name, at) => [name.toLowerCase(), at]));
  const missing = columns.filter((name) => !places.has(name));
  if (missing.length > 0)
    throw new BadForecasts(`line 1: no column ${missing.join(", ")}; has to be ${columns}`);
  return rows.map(({ line, cells }) => {
    const wanted = header?.cells.length ?? 0;
    if (cells.length !== wanted)
      throw new BadForecasts(`line ${line}: ${cells.length} cells instead of ${wanted}`);
    return { line, cell: (name) => cells[places.get(name) ?? -1] ?? "" };
  });
}

function readTime({ line, cell }: NamedRow, name: string): Date | null {
  const text = cell(name);
  if (text === "") return null;
  // A time without a zone would mean another one on every machine.
  const zoned = /\d[T ]\d.*(Z|[+-]\d\d:?\d\d)$/i.test(text) || !/[T ]/.test(text) ? text : `${text}Z`;
  const time = new Date(zoned);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(time.getTime()))
    throw new BadForecasts(`line ${line}: ${name} "${text}" is no time such as 2014-01-31T12:00:00Z`);
  return time;
}

function readName({ line, cell }: NamedRow, name: string): string {
  if (cell(name) === "") throw new BadForecasts(`line ${line}: ${name} is empty`);
  return cell(name);
}

/** Within what the product lets members say: nothing unsettled is certain. */
function readProbability({ line, cell }: NamedRow): number {
  const text = cell("probability");
  const probability = text === "" ? Number.NaN : Number(text);
  if (!(probability >= 0 && probability <= 1))
    throw new BadForecasts(`line ${line}: probability "${text}" is not from 0 to 1`);
  return Math.max(LOWEST_PROBABILITY, Math.min(HIGHEST_PROBABILITY, probability));
}

function readClaim(row: NamedRow): FiledClaim {
  const outcome = row.cell("outcome");
  if (outcome !== "0" && outcome !== "1")
    throw new BadForecasts(`line ${row.line}: outcome "${outcome}" is neither 0 nor 1`);
  const [opened, known] = [readTime(row, "opened"), readTime(row, "known")];
  const life = opened && known ? { opened, known } : null;
  return { claim: readName(row, "claim"), life, hit: outcome === "1", ratings: [] };
}

function readOutcomes(path: string): Map<string, FiledClaim> {
  const claims = new Map<string, FiledClaim>();
  for (const row of readRows(path, ["claim", "opened", "known", "outcome"])) {
    const claim = readClaim(row);
    if (claims.has(claim.claim))
      throw new BadForecasts(`line ${row.line}: claim "${claim.claim}" stands here a second time`);
    claims.set(claim.claim, claim);
  }
  return claims;
}

function about<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof BadForecasts) throw new BadForecasts(`${path}: ${cause.message}`);
    throw cause;
  }
}

/**
 * Claims with their ratings, in the order of the outcomes file, from `claim,opened,known,outcome` and
 * `claim,rater,probability,at`. Throws `BadForecasts`, naming file and line.
 */
export function readForecasts(paths: { ratings: string; outcomes: string }): FiledClaim[] {
  const claims = about(paths.outcomes, () => readOutcomes(paths.outcomes));
  about(paths.ratings, () => {
    for (const row of readRows(paths.ratings, ["claim", "rater", "probability", "at"])) {
      const claim = claims.get(readName(row, "claim"));
      if (!claim)
        throw new BadForecasts(`line ${row.line}: claim "${row.cell("claim")}" is not in ${paths.outcomes}`);
      const rating = {
        rater: readName(row, "rater"),
        probability: readProbability(row),
        at: readTime(row, "at"),
      };
      claim.ratings.push(rating);
    }
  });
  return [...claims.values()];
}
