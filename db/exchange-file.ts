import { constants } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { ExchangeFile } from "@/rules/exchange";
import { readExchange } from "./exchange-format";
import { ExchangeRefused, type ImportProgress, type ImportResult, importExchange } from "./exchange-import";
import { parseJson } from "./exchange-json";

/** Why a file cannot be read at all, in one sentence. */
export class UnreadableFile extends Error {}

async function readText(path: string): Promise<string> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === "ENOENT" ? "does not exist" : `cannot be read (${cause.code})`;
    throw new UnreadableFile(why, { cause });
  });
  if (!found.isFile()) throw new UnreadableFile("is not a file");
  if (found.size > constants.MAX_STRING_LENGTH)
    throw new UnreadableFile("is larger than 512 MB: split it, a file may build on what is imported already");
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UnreadableFile(`cannot be read (${cause.code})`, { cause });
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableFile("is not UTF-8 text", { cause });
  }
}

async function readFileAsExchange(path: string): Promise<ExchangeFile> {
  const read = readExchange(parseJson(await readText(path)));
  if (!read.file) throw new ExchangeRefused(read.problems);
  return read.file;
}

/** Imports a hearsay/1 file: checked wholly before anything is written, all of it or nothing. Needs `DATABASE_URL`. */
export async function importFile(
  path: string,
  { onProgress }: { onProgress?: (progress: ImportProgress) => void } = {},
): Promise<ImportResult> {
  return importExchange(await readFileAsExchange(path), { name: basename(path), onProgress });
}
