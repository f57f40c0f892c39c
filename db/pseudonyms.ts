import { createHmac } from "node:crypto";
import type { Connection } from "./client";
import { pseudonymSalt } from "./schema/members";

/**
 * Raters and actors have pseudonyms of their own, so that the log does not say at once how a moderator rates. They hide nobody:
 * both can be matched with what the pages show under a handle.
 */
export type Pseudonyms = { rater: (memberId: string) => string; actor: (memberId: string) => string };

/** The pseudonyms of this installation, the same in every export. */
export async function loadPseudonyms(on: Connection): Promise<Pseudonyms> {
  const [row] = await on.select({ salt: pseudonymSalt.salt }).from(pseudonymSalt);
  if (!row) throw new Error("the secret for pseudonyms is gone");
  const keyed = (kind: string) => (memberId: string) =>
    `${kind}-${createHmac("sha256", row.salt).update(`${kind} ${memberId}`).digest("hex").slice(0, 20)}`;
  return { rater: keyed("rater"), actor: keyed("actor") };
}
