import type { Reason } from "./refusal";
import type { Role } from "./viewer";

/** The largest body a write may have. A submission with every field full is about 6 kB. */
export const BODY_LIMIT_BYTES = 64 * 1024;
/** That of a pasted document and of the rulings made by it: 50,000 Chinese letters are 450 kB in a plain form. */
export const LONG_BODY_LIMIT_BYTES = 640 * 1024;

/** How many writes one member, and one address (an IPv6 one by its /64), may make in how many seconds. */
export const limits = {
  rate: { member: 240, address: 600, seconds: 600 },
  submit: { member: 60, address: 120, seconds: 3600 },
  comment: { member: 20, address: 60, seconds: 3600 },
  flag: { member: 20, address: 60, seconds: 3600 },
  moderate: { member: 600, address: 600, seconds: 3600 },
  account: { member: 60, address: 300, seconds: 600 },
  /** By the address alone: mail providers unsubscribe many people from one. */
  unsubscribe: { member: 600, address: 6000, seconds: 600 },
  signIn: { member: 60, address: 120, seconds: 600 },
  /** Sign-in mails to one e-mail address, whoever asks for them. */
  mailTo: { member: 3, address: 3, seconds: 900 },
  /** Sign-in mails asked for from one place, to whatever addresses. */
  mailFrom: { member: 10, address: 10, seconds: 3600 },
  /** Downloads of everything; the same minute's are made once. */
  export: { member: 30, address: 30, seconds: 3600 },
  /** Refused forms kept for one member, or one place signed out: each is up to a whole body, lies there for a day, and costs its sender nothing. */
  draft: { member: 120, address: 120, seconds: 3600 },
} as const;
export type LimitName = keyof typeof limits;

/** What counts by the day, because it takes a moderator's or everybody's time. */
export const dailyThings = ["submissions", "flags", "contests", "comments"] as const;
export type DailyThing = (typeof dailyThings)[number];

/** How much of each a member of a role may bring within 24 hours, and how many links one comment may hold. Newcomers' is the least. */
export const roleLimits: Record<Role, Record<DailyThing | "links", number>> = {
  member: { submissions: 30, flags: 20, contests: 10, comments: 40, links: 2 },
  contributor: { submissions: 120, flags: 60, contests: 30, comments: 120, links: 8 },
  moderator: { submissions: 500, flags: 200, contests: 100, comments: 300, links: 20 },
  admin: { submissions: 500, flags: 200, contests: 100, comments: 300, links: 20 },
};

/** Why somebody of this role may not post this text, or null: what advertises lives from links. */
export function objectionToLinks(text: string, role: Role): Reason | null {
  const links = text.match(/https?:\/\//gi)?.length ?? 0;
  return links > roleLimits[role].links ? "too-many-links" : null;
}
