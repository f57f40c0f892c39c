import postgres from "postgres";

export type Changes = { everything: true } | { everything: false; tags: string[] };

/** Reads the change log in the order of what became visible; nothing committed is missed or told twice. */
export type ChangeReader = {
  read(): Promise<Changes>;
  /** Removes what every instance has read long ago. */
  prune(): Promise<void>;
  close(): Promise<void>;
};

/** Rows older than this are pruned, so a reader that slept longer can no longer know what it missed. */
const keptMinutes = 60;

export function openChangeReader(url: string): ChangeReader {
  // A connection of its own: pages that use up the pool must not delay the news that they are old.
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "hearsay-changes", statement_timeout: 5_000 },
  });
  let seen: { snapshot: string; at: number } | null = null;

  async function read(): Promise<Changes> {
    const before = seen;
    seen = null;
    const [row] = before ? await since(sql, before.snapshot) : await snapshotOnly(sql);
    if (!row) throw new Error("the change log gave no answer");
    const slept = !before || Date.now() - before.at > (keptMinutes / 2) * 60_000;
    seen = { snapshot: row.snapshot, at: Date.now() };
    return slept || row.rewound ? { everything: true } : { everything: false, tags: row.tags };
  }

  async function prune(): Promise<void> {
    await sql`delete from change where at < now() - make_interval(mins => ${keptMinutes})`;
  }

  return { read, prune, close: () => sql.end({ timeout: 2 }) };
}

type Row = { snapshot: string; tags: string[]; rewound: boolean };

/**
 * A row's transaction may commit long after its number was given, so neither id nor number says what is new: only whether
 * the previous snapshot could see it. `rewound`: the database is an older copy, restored, whose numbers begin again.
 */
function since(sql: postgres.Sql, snapshot: string): Promise<Row[]> {
  return sql<Row[]>`
    select pg_current_snapshot()::text as snapshot,
      pg_snapshot_xmax(pg_current_snapshot()) < pg_snapshot_xmax(${snapshot}::pg_snapshot) as rewound,
      array(
        select distinct tag from change
        where xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
          and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)
      ) as tags`;
}

function snapshotOnly(sql: postgres.Sql): Promise<Row[]> {
  return sql<
    Row[]
  >`select pg_current_snapshot()::text as snapshot, false as rewound, array[]::text[] as tags`;
}
