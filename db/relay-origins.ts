import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { report } from "./schema/claims";
import { relayRuling } from "./schema/moderation";

const originReport = alias(report, "origin_report");

/** The ruling on a report, as joined to it. What a simulated moderator found moves nothing. */
export const relayOf = {
  table: relayRuling,
  on: and(
    eq(relayRuling.reportId, report.id),
    sql`not coalesce((select m.simulated from member m where m.id = ${relayRuling.decidedBy}), false)`,
  ),
};

/** The report it was found to repeat, as joined to the ruling. */
export const originReportOf = {
  table: originReport,
  on: and(eq(originReport.id, relayRuling.originReportId), eq(relayRuling.confirmed, true)),
};

/** The document a report repeats: the one it names, or else the one a moderator found. */
export const originDocumentOf = sql<
  string | null
>`coalesce(${report.originDocumentId}, ${originReport.documentId})`;
