import { sql } from "drizzle-orm";
import { bigint, check, customType, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { SubmissionContent } from "@/rules/submissions";
import { decisionKinds, submissionStates } from "@/rules/vocabulary";
import { claim } from "./claims";
import { createdAt, id, oneOf } from "./columns";
import { device } from "./devices";
import { document, source } from "./documents";
import { member } from "./members";

/** A submitted rumor. Nothing of a queued one is public: its content becomes rows when it is accepted. */
export const submission = pgTable(
  "submission",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    state: text({ enum: submissionStates }).notNull().default("queued"),
    content: jsonb().$type<SubmissionContent>().notNull(),
    /** The claim it became, or became a report on, once accepted. */
    claimId: uuid().references(() => claim.id),
    reason: text(),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    decidedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    check("submission_state", sql`${t.state} in ('queued', 'accepted', 'refused', 'withdrawn')`),
    check("submission_accepted_has_claim", sql`(${t.state} = 'accepted') = (${t.claimId} is not null)`),
    check("submission_refused_has_reason", sql`${t.state} <> 'refused' or length(trim(${t.reason})) > 0`),
    check("submission_decided", sql`(${t.state} in ('accepted', 'refused')) = (${t.decidedAt} is not null)`),
    index("submission_queue").on(t.state, t.createdAt, t.id),
    index("submission_member").on(t.memberId, t.createdAt.desc()),
    index("submission_claim").on(t.claimId),
  ],
);

/** The public moderation log. Append-only; each row is written in the transaction of what it tells. */
export const decision = pgTable(
  "decision",
  {
    id: id(),
    at: createdAt(),
    kind: text({ enum: decisionKinds }).notNull(),
    /** Null for what the installation's operator did on the command line. */
    actorId: uuid().references(() => member.id, { onDelete: "set null" }),
    subjectId: uuid(),
    claimId: uuid().references(() => claim.id),
    deviceId: uuid().references(() => device.id),
    sourceId: uuid().references(() => source.id),
    documentId: uuid().references(() => document.id),
    reason: text(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
  },
  (t) => [
    check("decision_kind", oneOf(t.kind, decisionKinds)),
    index("decision_newest").on(t.at.desc(), t.id.desc()),
    index("decision_claim").on(t.claimId),
    index("decision_actor").on(t.actorId),
    index("decision_kind_newest").on(t.kind, t.at.desc(), t.id.desc()),
    index("decision_device").on(t.deviceId),
    index("decision_source").on(t.sourceId),
    index("decision_document").on(t.documentId),
    index("decision_subject").on(t.subjectId),
  ],
);

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Tags of cached pages that a transaction touched, written by triggers; read by snapshot, so nothing is missed. */
export const change = pgTable(
  "change",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tag: text().notNull(),
    xid: xid8().notNull().default(sql`pg_current_xact_id()`),
    at: createdAt(),
  },
  (t) => [index("change_xid").on(t.xid), index("change_at").on(t.at)],
);
