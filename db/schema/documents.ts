import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, check, date, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { documentKinds, precisions, seenKinds, sourceKinds } from "@/rules/vocabulary";
import { createdAt, id } from "./columns";
import { brand } from "./devices";
import { member } from "./members";

export const source = pgTable(
  "source",
  {
    id: id(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    kind: text({ enum: sourceKinds }).notNull(),
    url: text(),
    language: text().notNull(),
    brandId: uuid().references(() => brand.id),
    mergedIntoId: uuid().references((): AnyPgColumn => source.id),
    createdAt: createdAt(),
  },
  (t) => [
    check("source_slug", sql`${t.slug} ~ '^[a-z0-9][a-z0-9-]{0,79}$'`),
    check(
      "source_kind",
      sql`${t.kind} in ('manufacturer', 'regulator', 'retailer', 'carrier', 'supplier', 'leaker', 'analyst', 'outlet', 'benchmark')`,
    ),
    check("source_maker_has_brand", sql`(${t.kind} = 'manufacturer') = (${t.brandId} is not null)`),
    check("source_language", sql`${t.language} ~ '^[a-z]{2}$'`),
    check("source_url", sql`${t.url} ~ '^https?://[^[:space:]]+$'`),
    index("source_name_folded").on(sql`lower(${t.name})`),
    index("source_merged").on(t.mergedIntoId),
    check("source_not_merged_into_itself", sql`${t.mergedIntoId} <> ${t.id}`),
  ],
);

export const document = pgTable(
  "document",
  {
    id: id(),
    externalId: text().unique(),
    url: text(),
    /** The address without what does not tell pages apart (scheme, www, tracking, fragment): two spellings, one key. */
    urlKey: text(),
    title: text().notNull(),
    sourceId: uuid()
      .notNull()
      .references(() => source.id),
    published: date({ mode: "string" }).notNull(),
    publishedPrecision: text({ enum: precisions }).notNull(),
    language: text().notNull(),
    kind: text({ enum: documentKinds }).notNull(),
    verified: boolean().notNull(),
    seen: text({ enum: seenKinds }).notNull(),
    note: text(),
    submittedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    mergedIntoId: uuid().references((): AnyPgColumn => document.id),
    createdAt: createdAt(),
  },
  (t) => [
    check("document_title", sql`length(${t.title}) between 1 and 200`),
    check("document_precision", sql`${t.publishedPrecision} in ('day', 'month', 'year')`),
    check("document_language", sql`${t.language} ~ '^[a-z]{2}$'`),
    check("document_url", sql`${t.url} ~ '^https?://[^[:space:]]+$'`),
    check("document_seen", sql`${t.seen} in ('page', 'quotation', 'url', 'none')`),
    check("document_verified", sql`${t.verified} = (${t.seen} in ('page', 'quotation'))`),
    check(
      "document_kind",
      sql`${t.kind} in ('article', 'post', 'press_release', 'filing', 'listing', 'benchmark', 'video', 'teardown')`,
    ),
    index("document_url_key").on(t.urlKey),
    index("document_source").on(t.sourceId, t.published.desc()),
    index("document_merged").on(t.mergedIntoId),
    check("document_not_merged_into_itself", sql`${t.mergedIntoId} <> ${t.id}`),
  ],
);

/** The text of an official document, as a moderator pasted it. Seen by moderators only: what is public are the passages rulings quote. */
export const documentText = pgTable(
  "document_text",
  {
    documentId: uuid()
      .primaryKey()
      .references(() => document.id),
    language: text().notNull(),
    text: text().notNull(),
    addedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [
    check("document_text_language", sql`${t.language} ~ '^[a-z]{2}$'`),
    check("document_text_bounded", sql`length(${t.text}) between 1 and 50000`),
  ],
);
