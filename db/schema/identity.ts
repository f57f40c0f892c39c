import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { identityKinds } from "@/rules/vocabulary";
import { createdAt, id, oneOf } from "./columns";
import { member } from "./members";

/** That two proved one, one proved two, or something belonged elsewhere. Undone, it stays, with when and by whom. */
export const identityChange = pgTable(
  "identity_change",
  {
    id: id(),
    kind: text({ enum: identityKinds }).notNull(),
    /** What was renamed, split, moved, or merged away. */
    subjectId: uuid().notNull(),
    /** What it became part of, moved to, or brought forth. */
    targetId: uuid(),
    reason: text().notNull(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    decidedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    at: createdAt(),
    undoneAt: timestamp({ withTimezone: true }),
    undoneBy: uuid().references(() => member.id, { onDelete: "set null" }),
  },
  (t) => [
    check("identity_change_kind", oneOf(t.kind, identityKinds)),
    check("identity_change_reason", sql`length(trim(${t.reason})) between 1 and 1000`),
    index("identity_change_subject").on(t.subjectId),
    index("identity_change_target").on(t.targetId),
    index("identity_change_newest").on(t.at.desc(), t.id.desc()),
  ],
);

/** Every row an identity change touched, before and after: what undoing puts back. Null before: made by it; null after: removed. */
export const identityRow = pgTable(
  "identity_row",
  {
    changeId: uuid()
      .notNull()
      .references(() => identityChange.id),
    position: integer().notNull(),
    tableName: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.position] })],
);
