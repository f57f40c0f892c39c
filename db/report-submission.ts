import { and, eq, isNull, sql } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import { isEarlierReport, type SubmissionContent } from "@/rules/submissions";
import { urlKey } from "@/rules/urls";
import { normalizeValue, objectionToValue, valueKey } from "@/rules/values";
import type { Attribute, SeenKind } from "@/rules/vocabulary";
import type { Connection, Transaction } from "./client";
import { refreshLockedSlots } from "./credibility";
import { askAboutRelays } from "./relays";
import { attribute, claim, report } from "./schema/claims";
import { document } from "./schema/documents";
import { lockNames, lockSlots } from "./slot-locks";
import { findDeviceId, findOrCreateDevice, findOrCreateSource, findSourceId } from "./submitted-names";

type Accepted = { content: SubmissionContent; submittedBy: string; seen: SeenKind };

/**
 * Makes a submission public: its document becomes a report on the claim that says the same on that slot, or on a new one.
 * One at a time in the whole database: submissions come at the pace of people, and so no two can both be the first.
 */
export async function applySubmission(accepted: Accepted, tx: Transaction): Promise<{ claimId: string }> {
  await lockNames(tx);
  const { content } = accepted;
  const attributeRow = await findSubmittedAttribute(content.attribute, tx);
  const deviceId = await findOrCreateDevice(content.device, tx);
  const sourceId = await findOrCreateSource(content.publisher, { path: "publisher", ...content }, tx);
  const documentId = await findOrCreateDocument({ ...accepted, sourceId }, tx);
  const claimId = await findOrCreateClaim({ ...accepted, deviceId, attribute: attributeRow }, tx);
  await refuseSecondReport({ claimId, documentId }, tx);
  const originId = await findOriginId(content, documentId, tx);
  const fidelity = content.origin === "publisher" ? "exact" : "unknown";
  const { stance, hedge = null } = content;
  const submittedBy = accepted.submittedBy;
  await lockSlots([claimId], tx);
  const [saved] = await tx
    .insert(report)
    .values({ claimId, documentId, stance, originId, fidelity, hedge, submittedBy })
    .returning({ reportId: report.id });
  await refreshLockedSlots([claimId], "report", tx);
  if (saved) await askAboutRelays({ claimId, ...saved }, tx);
  return { claimId };
}

/**
 * Refuses what could never be accepted: names nobody knows, a value of another type, what is reported already.
 * Returns the claim it would become a report on, if there is one.
 */
export async function checkSubmission(
  content: SubmissionContent,
  on: Connection,
): Promise<{ claimId: string | null }> {
  const attributeRow = await findSubmittedAttribute(content.attribute, on);
  checkValue(content, attributeRow);
  if ("slug" in content.publisher) await findSourceId(content.publisher.slug, "publisher", on);
  if (content.origin && content.origin !== "publisher" && "slug" in content.origin)
    await findSourceId(content.origin.slug, "origin", on);
  const deviceId = await findDeviceId(content.device, on);
  if (!deviceId) return { claimId: null };
  const claimId = await findEqualClaim({ content, deviceId, attribute: attributeRow }, on);
  const documentId = await findDocumentId(content.url, on);
  if (claimId && documentId) await refuseSecondReport({ claimId, documentId }, on);
  return { claimId };
}

type AttributeRow = Attribute & { id: string };

async function findSubmittedAttribute(slug: string, on: Connection): Promise<AttributeRow> {
  const [row] = await on.select().from(attribute).where(eq(attribute.slug, slug));
  if (!row) throw refuseField("attribute", "attribute-not-found");
  return { ...row, name: { en: row.nameEn, de: row.nameDe } };
}

function refuseField(path: string, reason: Refusal["reason"]): Refusal {
  return new Refusal(reason, { problems: [{ path, reason }] });
}

function checkValue({ value }: SubmissionContent, attributeRow: Attribute): void {
  const objection = objectionToValue(value, attributeRow);
  if (objection) throw refuseField("value", objection);
}

async function findDocumentId(url: string, on: Connection): Promise<string | null> {
  const [row] = await on
    .select({ id: sql<string>`coalesce(${document.mergedIntoId}, ${document.id})` })
    .from(document)
    .where(eq(document.urlKey, urlKey(url)))
    .orderBy(document.id)
    .limit(1);
  return row?.id ?? null;
}

export type NewDocument = Pick<
  SubmissionContent,
  "url" | "title" | "published" | "publishedPrecision" | "language" | "documentKind"
>;
type Filed = Pick<Accepted, "submittedBy" | "seen"> & { content: NewDocument; sourceId: string };

/** The same page is the same document, whatever the new submission says of its title or day. */
export async function findOrCreateDocument(
  { content, submittedBy, seen, sourceId }: Filed,
  tx: Transaction,
): Promise<string> {
  const known = await findDocumentId(content.url, tx);
  if (known) return known;
  const { url, title, published, publishedPrecision, language, documentKind: kind } = content;
  const [row] = await tx
    .insert(document)
    .values({
      ...{ url, title, published, publishedPrecision, language, kind },
      ...{ urlKey: urlKey(url), sourceId, seen, verified: seen === "page", submittedBy },
    })
    .returning({ id: document.id });
  if (!row) throw new Error("the document was not saved");
  return row.id;
}

type Placed = { content: SubmissionContent; deviceId: string; attribute: AttributeRow };

async function findEqualClaim(
  { content, deviceId, attribute: of }: Placed,
  on: Connection,
): Promise<string | null> {
  const [row] = await on
    .select({ id: claim.id })
    .from(claim)
    .where(
      and(
        eq(claim.deviceId, deviceId),
        eq(claim.attributeId, of.id),
        isNull(claim.mergedIntoId),
        sql`${claim.scope} is not distinct from ${content.scope}`,
        eq(claim.valueKey, valueKey(content.value, of)),
      ),
    )
    .orderBy(claim.id)
    .limit(1);
  return row?.id ?? null;
}

async function findOrCreateClaim(placed: Placed & { submittedBy: string }, tx: Transaction): Promise<string> {
  const { content, deviceId, attribute: of, submittedBy } = placed;
  checkValue(content, of);
  const known = await findEqualClaim(placed, tx);
  if (known) {
    await lockSlots([known], tx);
    await moveFirstReported(known, content, tx);
    return known;
  }
  const { scope, statement, statementLanguage: language, published: firstReported } = content;
  const [row] = await tx
    .insert(claim)
    .values({
      ...{ deviceId, attributeId: of.id, scope, statement, language, submittedBy, firstReported },
      ...{ value: normalizeValue(content.value, of), valueKey: valueKey(content.value, of) },
      firstReportedBasis: "document",
    })
    .returning({ id: claim.id });
  if (!row) throw new Error("the claim was not saved");
  return row.id;
}

/** An older document found later is still the first. */
async function moveFirstReported(
  claimId: string,
  content: SubmissionContent,
  tx: Transaction,
): Promise<void> {
  const [row] = await tx
    .select({ firstReported: claim.firstReported })
    .from(claim)
    .where(eq(claim.id, claimId))
    .for("update");
  if (!row || !isEarlierReport(content, row.firstReported)) return;
  await tx
    .update(claim)
    .set({ firstReported: content.published, firstReportedBasis: "document" })
    .where(eq(claim.id, claimId));
}

async function refuseSecondReport(
  { claimId, documentId }: { claimId: string; documentId: string },
  on: Connection,
): Promise<void> {
  const [row] = await on
    .select({ id: report.id })
    .from(report)
    .where(and(eq(report.claimId, claimId), eq(report.documentId, documentId)));
  if (row) throw new Refusal("already-reported", { standing: { claimId, documentId } });
}

async function findOriginId(
  content: SubmissionContent,
  documentId: string,
  tx: Transaction,
): Promise<string | null> {
  if (content.origin === null) return null;
  if (content.origin !== "publisher")
    return findOrCreateSource(content.origin, { path: "origin", ...content, url: null }, tx);
  const [row] = await tx
    .select({ sourceId: document.sourceId })
    .from(document)
    .where(eq(document.id, documentId));
  return row?.sourceId ?? null;
}
