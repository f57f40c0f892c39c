import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { flagReasons, queueKinds, requestStates, subjectKinds } from "@/rules/vocabulary";
import { claim, report, verdict } from "./claims";
import { createdAt, id, oneOf } from "./columns";
import { device } from "./devices";
import { document } from "./documents";
import { member } from "./members";

/** Something that waits for a moderator. What it is about stands in a table of its own; a row here is its place in the one queue. */
export const queueItem = pgTable(
  "queue_item",
  {
    id: id(),
    kind: text({ enum: queueKinds }).notNull(),
    /** The submission, contest, suspension, takedown, edit suggestion; the flagged thing; the claim that lapsed; the report of a relay; the row suggested for a merge. */
    subjectId: uuid().notNull(),
    /** What kind of thing was flagged, or is suggested for a merge. */
    subjectKind: text({ enum: subjectKinds }),
    /** With what the subject of a suggested merge may be one. */
    otherId: uuid(),
    /** By when it should be decided: the order of the queue. */
    dueAt: timestamp({ withTimezone: true }).notNull(),
    claimId: uuid().references(() => claim.id),
    deviceId: uuid().references(() => device.id),
    /** Whose matter it is: nobody decides their own. */
    memberId: uuid().references(() => member.id, { onDelete: "set null" }),
    openedAt: createdAt(),
    takenBy: uuid().references(() => member.id, { onDelete: "set null" }),
    takenUntil: timestamp({ withTimezone: true }),
    closedAt: timestamp({ withTimezone: true }),
    closedBy: uuid().references(() => member.id, { onDelete: "set null" }),
  },
  (t) => [
    check("queue_item_kind", oneOf(t.kind, queueKinds)),
    check("queue_item_subject_kind", oneOf(t.subjectKind, subjectKinds)),
    check("queue_item_merge", sql`(${t.kind} = 'merge') = (${t.otherId} is not null)`),
    check("queue_item_says_of_what", sql`${t.kind} not in ('flag', 'merge') or ${t.subjectKind} is not null`),
    check("queue_item_taken", sql`${t.takenBy} is null or ${t.takenUntil} is not null`),
    uniqueIndex("queue_item_waits_once").on(t.kind, t.subjectId).where(sql`${t.closedAt} is null`),
    index("queue_item_order").on(t.dueAt, t.id).where(sql`${t.closedAt} is null`),
    index("queue_item_order_of_kind").on(t.kind, t.dueAt, t.id).where(sql`${t.closedAt} is null`),
    index("queue_item_order_of_device").on(t.deviceId, t.dueAt, t.id).where(sql`${t.closedAt} is null`),
    index("queue_item_claim").on(t.claimId),
    index("queue_item_device").on(t.deviceId),
    index("queue_item_taken_by").on(t.takenBy),
    index("queue_item_merge_once").on(t.subjectId, t.otherId).where(sql`${t.kind} = 'merge'`),
  ],
);

/** A member's report that something should be looked at. */
export const flag = pgTable(
  "flag",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    subjectKind: text({ enum: subjectKinds }).notNull(),
    subjectId: uuid().notNull(),
    reason: text({ enum: flagReasons }).notNull(),
    note: text(),
    /** What it counted for when it was made, by the flagger's record. */
    weight: doublePrecision().notNull(),
    state: text({ enum: requestStates }).notNull().default("open"),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    decidedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    check("flag_subject_kind", oneOf(t.subjectKind, subjectKinds)),
    check("flag_reason", oneOf(t.reason, flagReasons)),
    check("flag_state", oneOf(t.state, requestStates)),
    check("flag_note", sql`length(${t.note}) between 1 and 500`),
    check("flag_weight", sql`${t.weight} between 0 and 1`),
    check("flag_decided", sql`(${t.state} in ('upheld', 'rejected')) = (${t.decidedAt} is not null)`),
    uniqueIndex("flag_once").on(t.memberId, t.subjectKind, t.subjectId).where(sql`${t.state} = 'open'`),
    index("flag_subject").on(t.subjectKind, t.subjectId),
    index("flag_member").on(t.memberId, t.createdAt.desc()),
  ],
);

/** Whether a report repeats another, as a moderator found. Append-only; a confirmed one counts as the report's origin from `at` on. */
export const relayRuling = pgTable(
  "relay_ruling",
  {
    id: id(),
    reportId: uuid()
      .notNull()
      .unique()
      .references(() => report.id),
    originReportId: uuid()
      .notNull()
      .references(() => report.id),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    confirmed: boolean().notNull(),
    reason: text(),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    at: createdAt(),
  },
  (t) => [
    check("relay_ruling_reason", sql`length(trim(${t.reason})) between 1 and 500`),
    check("relay_ruling_dismissed_says_why", sql`${t.confirmed} or ${t.reason} is not null`),
    check("relay_ruling_not_itself", sql`${t.originReportId} <> ${t.reportId}`),
    index("relay_ruling_claim").on(t.claimId),
    index("relay_ruling_origin").on(t.originReportId),
  ],
);

/** An objection to a verdict, with the document that speaks against it. */
export const contest = pgTable(
  "contest",
  {
    id: id(),
    verdictId: uuid()
      .notNull()
      .references(() => verdict.id),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    memberId: uuid().references(() => member.id, { onDelete: "set null" }),
    documentId: uuid()
      .notNull()
      .references(() => document.id),
    passage: text(),
    reason: text().notNull(),
    state: text({ enum: requestStates }).notNull().default("open"),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    decidedAt: timestamp({ withTimezone: true }),
    answer: text(),
    createdAt: createdAt(),
  },
  (t) => [
    check("contest_state", oneOf(t.state, requestStates)),
    check("contest_reason", sql`length(trim(${t.reason})) between 1 and 1000`),
    check("contest_passage", sql`length(${t.passage}) <= 2000`),
    check("contest_decided", sql`(${t.state} in ('upheld', 'rejected')) = (${t.decidedAt} is not null)`),
    check("contest_answered", sql`${t.state} not in ('upheld', 'rejected') or length(trim(${t.answer})) > 0`),
    unique("contest_once").on(t.verdictId, t.memberId),
    index("contest_claim").on(t.claimId),
    index("contest_member").on(t.memberId),
  ],
);

/** A settled claim that is open again. Append-only; the verdict it ends stays as it was. */
export const reopening = pgTable(
  "reopening",
  {
    id: id(),
    verdictId: uuid()
      .notNull()
      .unique()
      .references(() => verdict.id),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    contestId: uuid().references(() => contest.id),
    reason: text().notNull(),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    at: createdAt(),
  },
  (t) => [
    check("reopening_reason", sql`length(trim(${t.reason})) between 1 and 1000`),
    index("reopening_claim").on(t.claimId),
  ],
);

/** A member who may not write until it ends; the appeal against it stands in the same row. */
export const suspension = pgTable(
  "suspension",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    reason: text().notNull(),
    at: createdAt(),
    until: timestamp({ withTimezone: true }).notNull(),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    liftedAt: timestamp({ withTimezone: true }),
    liftedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    appeal: text(),
    appealedAt: timestamp({ withTimezone: true }),
    appealState: text({ enum: requestStates }),
    appealAnswer: text(),
    appealDecidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    appealDecidedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    check("suspension_reason", sql`length(trim(${t.reason})) between 1 and 1000`),
    check("suspension_term", sql`${t.until} > ${t.at} and ${t.until} <= ${t.at} + interval '366 days'`),
    check("suspension_lifted_in_term", sql`${t.liftedAt} between ${t.at} and ${t.until}`),
    check(
      "suspension_appeal_decided",
      sql`(${t.appealState} in ('upheld', 'rejected')) = (${t.appealDecidedAt} is not null) and (${t.appealDecidedAt} is null or length(trim(${t.appealAnswer})) > 0)`,
    ),
    check(
      "suspension_appeal_by_another",
      sql`${t.appealState} <> 'rejected' or ${t.appealDecidedBy} <> ${t.decidedBy}`,
    ),
    check("suspension_appeal", sql`length(trim(${t.appeal})) between 1 and 2000`),
    check("suspension_appealed", sql`(${t.appeal} is null) = (${t.appealedAt} is null)`),
    check("suspension_appeal_state", sql`(${t.appeal} is null) = (${t.appealState} is null)`),
    check("suspension_appeal_known_state", oneOf(t.appealState, requestStates)),
    index("suspension_member").on(t.memberId, t.until.desc()),
  ],
);
