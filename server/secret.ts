import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownDirectory } from "./directory";

/** The secret that signs sign-in cookies: given, or, beside the embedded database, made once and kept. */
export function provideSecret(embedded: boolean): string {
  const given = process.env.AUTH_SECRET;
  if (given) return given;
  if (!embedded)
    throw new Error(
      "AUTH_SECRET is not set. It has to be the same 32 or more characters on every instance: openssl rand -base64 33",
    );
  const path = join(ownDirectory(), "secret");
  if (!existsSync(path)) writeFileSync(path, randomBytes(33).toString("base64url"), { mode: 0o600 });
  return readFileSync(path, "utf8");
}
