import { and, eq, isNull, sql } from "drizzle-orm";
import { permit, Refusal } from "@/rules/refusal";
import { objectionToDecidingRelay, type RelayQuestion } from "@/rules/relays";
import type { Viewer } from "@/rules/viewer";
import { listReports, type ReportEntry } from "./claims";
import { type Connection, database, type Transaction, transaction } from "./client";
import { refreshLockedSlots } from "./credibility";
import { recordDecision } from "./decisions";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { isUuid } from "./references";
import { claim, report } from "./schema/claims";
import { relayRuling } from "./schema/moderation";
import { lockSlots } from "./slot-locks";

/** A report that may repeat another one on its claim. */
export type SuggestedRelay = RelayQuestion & {
  claim: { id: string; statement: string; language: string };
  report: ReportEntry;
  /** Null when nothing suggests it any more. */
  origin: ReportEntry | null;
};

/** Asks the moderators about what a report just recorded may repeat, and about what may repeat it. */
export async function askAboutRelays(
  { claimId, reportId }: { claimId: string; reportId: string },
  tx: Transaction,
): Promise<void> {
  const [open] = await tx
    .select({ deviceId: claim.deviceId })
    .from(claim)
    .where(and(eq(claim.id, claimId), isNull(claim.verdictId)));
  if (!open) return;
  const reports = (await listReports([claimId], tx)).get(claimId) ?? [];
  for (const { id, suggestedRelayOf } of reports) {
    if (suggestedRelayOf === null || (id !== reportId && suggestedRelayOf !== reportId)) continue;
    const [row] = await tx.select({ memberId: report.submittedBy }).from(report).where(eq(report.id, id));
    await openQueueItem({ kind: "relay", subjectId: id, claimId, ...open, ...row }, tx);
  }
}

/** What is to be decided about a report, or null when there is no such report. */
export async function findSuggestedRelay(
  reportId: string,
  on: Connection = database(),
): Promise<SuggestedRelay | null> {
  if (!isUuid(reportId)) return null;
  const [row] = await on
    .select({
      submittedBy: report.submittedBy,
      claim: { id: claim.id, statement: claim.statement, language: claim.language },
      verdictId: claim.verdictId,
      decided: sql<boolean>`exists (select from ${relayRuling} r where r.report_id = report.id)`,
    })
    .from(report)
    .innerJoin(claim, eq(claim.id, report.claimId))
    .where(eq(report.id, reportId));
  if (!row) return null;
  const reports = (await listReports([row.claim.id], on)).get(row.claim.id) ?? [];
  const own = reports.find(({ id }) => id === reportId);
  if (!own) return null;
  const origin = reports.find(({ id }) => id === own.suggestedRelayOf) ?? null;
  const { verdictId, ...question } = row;
  return { ...question, claimClosed: verdictId !== null, report: own, origin };
}

export type RelayRuling = { confirmed: boolean; originReportId: string; reason: string | null };

/**
 * Finds that a report repeats another, or that it does not. A confirmed relay counts as the report's origin from now on: what goes
 * back to one source is one voice, so the credibilities of the slot are computed anew.
 */
export async function ruleOnRelay(
  viewer: Viewer,
  reportId: string,
  { confirmed, originReportId, reason }: RelayRuling,
): Promise<{ id: string; claimId: string }> {
  return transaction(async (tx) => {
    const before = await findSuggestedRelay(reportId, tx);
    if (!before) throw new Refusal("relay-not-found");
    const claimId = before.claim.id;
    await lockSlots([claimId], tx);
    const found = (await findSuggestedRelay(reportId, tx)) ?? before;
    permit(objectionToDecidingRelay(viewer, found));
    if (!viewer) throw new Refusal("sign-in-first");
    if (found.origin?.id !== originReportId) throw new Refusal("suggestion-changed");
    if (!confirmed && !reason)
      throw new Refusal("reason-required", { problems: [{ path: "reason", reason: "reason-required" }] });
    await permitDecidingItem({ kind: "relay", subjectId: reportId }, viewer, tx);
    await closeQueueItem({ kind: "relay", subjectId: reportId, by: viewer.id }, tx);
    // The clock of the statement: this may have waited for the slot since its transaction began.
    const at = sql`clock_timestamp()`;
    const ruling = { reportId, originReportId, claimId, confirmed, reason, decidedBy: viewer.id, at };
    await tx.insert(relayRuling).values(ruling);
    const kind = confirmed ? "relay_confirmed" : "relay_dismissed";
    const documentId = found.report.documentId;
    await recordDecision({ kind, actorId: viewer.id, claimId, documentId, reason, detail: {} }, tx);
    if (confirmed && !viewer.simulated) await refreshLockedSlots([claimId], "report", tx);
    return { id: reportId, claimId };
  });
}
