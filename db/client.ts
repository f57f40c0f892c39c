import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { endingWithSession } from "./lost-session";
import * as claims from "./schema/claims";
import * as credibility from "./schema/credibility";
import * as decisions from "./schema/decisions";
import * as devices from "./schema/devices";
import * as documents from "./schema/documents";
import * as members from "./schema/members";

export const schema = { ...members, ...devices, ...documents, ...claims, ...credibility, ...decisions };
export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query runs on: the pool, or the transaction it is part of. */
export type Connection = Database | Transaction;

type Client = { sql: postgres.Sql; db: Database };

// Next bundles pages apart from the process that serves them; both must share one pool.
const shared = globalThis as typeof globalThis & { [key: symbol]: Client | undefined };
const key = Symbol.for("hearsay.database");

/** Opens the pool on first use, so that a build without a database never connects. */
function client(): Client {
  const known = shared[key];
  if (known) return known;
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error(
      "DATABASE_URL is not set: start Hearsay with npm start, npm run dev or an npm run command.",
    );
  const pool = postgres(url, {
    max: 10,
    connect_timeout: 5,
    idle_timeout: 60,
    max_lifetime: 1800,
    onnotice: () => {},
    connection: {
      application_name: "hearsay",
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  const driver = endingWithSession(pool);
  const opened = { sql: driver, db: drizzle(driver, { schema, casing: "snake_case" }) };
  shared[key] = opened;
  return opened;
}

export function database(): Database {
  return client().db;
}

/** The raw driver, for what drizzle has no words for (snapshots, COPY). */
export function rawSql(): postgres.Sql {
  return client().sql;
}

/** Runs `work` in one transaction; a thrown Refusal or error rolls it back. */
export function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(work);
}

/** Lets a transaction take as long as a whole installation needs; those of a request end by the limits of the pool. */
export async function takeTime(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
  await tx.execute(sql`set local lock_timeout = '60s'`);
}

/** Closes the pool; waits at most five seconds, because end() without a limit hangs after a reset connection. */
export async function closeDatabase(): Promise<void> {
  const known = shared[key];
  shared[key] = undefined;
  await known?.sql.end({ timeout: 5 });
}
