import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import {
  answers,
  type Cluster,
  clusterUrl,
  createCluster,
  dataOf,
  giveTo,
  postgresMajor,
  startCluster,
  stopCluster,
} from "./cluster";
import { ownDirectory } from "./directory";
import { type Account, canReach, serverAccount } from "./postgres-account";
import { findBinaries } from "./postgres-binaries";
import { isPostgresRunning, removeForeignPidFile } from "./postmaster";
import { isAlive, withStartLock } from "./start-lock";

export type ProvidedDatabase = {
  url: string;
  embedded: boolean;
  /** Where the embedded database lies. */
  home: string | null;
  /** Starts the embedded server again when it has died. */
  revive(): Promise<void>;
  /** Stops the embedded server unless another process of Hearsay still uses it. */
  stop(): Promise<void>;
};

type Options = {
  directory?: string | undefined;
  say?: (line: string) => void;
  /** Called once, right after the embedded database was created. */
  onCreate?: (home: string) => void;
};

/** DATABASE_URL's database, else the embedded one in our own directory, started or, when it runs already, reused. */
export async function provideDatabase(options: Options = {}): Promise<ProvidedDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, embedded: false, home: null, revive: async () => {}, stop: async () => {} };
  const say = options.say ?? ((line) => process.stderr.write(`${line}\n`));
  const directory = options.directory ? resolve(options.directory) : ownDirectory();
  prepareDirectory(directory);
  const locked = <T>(work: () => Promise<T>) =>
    withStartLock({
      directory,
      work,
      onWait: (pid) =>
        say(`Process ${pid} is starting or stopping the database in ${directory}; waiting for it.`),
    });
  const cluster = await locked(() => open(directory, { ...options, say }));
  return {
    url: clusterUrl(cluster.home),
    embedded: true,
    home: cluster.home,
    revive: () => locked(() => bringUp(cluster, { keepPort: true })),
    stop: () => locked(() => close(cluster)),
  };
}

function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(
      `Hearsay keeps its database in ${directory} and may not write there. Give this user the permission, or set DATABASE_URL.`,
      { cause },
    );
  }
}

async function open(
  directory: string,
  { say, onCreate }: Required<Pick<Options, "say">> & Options,
): Promise<Cluster> {
  const { home, account } = homeIn(directory, say);
  refuseForeignOwner(home);
  refuseOtherMajor(home);
  const cluster = { home, account, binaries: await findBinaries(account, home) };
  if (!existsSync(dataOf(home))) {
    say(`Creating a PostgreSQL ${postgresMajor} database in ${home}`);
    await createCluster(cluster, {
      listen_addresses: "127.0.0.1",
      // TCP with a password works alike on every system; the path of a socket may be too long.
      unix_socket_directories: "",
      max_connections: "60",
      log_checkpoints: "off",
    });
    onCreate?.(home);
  }
  await bringUp(cluster);
  registerUser(home);
  return cluster;
}

/** `.hearsay/database`, or a link from there to a place that the server's account can reach. */
function homeIn(directory: string, say: (line: string) => void): { home: string; account: Account } {
  const link = join(directory, "database");
  if (!lstatSync(link, { throwIfNoEntry: false })) {
    const account = serverAccount(link);
    if (canReach(account, directory)) {
      mkdirSync(link, { mode: 0o700 });
      giveTo(account, link);
    } else symlinkSync(reachableHome(account, say), link);
  }
  if (!existsSync(link))
    throw new Error(
      `${link} points to a place that is gone. Bring it back, or remove the link to start empty.`,
    );
  const home = realpathSync(link);
  return { home, account: serverAccount(home) };
}

function reachableHome(account: Account, say: (line: string) => void): string {
  mkdirSync("/var/lib/hearsay", { recursive: true, mode: 0o755 });
  const home = mkdtempSync("/var/lib/hearsay/database-");
  giveTo(account, home);
  say(
    `PostgreSQL does not run as root, and other accounts cannot enter this folder: the database goes to ${home}`,
  );
  return home;
}

function refuseForeignOwner(home: string): void {
  const self = process.getuid?.();
  const owner = statSync(home).uid;
  if (self === undefined || self === 0 || self === owner) return;
  throw new Error(
    `The database in ${home} belongs to another user (uid ${owner}). Start Hearsay as that user or as root, or set DATABASE_URL.`,
  );
}

function refuseOtherMajor(home: string): void {
  const file = join(dataOf(home), "PG_VERSION");
  if (!existsSync(file)) return;
  const major = readFileSync(file, "utf8").trim();
  if (major === postgresMajor) return;
  throw new Error(
    `The database in ${home} was made by PostgreSQL ${major}; this version of Hearsay brings ${postgresMajor} and leaves it untouched. ` +
      "Either start the version of Hearsay it was made with, run `npm run export -- all.json` there, move .hearsay away, start this version and run `npm run import -- all.json`, " +
      `or run it with a PostgreSQL ${major} of your own and set DATABASE_URL.`,
  );
}

async function bringUp(cluster: Cluster, { keepPort = false } = {}): Promise<void> {
  if (isPostgresRunning(dataOf(cluster.home))) {
    // It may still be replaying what a crash left.
    for (let attempt = 0; attempt < 100; attempt++) {
      if (await answers(cluster.home)) return;
      if (!isPostgresRunning(dataOf(cluster.home))) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  removeForeignPidFile(dataOf(cluster.home));
  await startCluster(cluster, { keepPort });
}

function usersOf(home: string): string {
  return join(home, "users");
}

function registerUser(home: string): void {
  mkdirSync(usersOf(home), { recursive: true, mode: 0o700 });
  writeFileSync(join(usersOf(home), String(process.pid)), "");
}

async function close(cluster: Cluster): Promise<void> {
  rmSync(join(usersOf(cluster.home), String(process.pid)), { force: true });
  const others = readdirSync(usersOf(cluster.home)).filter((pid) => {
    if (isAlive(Number(pid))) return true;
    rmSync(join(usersOf(cluster.home), pid), { force: true });
    return false;
  });
  if (others.length === 0 && isPostgresRunning(dataOf(cluster.home))) await stopCluster(cluster);
}
