import { isDeepStrictEqual } from "node:util";
import { v7 } from "uuid";
import type { ExchangeReport, ExchangeVerdict } from "@/rules/exchange";
import { orderDay } from "@/rules/provenance";
import { type ImportPlan, idOf, type Planning, publicAt } from "./exchange-plan";
import { pairKey, type StoredVerdict } from "./exchange-stored";

function dayPublic(planning: Planning, days: Map<string, string>, documentName: string): Date {
  const stored = planning.stored.documents.get(documentName);
  const day =
    days.get(documentName) ?? (stored ? orderDay(stored.published, stored.publishedPrecision) : null);
  return day ? publicAt(day, planning.now) : planning.now;
}

function reportRow(planning: Planning, claimId: string, item: ExchangeReport) {
  return {
    claimId,
    documentId: idOf(planning, "documents", item.document),
    stance: item.stance,
    originId: item.origin === null ? null : idOf(planning, "sources", item.origin),
    originDocumentId: item.originDocument === null ? null : idOf(planning, "documents", item.originDocument),
    fidelity: item.fidelity,
  };
}

/** Whether the file speaks of something that another stands for here, beside which it was left. */
function isMergedAway({ stored }: Planning, { id }: { id: string }, one: ExchangeReport): boolean {
  const named = [
    stored.claims.get(id),
    stored.documents.get(one.document),
    stored.documents.get(one.originDocument ?? ""),
    stored.sources.get(one.origin ?? ""),
  ];
  return named.some((row) => row?.mergedIntoId);
}

/** Reports are never rewritten: one that differs refuses the file, unless a member brought it, whose word then stands. */
export function planReports(planning: Planning): ImportPlan["reports"] {
  const plan: ImportPlan["reports"] = { fresh: [], changed: [], same: 0 };
  const { file, stored, findings } = planning;
  const days = new Map(
    file.documents.map((one) => [one.id, orderDay(one.published, one.publishedPrecision)]),
  );
  file.claims.forEach((item, index) => {
    const claimId = idOf(planning, "claims", item.id);
    item.reports.forEach((one, at) => {
      const row = reportRow(planning, claimId, one);
      const known = stored.reports.get(pairKey(row.claimId, row.documentId));
      if (!known) {
        plan.fresh.push({ ...row, id: v7(), createdAt: dayPublic(planning, days, one.document) });
        return;
      }
      const { id, submittedBy, createdAt, recordedAt, hedge, ...same } = known;
      if (isDeepStrictEqual(same, row)) plan.same += 1;
      else {
        const path = `claims[${index}].reports[${at}]`;
        const reason = `the report of "${one.document}" is stored differently`;
        if (isMergedAway(planning, item, one)) plan.same += 1;
        else if (submittedBy)
          findings.notes.push({ path, reason: `${reason} by a member, whose report stays` });
        else findings.problems.push({ path, reason: `${reason}, and reports are never rewritten` });
      }
    });
  });
  return plan;
}

function verdictRow(planning: Planning, item: ExchangeVerdict) {
  return {
    outcome: item.outcome,
    basis: item.basis,
    qualifier: item.qualifier,
    documentId: item.document === null ? null : idOf(planning, "documents", item.document),
    knownAt: new Date(`${item.knownAt}T00:00:00Z`),
    fromMemory: item.fromMemory,
    note: item.note,
    evidence: item.evidence.map((name) => idOf(planning, "documents", name)),
  };
}

function saysTheSame(known: StoredVerdict, row: ReturnType<typeof verdictRow>): boolean {
  const { outcome, basis, qualifier, documentId, knownAt, fromMemory, note, evidence } = known;
  return isDeepStrictEqual(
    { outcome, basis, qualifier, documentId, knownAt, fromMemory, note, evidence },
    row,
  );
}

/**
 * A verdict that differs from all imported ones supersedes the one in force; one that was in force before is an older file's
 * and changes nothing. What a moderator of this installation ruled stays in force.
 */
export function planVerdicts(planning: Planning): Pick<ImportPlan, "verdicts" | "evidence"> {
  const verdicts: ImportPlan["verdicts"] = { fresh: [], changed: [], same: 0 };
  const evidence: ImportPlan["evidence"] = [];
  planning.file.claims.forEach((item, index) => {
    if (!item.verdict) return;
    // Verdicts stay on the claim they were ruled on.
    if (planning.stored.claims.get(item.id)?.mergedIntoId) {
      verdicts.same += 1;
      return;
    }
    const claimId = idOf(planning, "claims", item.id);
    const row = verdictRow(planning, item.verdict);
    const chain = planning.stored.verdicts.get(claimId) ?? [];
    const superseded = new Set(chain.map((one) => one.supersedesId));
    const current = chain.find((one) => !one.ended && !superseded.has(one.id));
    if (chain.some((one) => saysTheSame(one, row))) verdicts.same += 1;
    else if (!current && chain.length > 0) {
      const reason = "a moderator of this installation opened the claim again; it stays open";
      planning.findings.notes.push({ path: `claims[${index}].verdict`, reason });
    } else if (current && !current.imported) {
      const reason = "a moderator of this installation ruled; that verdict stays in force";
      planning.findings.notes.push({ path: `claims[${index}].verdict`, reason });
    } else {
      const { evidence: shown, ...rest } = row;
      const id = v7();
      verdicts.fresh.push({ ...rest, id, claimId, supersedesId: current?.id ?? null, imported: true });
      evidence.push(...shown.map((documentId, position) => ({ verdictId: id, documentId, position })));
    }
  });
  return { verdicts, evidence };
}
