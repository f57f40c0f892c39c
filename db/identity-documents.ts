import { sql } from "drizzle-orm";
import type { Journal } from "./identity-journal";

/**
 * Lets one document stand for another. What it reports, and the verdicts and objections that cite it, follow; where both speak of
 * one claim, or are evidence of one verdict, the other's word stays behind.
 */
export async function mergeDocumentRows(
  { loser, survivor }: { loser: string; survivor: string },
  journal: Journal,
): Promise<void> {
  const of = sql`document_id = ${survivor}`;
  // First: a document that would repeat itself then goes back to nobody in particular.
  await journal.update("report", {
    where: sql`(t.origin_document_id = ${loser} and t.document_id = ${survivor})
      or (t.origin_document_id = ${survivor} and t.document_id = ${loser})`,
    set: sql`origin_document_id = null`,
  });
  await journal.update("report", {
    where: sql`t.origin_document_id = ${loser}`,
    set: sql`origin_document_id = ${survivor}`,
  });
  await journal.update("report", {
    where: sql`t.document_id = ${loser}
      and not exists (select 1 from report o where o.claim_id = t.claim_id and o.document_id = ${survivor})`,
    set: of,
  });
  await journal.update("verdict", { where: sql`t.document_id = ${loser}`, set: of });
  await journal.update("verdict_evidence", {
    where: sql`t.document_id = ${loser}
      and not exists (select 1 from verdict_evidence o where o.verdict_id = t.verdict_id and o.document_id = ${survivor})`,
    set: of,
    by: "verdict_id",
  });
  await journal.update("contest", { where: sql`t.document_id = ${loser}`, set: of });
  await journal.update("document_text", {
    where: sql`t.document_id = ${loser} and not exists (select 1 from document_text o where o.document_id = ${survivor})`,
    set: of,
    by: "language",
  });
  await journal.update("document", {
    where: sql`t.id = ${loser} or t.merged_into_id = ${loser}`,
    set: sql`merged_into_id = ${survivor}`,
  });
}

/** Lets one source stand for another: what it published and what it said first is the other's. */
export async function mergeSourceRows(
  { loser, survivor }: { loser: string; survivor: string },
  journal: Journal,
): Promise<void> {
  await journal.update("document", {
    where: sql`t.source_id = ${loser}`,
    set: sql`source_id = ${survivor}`,
  });
  await journal.update("report", {
    where: sql`t.origin_id = ${loser}`,
    set: sql`origin_id = ${survivor}`,
  });
  await journal.update("source", {
    where: sql`t.id = ${loser} or t.merged_into_id = ${loser}`,
    set: sql`merged_into_id = ${survivor}`,
  });
}
