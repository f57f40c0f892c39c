import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { jobLogger } from "./job-logger";
import { refreshUrlKeys } from "./url-keys";

const migrationsFolder = join(import.meta.dirname, "migrations");
const lock = 4_846_773;

/** Brings the database up to this version's tables. Instances that start together take turns. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "hearsay-migrate", lock_timeout: 60_000 },
  });
  try {
    const db = drizzle(client);
    await refuseForeignVersions(db);
    await db.execute(sql`select pg_advisory_lock(${lock})`);
    await refuseNewerTables(db);
    await applyMigrations(db, { migrationsFolder });
    await refreshUrlKeys(db);
    // Its tables are its own: jobs are added in the transactions of ours, by its function add_jobs.
    await runMigrations({ connectionString: url, logger: jobLogger, maxPoolSize: 1 });
  } catch (cause) {
    throw new Error(`The database could not be prepared: ${firstReason(cause)}`, { cause });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function refuseForeignVersions(db: PostgresJsDatabase): Promise<void> {
  const [row] = await db.execute<{ version: number }>(
    sql`select current_setting('server_version_num')::int as version`,
  );
  const major = Math.floor((row?.version ?? 0) / 10_000);
  if (major < 15) throw new Error(`it is PostgreSQL ${major}, and Hearsay needs 15 or newer.`);
}

async function refuseNewerTables(db: PostgresJsDatabase): Promise<void> {
  const [table] = await db.execute<{ known: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`,
  );
  if (!table?.known) return;
  const [last] = await db.execute<{ at: string | null }>(
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  const newest = Math.max(...readMigrationFiles({ migrationsFolder }).map((file) => file.folderMillis));
  if (Number(last?.at ?? 0) > newest)
    throw new Error("a newer version of Hearsay has already changed its tables. Run that version, or newer.");
}

/** Drizzle wraps what the server said in the text of the whole statement; the sentence is in the cause. */
function firstReason(cause: unknown): string {
  let deepest = cause;
  while (deepest instanceof Error && deepest.cause) deepest = deepest.cause;
  if (deepest instanceof AggregateError && deepest.errors.length > 0) deepest = deepest.errors[0];
  return deepest instanceof Error ? deepest.message || deepest.name : String(deepest);
}
