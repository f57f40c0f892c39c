import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { Credibility } from "@/rules/credibility";
import { credibilityCauses } from "@/rules/vocabulary";
import { claim, verdict } from "./claims";
import { oneOf } from "./columns";
import { source } from "./documents";
import { member } from "./members";

/**
 * Every published credibility, one row each time it changed; the newest row of a claim is the number on its page. Recorded rows
 * are append-only. Reconstructed rows tell what would have been published before the claim came to this installation; a later
 * import replaces them.
 */
export const credibility = pgTable(
  "credibility",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    /** From when it holds: the instant it was recorded, or 00:00 UTC of the day that is reconstructed. */
    at: timestamp({ withTimezone: true }).notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    reconstructed: boolean().notNull(),
    cause: text({ enum: credibilityCauses }).notNull(),
    /** Version of the algorithm that computed it. */
    algorithm: smallint().notNull(),
    probability: doublePrecision().notNull(),
    low: doublePrecision().notNull(),
    high: doublePrecision().notNull(),
    parts: jsonb().$type<Credibility["parts"]>().notNull(),
    /** The same without simulated members, where they took part: what is scored and exported. */
    withoutSimulated: jsonb().$type<Credibility>(),
  },
  (t) => [
    check(
      "credibility_range",
      sql`0 < ${t.low} and ${t.low} <= ${t.probability} and ${t.probability} <= ${t.high} and ${t.high} < 1`,
    ),
    check("credibility_cause", oneOf(t.cause, credibilityCauses)),
    check("credibility_recorded_at_once", sql`${t.reconstructed} or ${t.at} = ${t.recordedAt}`),
    check("credibility_reconstructed_before", sql`${t.at} <= ${t.recordedAt}`),
    index("credibility_claim").on(t.claimId, t.at.desc(), t.id.desc()),
  ],
);

/** How the credibility published before a fact was public came out, beside simpler ways to guess. One row a settled claim. */
export const claimScore = pgTable(
  "claim_score",
  {
    claimId: uuid()
      .primaryKey()
      .references(() => claim.id),
    verdictId: uuid()
      .notNull()
      .unique()
      .references(() => verdict.id),
    group: text().notNull(),
    knownAt: timestamp({ withTimezone: true }).notNull(),
    hit: boolean().notNull(),
    /** Null where nothing was reported or rated before the fact was public. */
    probability: doublePrecision(),
    /** Share of earlier settled claims of the group that came true. */
    baseRate: doublePrecision().notNull(),
    /** (s+1)/(s+c+2) for s supporting and c contradicting reports. */
    reportCount: doublePrecision(),
    /** Plain mean of the ratings of real members. */
    ratingMean: doublePrecision(),
    raters: integer().notNull(),
  },
  (t) => [
    check("claim_score_probability", sql`${t.probability} > 0 and ${t.probability} < 1`),
    index("claim_score_group").on(t.group, t.knownAt),
    index("claim_score_known").on(t.knownAt),
  ],
);

/** How what an origin said came out. One row a settled claim and origin. */
export const sourceScore = pgTable(
  "source_score",
  {
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    sourceId: uuid()
      .notNull()
      .references(() => source.id),
    group: text().notNull(),
    knownAt: timestamp({ withTimezone: true }).notNull(),
    /** Day of its first report on the claim. */
    said: date({ mode: "string" }).notNull(),
    leadDays: integer().notNull(),
    hit: boolean().notNull(),
    /** A report of its own is on record; otherwise others credit it. */
    verified: boolean().notNull(),
    /** Bits: how much less likely the claim was held when it spoke, -log2 of the credibility; null for the first ever said. */
    surprise: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.sourceId] }),
    check("source_score_lead", sql`${t.leadDays} >= 0`),
    index("source_score_source").on(t.sourceId, t.group),
  ],
);

/** How a member's ratings of a settled claim came out. Only what was said before the fact was public. */
export const raterScore = pgTable(
  "rater_score",
  {
    claimId: uuid()
      .notNull()
      .references(() => claim.id),
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    knownAt: timestamp({ withTimezone: true }).notNull(),
    hit: boolean().notNull(),
    /** The last probability before the fact was public. */
    probability: doublePrecision().notNull(),
    /** Brier score averaged over the time its ratings stood. */
    brier: doublePrecision().notNull(),
    /** Natural logarithm of the probability given to what happened, averaged likewise. */
    logScore: doublePrecision().notNull(),
    /** Share of the claim's life that its ratings stood, 0..1. */
    coverage: doublePrecision().notNull(),
    /** The others' Brier score minus its own, in millionths. */
    skillMicro: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.memberId] }),
    check("rater_score_coverage", sql`${t.coverage} between 0 and 1`),
    check(
      "rater_score_range",
      sql`${t.probability} > 0 and ${t.probability} < 1 and ${t.brier} between 0 and 1 and ${t.logScore} <= 0
        and ${t.skillMicro} between -1000000 and 1000000`,
    ),
    index("rater_score_member").on(t.memberId, t.knownAt.desc()),
  ],
);

/** When everything before was computed anew, scores included: after an import. Append-only; a replay needs to know. */
export const rebuild = pgTable("rebuild", { at: timestamp({ withTimezone: true }).primaryKey() });

/** The ring a member was found in from then on, null for none any more; the last row holds. Append-only. */
export const raterRing = pgTable(
  "rater_ring",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    at: timestamp({ withTimezone: true }).notNull(),
    ring: text(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.at] })],
);

/** Sums of claim_score by attribute group, as rater_record is of rater_score. */
export const groupRecord = pgTable(
  "group_record",
  {
    group: text().primaryKey(),
    hits: integer().notNull(),
    n: integer().notNull(),
  },
  (t) => [check("group_record_range", sql`0 <= ${t.hits} and ${t.hits} <= ${t.n}`)],
);

/** Sums of source_score. */
export const sourceRecord = pgTable(
  "source_record",
  {
    sourceId: uuid()
      .notNull()
      .references(() => source.id),
    group: text().notNull(),
    hits: integer().notNull(),
    n: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.group] }),
    check("source_record_range", sql`0 <= ${t.hits} and ${t.hits} <= ${t.n}`),
  ],
);

/** Sums of rater_score, so that answering a rating costs the same however much was rated before. */
export const raterRecord = pgTable(
  "rater_record",
  {
    memberId: uuid()
      .primaryKey()
      .references(() => member.id, { onDelete: "cascade" }),
    skillMicro: bigint({ mode: "number" }).notNull(),
    n: integer().notNull(),
    /** Accounts that rate in lockstep share one. */
    ring: text(),
  },
  (t) => [check("rater_record_range", sql`${t.n} >= 0 and abs(${t.skillMicro}) <= 1000000 * ${t.n}::bigint`)],
);
