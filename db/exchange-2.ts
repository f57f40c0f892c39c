import { sql } from "drizzle-orm";
import { calibrate } from "@/rules/calibration";
import { algorithmVersion } from "@/rules/credibility";
import { type DocumentLine, type ExchangeLine, lineText } from "@/rules/exchange-2";
import { listScoredClaims } from "./calibration";
import { type Transaction, transaction } from "./client";
import { readIdentityLines } from "./exchange-2-identity";
import {
  readClaimScoreLines,
  readCredibilityLines,
  readRaterScoreLines,
  readSourceRecordLines,
  readSourceScoreLines,
} from "./exchange-2-numbers";
import {
  listRealClaimIds,
  readClaimLines,
  readDecisionLines,
  readMemberLines,
  readRatingLines,
  readRebuildLines,
  readRelayLines,
  readReopeningLines,
  readReportLines,
  readRingLines,
  readVerdictLines,
} from "./exchange-2-rows";
import { exportNouns, listSimulated, type Names, namesOf, readAtOnce, selectReal } from "./exchange-export";
import { readStored, type Stored, type StoredDocument } from "./exchange-stored";
import { loadPseudonyms, type Pseudonyms } from "./pseudonyms";

/** Takes the lines one after the other; the next one waits until it is done. */
export type Sink = (text: string) => Promise<void> | void;

const claimsAtOnce = 200;

const about =
  "Everything real that this installation has on record and has published. Members have pseudonyms; simulated members and what only they brought are left out.";

/**
 * Writes everything real in the format hearsay/2, as of one moment: what was said, rated, ruled and decided, and every number
 * that was published from it. Answers with the number of lines of each type.
 */
export function exportLines(write: Sink): Promise<Map<string, number>> {
  return transaction(async (tx) => {
    await readAtOnce(tx);
    const counts = new Map<string, number>();
    for await (const batch of batches(tx)) {
      for (const { type } of batch) counts.set(type, (counts.get(type) ?? 0) + 1);
      if (batch.length > 0) await write(batch.map(lineText).join(""));
    }
    return counts;
  });
}

async function* batches(tx: Transaction): AsyncGenerator<ExchangeLine[]> {
  yield [await header(tx)];
  yield* nounBatches(tx);
  const pseudonyms = await loadPseudonyms(tx);
  const ids = await listRealClaimIds(tx);
  const chunks = Array.from({ length: Math.ceil(ids.length / claimsAtOnce) }, (_, at) =>
    ids.slice(at * claimsAtOnce, (at + 1) * claimsAtOnce),
  );
  yield await readMemberLines(pseudonyms, tx);
  yield await readRingLines(pseudonyms, tx);
  yield await readRebuildLines(tx);
  yield await readIdentityLines(new Set(ids), pseudonyms, tx);
  for (const read of readers(pseudonyms, tx)) for (const chunk of chunks) yield await read(chunk);
  yield await readSourceRecordLines(tx);
  yield await readDecisionLines(new Set(ids), pseudonyms, tx);
  yield [{ type: "calibration", ...calibrate(await listScoredClaims(tx)) }];
}

type Reader = (claimIds: string[]) => Promise<ExchangeLine[]>;

/** What is told claim by claim: first what happened, then what was computed from it. */
function readers(pseudonyms: Pseudonyms, tx: Transaction): Reader[] {
  return [
    (ids) => readClaimLines(ids, tx),
    (ids) => readReportLines(ids, tx),
    (ids) => readRelayLines(ids, tx),
    (ids) => readVerdictLines(ids, pseudonyms, tx),
    (ids) => readReopeningLines(ids, pseudonyms, tx),
    (ids) => readRatingLines(ids, pseudonyms, tx),
    (ids) => readCredibilityLines(ids, tx),
    (ids) => readClaimScoreLines(ids, tx),
    (ids) => readSourceScoreLines(ids, tx),
    (ids) => readRaterScoreLines(ids, pseudonyms, tx),
  ];
}

async function header(tx: Transaction): Promise<ExchangeLine> {
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  const exportedAt = new Date(row?.now ?? Number.NaN).toISOString();
  return { type: "header", format: "hearsay/2", exportedAt, algorithm: algorithmVersion, about };
}

async function* nounBatches(tx: Transaction): AsyncGenerator<ExchangeLine[]> {
  const stored = await readStored(tx);
  const selection = selectReal(stored, await listSimulated(tx));
  const name = namesOf(stored);
  const nouns = await exportNouns({ stored, selection, name }, tx);
  yield nouns.brands.map((one) => ({ type: "brand", ...one }));
  yield nouns.attributes.map(({ type: valueType, ...one }) => ({ type: "attribute", valueType, ...one }));
  const merged = mergedBySlug(stored, name);
  yield nouns.sources.map((one) => ({ type: "source", ...one, mergedInto: merged.sources(one.slug) }));
  yield selection.documents.map((row) => documentLine(row, name("sources", row.sourceId)));
  yield nouns.devices.map((one) => ({ type: "device", ...one, mergedInto: merged.devices(one.slug) }));
}

/** What stands for a source or device by now, each by its name in the file. */
function mergedBySlug(stored: Stored, name: Names) {
  const of = (list: "sources" | "devices") => (slug: string) => {
    const into = stored[list].get(slug)?.mergedIntoId;
    return into ? name(list, into) : null;
  };
  return { sources: of("sources"), devices: of("devices") };
}

function documentLine(row: StoredDocument, source: string): DocumentLine {
  const {
    sourceId: _source,
    urlKey: _key,
    submittedBy: _by,
    createdAt: _at,
    mergedIntoId: mergedInto,
    ...rest
  } = row;
  return { type: "document", ...rest, source, mergedInto };
}
