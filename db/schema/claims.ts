import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  doublePrecision,
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
import {
  attributeTypes,
  bases,
  fidelities,
  firstReportedBases,
  hedges,
  outcomes,
  qualifiers,
  stances,
  type Value,
} from "@/rules/vocabulary";
import { createdAt, id, recordedAt } from "./columns";
import { device } from "./devices";
import { document, source } from "./documents";
import { member } from "./members";

export const attribute = pgTable(
  "attribute",
  {
    id: id(),
    slug: text().notNull().unique(),
    nameEn: text().notNull(),
    nameDe: text().notNull(),
    group: text().notNull(),
    type: text({ enum: attributeTypes }).notNull(),
    unit: text(),
    exclusive: boolean().notNull(),
    tolerance: doublePrecision(),
  },
  (t) => [
    check("attribute_slug", sql`${t.slug} ~ '^[a-z0-9][a-z0-9-]{0,79}$'`),
    check("attribute_type", sql`${t.type} in ('text', 'number', 'date', 'money', 'boolean')`),
    check("attribute_unit", sql`${t.unit} is null or ${t.type} = 'number'`),
    check("attribute_tolerance", sql`${t.tolerance} >= 0`),
  ],
);

export const claim = pgTable(
  "claim",
  {
    id: id(),
    externalId: text().unique(),
    deviceId: uuid()
      .notNull()
      .references(() => device.id),
    attributeId: uuid()
      .notNull()
      .references(() => attribute.id),
    scope: text(),
    statement: text().notNull(),
    /** Language of the statement. */
    language: text().notNull().default("en"),
    value: jsonb().$type<Value>().notNull(),
    /** Canonical form of the value: equal values of one slot have equal keys. */
    valueKey: text().notNull(),
    firstReported: date({ mode: "string" }).notNull(),
    firstReportedBasis: text({ enum: firstReportedBases }).notNull(),
    submittedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    /** The verdict in force; null while the claim is open. */
    verdictId: uuid().references((): AnyPgColumn => verdict.id),
    /** The claim that says the same; such a claim is shown nowhere, its address leads to the other. */
    mergedIntoId: uuid().references((): AnyPgColumn => claim.id),
    createdAt: createdAt(),
  },
  (t) => [
    check("claim_statement", sql`length(${t.statement}) between 1 and 140`),
    check("claim_scope", sql`length(${t.scope}) between 1 and 60`),
    check("claim_language", sql`${t.language} ~ '^[a-z]{2}$'`),
    check("claim_first_reported_basis", sql`${t.firstReportedBasis} in ('document', 'estimate')`),
    index("claim_slot").on(t.deviceId, t.attributeId, t.scope, t.valueKey),
    index("claim_attribute").on(t.attributeId),
    index("claim_newest").on(t.createdAt.desc(), t.id.desc()),
    index("claim_first_reported").on(t.firstReported.desc(), t.id.desc()),
    index("claim_submitter").on(t.submittedBy),
    index("claim_verdict").on(t.verdictId),
    index("claim_merged").on(t.mergedIntoId),
    check("claim_not_merged_into_itself", sql`${t.mergedIntoId} <> ${t.id}`),
  ],
);

/** A document that speaks of a claim. Append-only. */
export const report = pgTable(
  "report",
  {
    id: id(),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    documentId: uuid()
      .notNull()
      .references(() => document.id),
    stance: text({ enum: stances }).notNull(),
    /** Who first said what this document says; null while unknown. */
    originId: uuid().references(() => source.id),
    /** The document it repeats; that document is a report on the same claim too. */
    originDocumentId: uuid().references(() => document.id),
    fidelity: text({ enum: fidelities }).notNull(),
    /** How sure it sounded; null where nobody noted it. */
    hedge: text({ enum: hedges }),
    submittedBy: uuid().references(() => member.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    /** When it came to this installation; an imported one is otherwise dated by its document. */
    recordedAt: recordedAt(),
  },
  (t) => [
    unique("report_once").on(t.claimId, t.documentId),
    check("report_stance", sql`${t.stance} in ('supports', 'contradicts', 'mentions')`),
    check("report_fidelity", sql`${t.fidelity} in ('exact', 'altered', 'unknown')`),
    check("report_hedge", sql`${t.hedge} in ('will', 'likely', 'could')`),
    check("report_not_itself", sql`${t.originDocumentId} is distinct from ${t.documentId}`),
    index("report_document").on(t.documentId),
    index("report_origin").on(t.originId),
    index("report_origin_document").on(t.originDocumentId),
  ],
);

/** A ruling on a claim. Append-only: a later verdict supersedes, nothing is edited. */
export const verdict = pgTable(
  "verdict",
  {
    id: id(),
    claimId: uuid()
      .notNull()
      .references((): AnyPgColumn => claim.id),
    supersedesId: uuid().unique(),
    outcome: text({ enum: outcomes }).notNull(),
    basis: text({ enum: bases }).notNull(),
    qualifier: text({ enum: qualifiers }),
    documentId: uuid().references(() => document.id),
    passage: text(),
    /** When the fact became public; a day without a time is its 00:00 UTC. */
    knownAt: timestamp({ withTimezone: true }).notNull(),
    decidedAt: createdAt(),
    decidedBy: uuid().references(() => member.id),
    /** When it came to this installation. */
    recordedAt: recordedAt(),
    /** Imported verdicts may lack a passage; they say so. */
    imported: boolean().notNull().default(false),
    /** No document at hand shows the fact. */
    fromMemory: boolean().notNull().default(false),
    note: text(),
  },
  (t) => [
    check("verdict_outcome", sql`${t.outcome} in ('confirmed', 'partly', 'refuted', 'unresolved')`),
    check("verdict_basis", sql`${t.basis} in ('official', 'independent', 'lapse', 'none')`),
    check("verdict_unresolved_has_no_basis", sql`(${t.outcome} = 'unresolved') = (${t.basis} = 'none')`),
    check("verdict_known_before_decided", sql`${t.knownAt} <= ${t.decidedAt}`),
    check(
      "verdict_official_cites_passage",
      sql`${t.imported} or ${t.basis} <> 'official' or ${t.outcome} not in ('confirmed', 'refuted') or (${t.documentId} is not null and length(trim(${t.passage})) > 0)`,
    ),
    check("verdict_decided_by_someone", sql`${t.imported} or ${t.decidedBy} is not null`),
    check("verdict_passage_bounded", sql`length(${t.passage}) <= 2000`),
    index("verdict_claim").on(t.claimId, t.decidedAt.desc()),
    index("verdict_document").on(t.documentId),
    index("verdict_newest").on(t.knownAt.desc(), t.id.desc()),
  ],
);

/** Documents that show the fact a verdict rests on, in the order of the file they came from. */
export const verdictEvidence = pgTable(
  "verdict_evidence",
  {
    verdictId: uuid()
      .notNull()
      .references(() => verdict.id),
    documentId: uuid()
      .notNull()
      .references(() => document.id),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.verdictId, t.documentId] }),
    index("verdict_evidence_document").on(t.documentId),
  ],
);

/** The rating in force: one a member and claim. A trigger copies each state into rating_history. */
export const rating = pgTable(
  "rating",
  {
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    probability: doublePrecision().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.memberId] }),
    check("rating_probability", sql`${t.probability} between 0.01 and 0.99`),
    index("rating_member").on(t.memberId, t.at.desc()),
  ],
);

/** Every rating ever given, in order. Written by the trigger on rating, never by hand. */
export const ratingHistory = pgTable(
  "rating_history",
  {
    id: uuid().primaryKey().defaultRandom(),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    probability: doublePrecision().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index("rating_history_claim").on(t.claimId, t.at),
    index("rating_history_member").on(t.memberId, t.claimId, t.at),
  ],
);
