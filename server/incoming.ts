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
  const forwarded = forwardingHeaders.some((name) => request.headers[name] !== undefined);
  const peer = forwarded ? "forwarded" : (request.socket.remoteAddress ?? "");
  request.headers["x-hearsay-peer"] = peer;
  raw.push("x-hearsay-peer", peer);
  request.rawHeaders = raw;
}

/** Whether the request line is a path of this site: not another site's address, not a second slash that browsers read as a host. */
export function isOwnPath(url: string | undefined): url is string {
  return url?.startsWith("/") === true && !/^\/[/\\]/.test(url) && url.length <= 8_000;
}
