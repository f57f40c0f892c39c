import type postgres from "postgres";

// When the server ends a session in the middle of a transaction (a restart, a timeout, a failover), the driver goes on writing
// to the closed socket, which ends the process, or to the connection that has taken its place, where the rest of the transaction
// would be executed without its beginning. Here a transaction whose session is lost says nothing more to the database.

type Session = { lost: unknown };
type Scoped = postgres.TransactionSql;
type Work = (scoped: Scoped) => unknown;

/** A driver whose transactions end with their session. */
export function endingWithSession(driver: postgres.Sql): postgres.Sql {
  const begin = (...args: [Work] | [string, Work]) => {
    const session: Session = { lost: null };
    const work = args.pop() as Work;
    const begun = driver.begin(...(args as unknown as [string]), (scoped) =>
      workWithin(session, scoped, work),
    );
    return begun.catch((cause: unknown) => {
      session.lost ??= cause;
      throw cause;
    });
  };
  return new Proxy(driver, {
    get: (target, key) => (key === "begin" ? begin : Reflect.get(target, key)),
  });
}

/** Does not settle once the session is lost: the driver would send a rollback or commit. What began it is rejected by then. */
async function workWithin(session: Session, scoped: Scoped, work: Work): Promise<unknown> {
  try {
    const result = await work(guard(session, scoped));
    return session.lost ? new Promise(() => {}) : result;
  } catch (cause) {
    if (session.lost) return new Promise(() => {});
    throw cause;
  }
}

function guard(session: Session, scoped: Scoped): Scoped {
  const watched =
    <Args extends unknown[]>(ask: (...args: Args) => unknown) =>
    (...args: Args): unknown => {
      if (session.lost) throw session.lost;
      return watch(session, ask(...args));
    };
  const savepoint = (...args: [Work] | [string, Work]) => {
    const work = args.pop() as Work;
    return scoped.savepoint(...(args as unknown as [string]), (inner) => workWithin(session, inner, work));
  };
  const guarded: Record<PropertyKey, unknown> = { unsafe: watched(scoped.unsafe), savepoint };
  return new Proxy(scoped, {
    get: (target, key) => guarded[key] ?? Reflect.get(target, key),
    apply: (target, _self, args) => watched(target as unknown as (...args: unknown[]) => unknown)(...args),
  });
}

/** A query is not sent before somebody waits for it, and learns its form until then: it is watched without waiting. */
function watch(session: Session, query: unknown): unknown {
  if (!(query instanceof Promise)) return query;
  const wait = query.then.bind(query);
  return Object.assign(query, {
    // biome-ignore lint/suspicious/noThenProperty: what is awaited is the driver's own query
    then: (resolve: () => unknown, reject?: (cause: unknown) => unknown) =>
      wait(resolve, (cause: unknown) => {
        if (isOfLostSession(cause)) session.lost ??= cause;
        if (reject) return reject(cause);
        throw cause;
      }),
  });
}

function isOfLostSession(cause: unknown): boolean {
  const { severity, code = "", syscall } = cause as { severity?: string; code?: string; syscall?: string };
  return (
    severity === "FATAL" || severity === "PANIC" || code.startsWith("CONNECTION_") || syscall !== undefined
  );
}
