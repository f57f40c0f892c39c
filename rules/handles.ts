import type { Reason } from "./refusal";
import type { Viewer } from "./viewer";

const shape = /^[a-z0-9][a-z0-9_-]{2,29}$/;

const reserved = [
  "account",
  "admin",
  "administrator",
  "anonymous",
  "api",
  "contact",
  "contributor",
  "deleted",
  "editor",
  "everyone",
  "guest",
  "hearsay",
  "help",
  "imprint",
  "info",
  "legal",
  "member",
  "moderation",
  "moderator",
  "nobody",
  "null",
  "official",
  "operator",
  "owner",
  "postmaster",
  "press",
  "privacy",
  "root",
  "security",
  "staff",
  "support",
  "system",
  "team",
  "undefined",
  "webmaster",
];

/** What two handles must differ by: lower case without `-` and `_`. Folding twice changes nothing. */
export function foldHandle(handle: string): string {
  return handle.toLowerCase().replaceAll(/[-_]/g, "");
}

// "adm1n" and "m0derator" must not pass for the word they imitate.
const lookalike = (folded: string) => folded.replaceAll("0", "o").replaceAll(/[1l]/g, "i");
const reservedLooks = new Set(reserved.map(lookalike));

/** The handle as it is stored, or null when it may not be one: ASCII, 3 to 30, starting with a letter or digit. */
export function normalizeHandle(input: string): string | null {
  const trimmed = input.trim();
  // Checked before lower-casing: the Kelvin sign and its like fold into ASCII letters.
  if (!/^[A-Za-z0-9_-]+$/.test(trimmed)) return null;
  const handle = trimmed.toLowerCase();
  return shape.test(handle) && foldHandle(handle).length >= 3 ? handle : null;
}

/** Whether a well-formed handle would pass for the site, its staff or a demo member. */
export function isReservedHandle(handle: string): boolean {
  const folded = foldHandle(handle);
  return folded.startsWith("demo") || reservedLooks.has(lookalike(folded));
}

/** Why this viewer may not be called so, or null. Whether somebody else is already is for the database to say. */
export function objectionToHandle(viewer: Viewer, input: string): Reason | null {
  if (viewer === null) return "sign-in-first";
  const handle = normalizeHandle(input);
  if (handle === null || viewer.simulated) return "handle-not-allowed";
  return isReservedHandle(handle) ? "handle-reserved" : null;
}
