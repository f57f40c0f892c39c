/** Where a request came from and what it reached, as far as a local trial needs to know. */
export type Surroundings = {
  embeddedDatabase: boolean;
  appUrl: string | undefined;
  /** The address of the socket's other end, never of a header. */
  peer: string | null;
  host: string | null;
  /** Whether any header says that a proxy passed the request on. */
  forwarded: boolean;
};

export const forwardingHeaders = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-server",
  "x-real-ip",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "fly-client-ip",
  "fastly-client-ip",
];

function isLoopback(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:/, "");
  return plain === "::1" || /^127(\.\d{1,3}){3}$/.test(plain);
}

/** Whether a Host header names this machine itself. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}

/**
 * Whether somebody is trying Hearsay out on their own machine. Only then are mails readable on the mailbox page and
 * demo members one click away; on any doubt the answer is no.
 */
export function isLocalTrial(at: Surroundings): boolean {
  return (
    at.embeddedDatabase &&
    !at.appUrl &&
    !at.forwarded &&
    at.peer !== null &&
    isLoopback(at.peer) &&
    at.host !== null &&
    isLocalHost(at.host)
  );
}
