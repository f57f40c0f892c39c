import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** UUID v7, so that rows written in order also read in order. Made here because PostgreSQL 15 has no uuidv7(). */
export const id = () => uuid().primaryKey().$defaultFn(v7);

export const createdAt = () => timestamp({ withTimezone: true }).notNull().defaultNow();

/** The clock of the statement, not of its transaction, which may have waited for a lock since it began. */
export const recordedAt = () => timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`);

/** The condition of a CHECK that a column holds one of a closed vocabulary. */
export const oneOf = (column: AnyPgColumn, words: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
