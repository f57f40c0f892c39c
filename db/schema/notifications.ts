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
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { mailStates, notificationKinds } from "@/rules/vocabulary";
import { claim } from "./claims";
import { createdAt, id, oneOf } from "./columns";
import { decision } from "./decisions";
import { member } from "./members";

/** What a member is told, once, in the transaction of what it tells. */
export const notification = pgTable(
  "notification",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    kind: text({ enum: notificationKinds }).notNull(),
    /** What happened, by its id: the same is told to a member once. */
    eventId: uuid().notNull(),
    claimId: uuid().references(() => claim.id),
    decisionId: uuid().references(() => decision.id),
    /** The reason given by whoever decided. */
    reason: text(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    createdAt: createdAt(),
    readAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    check("notification_kind", oneOf(t.kind, notificationKinds)),
    unique("notification_once").on(t.memberId, t.kind, t.eventId),
    index("notification_member").on(t.memberId, t.createdAt.desc(), t.id.desc()),
    index("notification_unread").on(t.memberId).where(sql`${t.readAt} is null`),
    index("notification_claim").on(t.claimId),
    index("notification_decision").on(t.decisionId),
  ],
);

/** A notification's way by e-mail. `sending` is committed before SMTP is spoken: what a crash leaves there may have gone out. */
export const mail = pgTable(
  "mail",
  {
    notificationId: uuid()
      .primaryKey()
      .references(() => notification.id, { onDelete: "cascade" }),
    state: text({ enum: mailStates }).notNull().default("waiting"),
    attempts: integer().notNull().default(0),
    lastError: text(),
    createdAt: createdAt(),
    changedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check("mail_state", oneOf(t.state, mailStates)),
    index("mail_unfinished").on(t.state, t.changedAt).where(sql`${t.state} <> 'sent'`),
  ],
);

/** Kinds a member gets no mail of; `*` is every kind. The notification in the app stays. */
export const mailOptOut = pgTable(
  "mail_opt_out",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    at: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.kind] }),
    check("mail_opt_out_kind", oneOf(t.kind, [...notificationKinds, "*"])),
  ],
);
