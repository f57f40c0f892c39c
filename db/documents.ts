import { and, asc, desc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Fidelity, SeenKind, Stance } from "@/rules/vocabulary";
import { type ClaimEntry, listClaimEntries } from "./claims";
import { type Connection, database } from "./client";
import { type DocumentRef, documentColumns, documentRef, isUuid } from "./references";
import { report, verdict, verdictEvidence } from "./schema/claims";
import { document, source } from "./schema/documents";

export type DocumentPage = DocumentRef & {
  seen: SeenKind;
  note: string | null;
  /** What it says, a row a claim. */
  reports: { stance: Stance; fidelity: Fidelity; claim: ClaimEntry }[];
  /** Claims whose verdict in force cites it. */
  rulings: ClaimEntry[];
  /** Claims whose verdict in force rests on it as evidence, without being cited itself. */
  evidence: ClaimEntry[];
};

/** Everything on a document's page, or null when there is no such document. */
export async function findDocumentPage(
  id: string,
  on: Connection = database(),
): Promise<DocumentPage | null> {
  if (!isUuid(id)) return null;
  const [found] = await on
    .select(documentColumns)
    .from(document)
    .innerJoin(source, eq(source.id, document.sourceId))
    .where(and(eq(document.id, id), isNull(document.mergedIntoId)));
  if (!found) return null;
  const [reports, verdicts] = await Promise.all([
    on
      .select({ claimId: report.claimId, stance: report.stance, fidelity: report.fidelity })
      .from(report)
      .where(eq(report.documentId, id))
      .orderBy(asc(report.id)),
    on
      .selectDistinct({
        claimId: verdict.claimId,
        verdictId: verdict.id,
        documentId: verdict.documentId,
        decidedAt: verdict.decidedAt,
      })
      .from(verdict)
      .leftJoin(verdictEvidence, eq(verdictEvidence.verdictId, verdict.id))
      .where(or(eq(verdict.documentId, id), eq(verdictEvidence.documentId, id)))
      .orderBy(desc(verdict.decidedAt)),
  ]);
  const ids = [...new Set([...reports, ...verdicts].map((row) => row.claimId))];
  const claims = new Map((await listClaimEntries(ids, on)).map((entry) => [entry.id, entry]));
  const ruledBy = (direct: boolean) =>
    verdicts.flatMap((row) => {
      const entry = claims.get(row.claimId);
      const inForce = entry?.verdict?.id === row.verdictId;
      return entry && inForce && (row.documentId === id) === direct ? [entry] : [];
    });
  return {
    ...documentRef(found),
    seen: found.document.seen,
    note: found.document.note,
    reports: reports.flatMap(({ claimId, stance, fidelity }) => {
      const entry = claims.get(claimId);
      return entry ? [{ stance, fidelity, claim: entry }] : [];
    }),
    rulings: ruledBy(true),
    evidence: ruledBy(false),
  };
}

/** Documents with these ids, for forms that offer them. */
export async function listDocuments(ids: string[], on: Connection = database()): Promise<DocumentRef[]> {
  if (ids.length === 0) return [];
  const rows = await on
    .select(documentColumns)
    .from(document)
    .innerJoin(source, eq(source.id, document.sourceId))
    .where(and(inArray(document.id, ids), isNull(document.mergedIntoId)));
  return rows.map(documentRef);
}
