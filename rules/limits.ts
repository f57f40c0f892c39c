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
