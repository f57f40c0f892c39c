import type { IncomingMessage } from "node:http";
import { forwardingHeaders } from "@/rules/local-trial";

// Next, next-auth and Hearsay believe these when they come from themselves; from outside they are forged.
const forged =
  /^(x-middleware-|x-nextjs-|x-next-|x-invoke-|x-matched-path$|x-prerender-|x-now-|x-vercel-|x-hearsay-|x-action-|next-action$|next-resume|next-instant-|next-test-)/;

/**
 * Takes away headers that only our own parts may send, and adds the address at the other end of the socket, or that a
 * proxy passed the request on: Next writes forwarding headers of its own, so behind it nobody could tell.
 */
export function cleanHeaders(request: IncomingMessage): void {
  const raw: string[] = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? "";
    if (forged.test(name.toLowerCase())) delete request.headers[name.toLowerCase()];
    else raw.push(name, request.rawHeaders[i + 1] ?? "");
  }
  // No browser speaks HTTP/1.0, but nginx does to what is behind it, and says nothing else unless it is told to.
  const old = request.httpVersion === "1.0";
  const forwarded = old || forwardingHeaders.some((name) => request.headers[name] !== undefined);
  const peer = forwarded ? "forwarded" : (request.socket.remoteAddress ?? "");
  request.headers["x-hearsay-peer"] = peer;
  raw.push("x-hearsay-peer", peer);
  request.rawHeaders = raw;
}

/** Whether the path can be read: its escapes are whole, and none of them is U+0000, which no database looks up. */
export function isReadablePath(url: string): boolean {
  try {
    return !decodeURIComponent(url.split("?")[0] ?? "").includes("\0");
  } catch {
    return false;
  }
}

/** Whether a path is a page as of a day that has not begun; `today` is ISO, in UTC. */
export function isYetToCome(url: string, today: string): boolean {
  if (!isReadablePath(url)) return false;
  const path = decodeURIComponent(url.split("?")[0] ?? "");
  const day = /^\/[a-z]{2}\/devices\/[^/]+\/on\/(\d{4}-\d{2}-\d{2})\/?$/.exec(path)?.[1];
  return day !== undefined && day > today;
}

/** Whether the request line is a path of this site: not another site's address, not a second slash that browsers read as a host. */
export function isOwnPath(url: string | undefined): url is string {
  return url?.startsWith("/") === true && !/^\/[/\\]/.test(url) && url.length <= 8_000;
}
