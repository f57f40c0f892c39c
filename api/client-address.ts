import type { Context } from "hono";

type Incoming = { socket?: { remoteAddress?: string } };

export function clientAddress(c: Context): string {
  const incoming = (c.env as { incoming?: Incoming } | undefined)?.incoming;
  // The process that holds the socket names the other end in x-hearsay-peer, whatever the request said there.
  const peer = incoming?.socket?.remoteAddress ?? c.req.header("x-hearsay-peer");
  return believedAddress(peer, c.req.header("x-forwarded-for"));
}

/**
 * Who is on the other end of the connection. A forwarding header is believed only where the operator says that a proxy
 * in front overwrites it (TRUST_PROXY=1): anybody may send one.
 */
export function believedAddress(peer: string | undefined, forwardedFor: string | undefined): string {
  const forwarded = process.env.TRUST_PROXY === "1" ? forwardedFor : undefined;
  return forwarded?.split(",").at(-1)?.trim() || peer || "unknown";
}

/** The part of an address that stands for one household or machine: IPv4 whole, IPv6 by its /64. */
export function addressBlock(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, "")
    .replace(/%.*$/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const before = head.split(":").filter(Boolean);
  const after = plain.includes("::") ? tail.split(":").filter(Boolean) : [];
  const zeros = Array(Math.max(0, 8 - before.length - after.length)).fill("0");
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}
