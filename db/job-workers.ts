import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { transaction } from "./client";
import { mail } from "./schema/notifications";

/** The first key of the advisory locks by which pools of workers show that they live; the second is made of the pool's id. */
const presence = 4_846_774;
const keepAlive = { tcp_keepalives_idle: 30, tcp_keepalives_interval: 10, tcp_keepalives_count: 3 };

/**
 * Shows that a pool of workers lives for as long as one connection does: by a lock of the session, which ends with the process,
 * however that ends. graphile-worker by itself holds a killed worker's jobs for four hours.
 */
export function openPresence(url: string) {
  const client = postgres(url, {
    max: 1,
    connect_timeout: 5,
    // A connection that is closed for being idle or old would look like death.
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: "hearsay-worker", ...keepAlive },
  });
  return {
    /** Takes the lock, unless this connection has it already: to be repeated, because a connection can be lost. */
    announce: async (poolId: string): Promise<void> => {
      await client`select pg_advisory_lock(${presence}::int, hashtext(${poolId}))
        where not exists (select 1 from pg_locks where locktype = 'advisory' and classid = ${presence} and pid = pg_backend_pid())`;
    },
    close: () => client.end({ timeout: 2 }),
  };
}

/**
 * Gives the jobs of dead workers back at once, and marks the mails that they may have sent as unknown. Looks at what is locked, so
 * whichever worker does this first does it for all; what a living worker holds it leaves alone.
 */
export function releaseDeadWorkers(): Promise<{ workers: number; unknown: number }> {
  return transaction(async (tx) => {
    const dead = await tx.execute<{ id: string }>(sql`
      select distinct j.locked_by as id from graphile_worker.jobs j
      where j.locked_by is not null and not exists (
        select 1 from pg_locks l
        where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.classid = ${presence}
          and l.database = (select oid from pg_database where datname = current_database())
          and l.objid::bigint = hashtext(j.locked_by)::bigint & 4294967295)`);
    const ids = sql`${sql.param(dead.map(({ id }) => id))}::text[]`;
    const unknown = await tx
      .update(mail)
      .set({ state: "unknown", lastError: null, changedAt: sql`clock_timestamp()` })
      .where(
        sql`${eq(mail.state, "sending")} and not exists (select 1 from graphile_worker.jobs j
          where j.key = ${mail.notificationId}::text and j.locked_by is not null and j.locked_by <> all(${ids}))`,
      )
      .returning({ id: mail.notificationId });
    if (dead.length > 0) await tx.execute(sql`select graphile_worker.force_unlock_workers(${ids})`);
    return { workers: dead.length, unknown: unknown.length };
  });
}
