import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";

/** Whom the database server runs as. Null: as ourselves. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number } | null;

/** The account for a data directory: its owner when root finds one, else the first of `postgres` and `nobody`. */
export function serverAccount(dataDirectory: string): Account {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const account = accountNamed(name);
    if (account && mayBecome(account)) return account;
  }
  throw new Error(
    "PostgreSQL does not run as root, and this system has no other account to run it as. Start Hearsay as an ordinary user, or set DATABASE_URL.",
  );
}

function accountNamed(name: string): Account {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

/** In a container without a mapping for it, an account may exist and still not be ours to become. */
function mayBecome(account: Account): boolean {
  try {
    execFileSync(process.execPath, ["--version"], { ...account, cwd: "/", stdio: "ignore" });
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EACCES";
  }
}

/** Whether the account may enter a directory by its full path: not below a home that only its owner may enter. */
export function canReach(account: Account, directory: string): boolean {
  if (!account) return true;
  try {
    execFileSync("test", ["-x", directory], { ...account, cwd: "/", stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
