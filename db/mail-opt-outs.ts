import { createHmac } from "node:crypto";
import type { MailKind } from "@/rules/mails";

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
