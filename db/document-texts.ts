import { asc, eq, inArray, sql } from "drizzle-orm";
import { type OfficialDocument, objectionToOfficialSource, officialKinds } from "@/rules/documents";
import { isLocale, type Locale } from "@/rules/locales";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import { objectionToPublished } from "@/rules/submissions";
import { urlKey } from "@/rules/urls";
import type { Viewer } from "@/rules/viewer";
import { type Connection, database, type Transaction, transaction } from "./client";
import { recordDecision } from "./decisions";
import { type DocumentRef, documentColumns, documentRef, isUuid } from "./references";
import { document, documentText, source } from "./schema/documents";
import { findOrCreateSource } from "./submitted-names";

export type ReadableDocument = DocumentRef & { text: string; textLanguage: Locale };

/** An official document with its text, for those who rule by it; null where none was pasted. */
export async function findReadableDocument(
  id: string,
  on: Connection = database(),
): Promise<ReadableDocument | null> {
  if (!isUuid(id)) return null;
  const [row] = await on
    .select({ ...documentColumns, text: documentText.text, textLanguage: documentText.language })
    .from(documentText)
    .innerJoin(document, eq(document.id, documentText.documentId))
    .innerJoin(source, eq(source.id, document.sourceId))
    .where(eq(document.id, id));
  if (!row || !isLocale(row.textLanguage)) return null;
  return { ...documentRef(row), text: row.text, textLanguage: row.textLanguage };
}

/** The documents whose text was pasted last, for whoever goes on with one. */
export async function listReadableDocuments(
  limit: number,
  on: Connection = database(),
): Promise<DocumentRef[]> {
  const rows = await on
    .select(documentColumns)
    .from(documentText)
    .innerJoin(document, eq(document.id, documentText.documentId))
    .innerJoin(source, eq(source.id, document.sourceId))
    .orderBy(sql`${documentText.createdAt} desc`, asc(document.id))
    .limit(limit);
  return rows.map(documentRef);
}

/** Names of makers and authorities, for the form that asks who published a document. */
export async function listOfficialSources(on: Connection = database()): Promise<string[]> {
  const rows = await on
    .select({ name: source.name })
    .from(source)
    .where(inArray(source.kind, [...officialKinds]))
    .orderBy(asc(source.name))
    .limit(1000);
  return [...new Set(rows.map(({ name }) => name))];
}

/** Takes in an official document with its text. The same page again is the same document: its text is replaced. */
export async function recordOfficialDocument(
  viewer: Viewer,
  draft: OfficialDocument,
): Promise<{ id: string; isNew: boolean }> {
  permit(objectionToModerating(viewer));
  if (!viewer) throw new Refusal("sign-in-first");
  return transaction(async (tx) => {
    // The lock of submissions, which make documents too: no two writers are both the first with one address.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('hearsay.submission'))`);
    const known = await findOfficialDocument(draft.url, tx);
    const id = known ?? (await createDocument(draft, viewer.id, tx));
    const replaced = await replaceText({ id, draft, addedBy: viewer.id }, tx);
    const detail = { subject: draft.title, field: "text", replaced };
    await recordDecision({ kind: "edited", actorId: viewer.id, subjectId: id, documentId: id, detail }, tx);
    return { id, isNew: known === null };
  });
}

async function findOfficialDocument(url: string, tx: Transaction): Promise<string | null> {
  const [row] = await tx
    .select({ id: sql<string>`coalesce(${document.mergedIntoId}, ${document.id})`, kind: source.kind })
    .from(document)
    .innerJoin(source, eq(source.id, document.sourceId))
    .where(eq(document.urlKey, urlKey(url)))
    .orderBy(sql`${document.mergedIntoId} is not null`, document.id)
    .limit(1);
  if (row) refusePublisher(row);
  return row?.id ?? null;
}

function refusePublisher(found: Parameters<typeof objectionToOfficialSource>[0]): void {
  const reason = objectionToOfficialSource(found);
  if (reason) throw new Refusal(reason, { problems: [{ path: "publisher", reason }] });
}

async function createDocument(draft: OfficialDocument, submittedBy: string, tx: Transaction) {
  const { url, title, published, language, documentKind: kind } = draft;
  await refuseFuture(published, tx);
  const sourceId = await findOrCreateSource(draft.publisher, { path: "publisher", url, language }, tx);
  const [publisher] = await tx.select({ kind: source.kind }).from(source).where(eq(source.id, sourceId));
  if (publisher) refusePublisher(publisher);
  const [row] = await tx
    .insert(document)
    .values({
      ...{ url, urlKey: urlKey(url), title, sourceId, published, language, kind, submittedBy },
      ...{ publishedPrecision: "day", seen: "page", verified: true },
    })
    .returning({ id: document.id });
  if (!row) throw new Error("the document was not saved");
  return row.id;
}

async function refuseFuture(published: string, tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  const reason = objectionToPublished({ published, publishedPrecision: "day" }, new Date(row?.now ?? 0));
  if (reason) throw new Refusal(reason, { problems: [{ path: "published", reason }] });
}

/** Whether there was a text before. */
async function replaceText(
  { id, draft, addedBy }: { id: string; draft: OfficialDocument; addedBy: string },
  tx: Transaction,
): Promise<boolean> {
  const set = { text: draft.text, language: draft.language, addedBy, createdAt: sql`now()` };
  const [row] = await tx
    .insert(documentText)
    .values({ documentId: id, ...set })
    .onConflictDoUpdate({ target: documentText.documentId, set })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return row?.isNew === false;
}
