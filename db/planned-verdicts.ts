import { parseKnownAt } from "@/rules/known-at";
import type { Viewer } from "@/rules/viewer";
import { bases, outcomes, qualifiers } from "@/rules/vocabulary";
import type { ClaimEntry, VerdictEntry } from "./claims";
import { type Connection, database } from "./client";
import { listDocuments } from "./documents";
import { type DocumentRef, isUuid } from "./references";
import { findDocumentByUrl } from "./submit-form";

/** A verdict as typed into its form, in the shape of one that stands; null while its choices are not made. */
export async function findPlannedVerdict(
  fields: Record<string, string>,
  viewer: Viewer,
  on: Connection = database(),
): Promise<VerdictEntry | null> {
  const outcome = outcomes.find((word) => word === fields.outcome);
  const basis = bases.find((word) => word === fields.basis);
  const knownAt = parseKnownAt(fields.knownAt ?? "", fields.knownTime ?? "");
  if (!outcome || !basis || !knownAt || !viewer) return null;
  return {
    id: "",
    outcome,
    basis,
    qualifier: qualifiers.find((word) => word === fields.qualifier) ?? null,
    document: await findCitedDocument(fields, on),
    passage: fields.passage?.trim() || null,
    knownAt: knownAt.toISOString(),
    decidedAt: new Date().toISOString(),
    decidedBy: { handle: viewer.handle ?? "", simulated: viewer.simulated },
    imported: false,
    fromMemory: false,
    note: fields.note?.trim() || null,
    evidence: [],
  };
}

/** The typed address or id goes before the list, because it is what somebody went to the trouble of entering. */
export async function findCitedDocument(
  fields: Record<string, string>,
  on: Connection = database(),
): Promise<DocumentRef | null> {
  const typed = fields.documentUrl?.trim() ?? "";
  const id = typed.split("/").find(isUuid) ?? (typed ? "" : (fields.documentId ?? ""));
  const [own] = isUuid(id) ? await listDocuments([id], on) : [];
  if (own) return own;
  // Other sites have such ids in their addresses, too.
  return typed ? findDocumentByUrl(typed, on) : null;
}

/** The documents a verdict on a slot would cite: all that report on its claims or settled one, newest first. */
export function listRuleDocuments(claims: ClaimEntry[]): DocumentRef[] {
  const all = claims.flatMap((claim) => [
    ...claim.reports.map((report) => report.document),
    ...(claim.verdict?.document ? [claim.verdict.document] : []),
    ...(claim.verdict?.evidence ?? []),
  ]);
  const unique = new Map(all.map((document) => [document.id, document]));
  return [...unique.values()].sort((a, b) => b.published.localeCompare(a.published));
}
