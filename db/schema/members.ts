import { sql } from "drizzle-orm";
import {
  boolean,
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
import { roles } from "@/rules/viewer";
import { createdAt, id } from "./columns";

export const member = pgTable(
  "member",
  {
    id: id(),
    name: text(),
    email: text().unique(),
    emailVerified: timestamp({ withTimezone: true }),
    image: text(),
    handle: text(),
    /** Lower case without `-` and `_`: what handles must differ by. */
    handleFolded: text().unique(),
    role: text({ enum: roles }).notNull().default("member"),
    /** Given by an admin or the operator: neither earned by submissions nor lost by them. */
    appointed: boolean().notNull().default(false),
    locale: text({ enum: ["en", "de"] })
      .notNull()
      .default("en"),
    /** Demo members: shown as simulated, kept out of track records, calibration and export. */
    simulated: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    check("member_handle_shape", sql`${t.handle} is null or ${t.handle} ~ '^[a-z0-9][a-z0-9_-]{2,29}$'`),
    check(
      "member_handle_folded",
      sql`${t.handleFolded} is not distinct from replace(replace(lower(${t.handle}), '-', ''), '_', '')`,
    ),
    check("member_role", sql`${t.role} in ('member', 'contributor', 'moderator', 'admin')`),
    check("member_locale", sql`${t.locale} in ('en', 'de')`),
  ],
);

export const account = pgTable(
  "account",
  {
    userId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    type: text().notNull(),
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    refresh_token: text(),
    access_token: text(),
    expires_at: integer(),
    token_type: text(),
    scope: text(),
    id_token: text(),
    session_state: text(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] }), index("account_member").on(t.userId)],
);

export const session = pgTable(
  "session",
  {
    /** SHA-256 of the token in the cookie, in hex: a copy of the table opens no session. */
    sessionToken: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    expires: timestamp({ withTimezone: true }).notNull(),
    id: uuid().notNull().unique().defaultRandom(),
    createdAt: createdAt(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    userAgent: text(),
  },
  (t) => [index("session_member").on(t.userId), index("session_expires").on(t.expires)],
);

/** One asked-for sign-in mail. next-auth writes identifier, token and expires; the rest binds it to the browser that asked. */
export const verificationToken = pgTable(
  "verification_token",
  {
    identifier: text().notNull(),
    /** Already hashed by next-auth. */
    token: text().notNull(),
    expires: timestamp({ withTimezone: true }).notNull(),
    codeHash: text(),
    browserHash: text(),
    attempts: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.identifier, t.token] }),
    index("verification_token_expires").on(t.expires),
  ],
);

/** Mails of an embedded installation without SMTP, shown on its mailbox page. */
export const localMail = pgTable(
  "local_mail",
  {
    id: id(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    at: createdAt(),
  },
  (t) => [index("local_mail_at").on(t.at.desc())],
);

/** What somebody typed into a form that was refused, so that the next page can show it again; short-lived. */
export const formDraft = pgTable(
  "form_draft",
  {
    id: uuid().primaryKey().defaultRandom(),
    memberId: uuid().references(() => member.id, { onDelete: "cascade" }),
    path: text().notNull(),
    fields: jsonb().$type<Record<string, string>>().notNull(),
    reason: text().notNull(),
    problems: jsonb().$type<{ path: string; reason: string; detail?: string }[]>().notNull(),
    at: createdAt(),
  },
  (t) => [index("form_draft_at").on(t.at)],
);

/** The one secret that exported pseudonyms are made with, so that they stay the same from export to export. */
export const pseudonymSalt = pgTable(
  "pseudonym_salt",
  { only: boolean().primaryKey().default(true), salt: text().notNull() },
  (t) => [
    check("pseudonym_salt_only", sql`${t.only}`),
    check("pseudonym_salt_long", sql`length(${t.salt}) >= 64`),
  ],
);
