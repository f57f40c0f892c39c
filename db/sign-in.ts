import { and, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Reason } from "@/rules/refusal";
import { codeAttempts } from "@/rules/sign-in";
import { type Connection, database, transaction } from "./client";
import { verificationToken } from "./schema/members";

/** One asked-for sign-in, by what next-auth keeps it under. */
export type AskedSignIn = { identifier: string; token: string };
export type NewSignIn = AskedSignIn & { expires: Date; codeHash: string; browserHash: string };
/** What a browser shows for itself; the hashes of nothing are null. */
export type SignInProof = { browserHash: string | null; codeHash: string | null };

/** Keeps an asked-for sign-in, and clears away those that expired a day ago. */
export async function createSignIn(asked: NewSignIn): Promise<void> {
  await database()
    .delete(verificationToken)
    .where(lt(verificationToken.expires, sql`now() - interval '1 day'`));
  await database().insert(verificationToken).values(asked);
}

/** Takes the sign-in out of the table: of any number of attempts at once, one gets it. */
export async function consumeSignIn(asked: AskedSignIn) {
  const [used] = await database()
    .delete(verificationToken)
    .where(and(eq(verificationToken.identifier, asked.identifier), eq(verificationToken.token, asked.token)))
    .returning();
  return used ?? null;
}

/** Forgets every other sign-in asked for this address, once one of them was used. */
export async function forgetSignIns(identifier: string): Promise<void> {
  await database().delete(verificationToken).where(eq(verificationToken.identifier, identifier));
}

/** How a link stands, for the page it opens; reading it changes nothing, because mail scanners do too. */
export async function findSignIn(asked: AskedSignIn, browserHash: string | null) {
  const [row] = await database()
    .select({
      expired: sql<boolean>`${verificationToken.expires} <= now()`,
      sameBrowser: sql<boolean>`coalesce(${verificationToken.browserHash} = ${browserHash}, false)`,
    })
    .from(verificationToken)
    .where(and(eq(verificationToken.identifier, asked.identifier), eq(verificationToken.token, asked.token)));
  return row ?? null;
}

type Row = typeof verificationToken.$inferSelect;

async function countAttempt(tx: Connection, rows: Row[]): Promise<void> {
  const tokens = rows.map((row) => row.token);
  await tx
    .update(verificationToken)
    .set({ attempts: sql`${verificationToken.attempts} + 1` })
    .where(inArray(verificationToken.token, tokens));
}

/**
 * Whether this browser may use the link: it asked for the mail itself, or it knows the code in it.
 * A wrong code is counted and kept, so the objection is returned and not thrown.
 */
export function checkLink(asked: AskedSignIn, proof: SignInProof): Promise<Reason | null> {
  return transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(verificationToken)
      .where(
        and(eq(verificationToken.identifier, asked.identifier), eq(verificationToken.token, asked.token)),
      )
      .for("update");
    if (!row) return "link-invalid";
    if (row.expires.getTime() <= Date.now()) return "link-expired";
    if (proof.browserHash !== null && row.browserHash === proof.browserHash) return null;
    if (row.attempts >= codeAttempts) return "too-many";
    if (proof.codeHash === null) return "code-wrong";
    await countAttempt(tx, [row]);
    return row.codeHash === proof.codeHash ? null : "code-wrong";
  });
}

/** The sign-in this browser asked for whose code was typed, or the objection. Every try counts against all it asked for. */
export function checkCode(browserHash: string, codeHash: string | null): Promise<AskedSignIn | Reason> {
  return transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(verificationToken)
      .where(and(eq(verificationToken.browserHash, browserHash), gt(verificationToken.expires, sql`now()`)))
      .orderBy(desc(verificationToken.createdAt))
      .limit(10)
      .for("update");
    const open = rows.filter((row) => row.attempts < codeAttempts);
    if (rows.length === 0) return "link-expired";
    if (open.length === 0) return "too-many";
    if (codeHash === null) return "code-wrong";
    await countAttempt(tx, open);
    return open.find((row) => row.codeHash === codeHash) ?? "code-wrong";
  });
}
