import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { editableKinds, requestStates, subjectKinds } from "@/rules/vocabulary";
import { createdAt, id, oneOf } from "./columns";
import { member } from "./members";

type Fields = Record<string, string | null>;

/** One wording of what can be edited, from `at` on. Append-only; the first edit also keeps what stood before, as number 0. */
export const revision = pgTable(
  "revision",
  {
    id: id(),
    subjectKind: text({ enum: editableKinds }).notNull(),
    subjectId: uuid().notNull(),
    number: integer().notNull(),
    /** All editable fields as they stood, not only the changed ones. */
    fields: jsonb().$type<Fields>().notNull(),
    /** Who wrote it; null for what stood before the first edit. */
    authorId: uuid().references(() => member.id, { onDelete: "set null" }),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    reason: text(),
    /** The number it went back to. */
    revertsTo: integer(),
    at: createdAt(),
  },
  (t) => [
    check("revision_subject_kind", oneOf(t.subjectKind, editableKinds)),
    check(
      "revision_number",
      sql`${t.number} >= 0 and (${t.revertsTo} is null or ${t.revertsTo} < ${t.number})`,
    ),
    check("revision_reason", sql`${t.number} = 0 or length(trim(${t.reason})) between 1 and 500`),
    unique("revision_once").on(t.subjectKind, t.subjectId, t.number),
    index("revision_author").on(t.authorId),
  ],
);

/** An edit that waits for a moderator. */
export const editSuggestion = pgTable(
  "edit_suggestion",
  {
    id: id(),
    subjectKind: text({ enum: editableKinds }).notNull(),
    subjectId: uuid().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    /** The revision it was made on; an edit in between makes it a conflict. */
    baseNumber: integer().notNull(),
    fields: jsonb().$type<Fields>().notNull(),
    reason: text().notNull(),
    state: text({ enum: requestStates }).notNull().default("open"),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    decidedAt: timestamp({ withTimezone: true }),
    answer: text(),
    createdAt: createdAt(),
  },
  (t) => [
    check("edit_suggestion_subject_kind", oneOf(t.subjectKind, editableKinds)),
    check("edit_suggestion_state", oneOf(t.state, requestStates)),
    check("edit_suggestion_reason", sql`length(trim(${t.reason})) between 1 and 500`),
    check(
      "edit_suggestion_decided",
      sql`(${t.state} in ('upheld', 'rejected')) = (${t.decidedAt} is not null)`,
    ),
    check("edit_suggestion_refused_says_why", sql`${t.state} <> 'rejected' or length(trim(${t.answer})) > 0`),
    index("edit_suggestion_subject").on(t.subjectKind, t.subjectId),
    index("edit_suggestion_member").on(t.memberId, t.createdAt.desc()),
  ],
);

/** A request that an excerpt or a name be taken down, and what came of it. */
export const takedown = pgTable(
  "takedown",
  {
    id: id(),
    subjectKind: text({ enum: subjectKinds }).notNull(),
    subjectId: uuid().notNull(),
    /** Whoever asked, where they have an account here. */
    memberId: uuid().references(() => member.id, { onDelete: "set null" }),
    reason: text().notNull(),
    state: text({ enum: requestStates }).notNull().default("open"),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    decidedAt: timestamp({ withTimezone: true }),
    answer: text(),
    createdAt: createdAt(),
  },
  (t) => [
    check("takedown_subject_kind", oneOf(t.subjectKind, subjectKinds)),
    check("takedown_state", oneOf(t.state, requestStates)),
    check("takedown_reason", sql`length(trim(${t.reason})) between 1 and 1000`),
    check("takedown_decided", sql`(${t.state} in ('upheld', 'rejected')) = (${t.decidedAt} is not null)`),
    index("takedown_subject").on(t.subjectKind, t.subjectId),
  ],
);
