import { createHmac, timingSafeEqual } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { MailKind } from "@/rules/mails";
import { type NotificationKind, notificationKinds } from "@/rules/vocabulary";
import { database, transaction } from "./client";
import { member } from "./schema/members";
import { mailOptOut } from "./schema/notifications";

const kinds: readonly MailKind[] = [...notificationKinds, "*"];
const hex = /^[0-9a-f]{32}$/;

/** Signed and not stored, so that the link in an old mail works for as long as the secret stays. */
function seal(memberHex: string, kind: string): Buffer {
  const secret = process.env.AUTH_SECRET;
  if (!secret) throw new Error("AUTH_SECRET is not set; the server provides it at start.");
  return createHmac("sha256", secret).update(`unsubscribe\0${memberHex}\0${kind}`).digest().subarray(0, 16);
}

/** What a link carries that turns mails of a kind off for a member, without signing in. */
export function unsubscribeToken(memberId: string, kind: MailKind): string {
  const memberHex = memberId.replaceAll("-", "");
  const id = Buffer.from(memberHex, "hex").toString("base64url");
  return `${id}.${kind}.${seal(memberHex, kind).toString("base64url")}`;
}

/** Whose mails of what kind a token turns off, or null when we did not make it. */
export function readUnsubscribeToken(token: string): { memberId: string; kind: MailKind } | null {
  const [id = "", kind = "", given = "", ...more] = token.split(".");
  const memberHex = Buffer.from(id, "base64url").toString("hex");
  const known = kinds.find((one) => one === kind);
  if (!known || more.length > 0 || !hex.test(memberHex)) return null;
  const expected = seal(memberHex, known);
  const sealed = Buffer.from(given, "base64url");
  if (sealed.length !== expected.length || !timingSafeEqual(sealed, expected)) return null;
  return { memberId: memberHex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"), kind: known };
}

/** Turns mails of a kind off for a member, once however often it is asked; says whether the member is still there. */
export async function optOut(memberId: string, kind: MailKind): Promise<boolean> {
  const found = await database().execute(sql`
    with known as (select ${member.id} as id from ${member} where ${member.id} = ${memberId}),
    added as (
      insert into ${mailOptOut} (member_id, kind) select id, ${kind} from known on conflict do nothing
    )
    select id from known`);
  return found.length > 0;
}

/** The kinds a member gets mails of. */
export async function listMailKinds(memberId: string): Promise<NotificationKind[]> {
  const rows = await database()
    .select({ kind: mailOptOut.kind })
    .from(mailOptOut)
    .where(eq(mailOptOut.memberId, memberId));
  const off = new Set(rows.map(({ kind }) => kind));
  return off.has("*") ? [] : notificationKinds.filter((kind) => !off.has(kind));
}

/** Has a member get mails of these kinds and of no others. */
export function chooseMailKinds(memberId: string, wanted: NotificationKind[]): Promise<void> {
  return transaction(async (tx) => {
    await tx.delete(mailOptOut).where(eq(mailOptOut.memberId, memberId));
    const off = notificationKinds.filter((kind) => !wanted.includes(kind));
    if (off.length > 0) await tx.insert(mailOptOut).values(off.map((kind) => ({ memberId, kind })));
  });
}
