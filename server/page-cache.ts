import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { compress, type Encoding, isCompressible, negotiate, unzip } from "./compression";

/** A finished answer: its body kept compressed, its headers ready to be written. */
export type Page = {
  status: number;
  headers: [string, string][];
  etag: string;
  bodies: Partial<Record<Encoding, { head: string[]; body: Buffer }>>;
};

const mostBytes = 128 * 1024 * 1024;
const varying = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
] as const;

/** Public pages as they were last rendered. Cleared as a whole by every change: filling it again costs Next little. */
export class PageCache {
  private readonly pages = new LRUCache<string, Page>({ maxSize: mostBytes, sizeCalculation: sizeOf });

  find(key: string): Page | undefined {
    return this.pages.get(key);
  }

  keep(key: string, page: Page, seconds: number): void {
    if (key.length < 6_000) this.pages.set(key, page, { ttl: Math.min(seconds, 3_600) * 1000 });
  }

  clear(): void {
    this.pages.clear();
  }
}

/** Path, query, and what tells a page from the data that Next's router asks for under the same address. */
export function pageKey(request: IncomingMessage): string {
  let key = request.url ?? "";
  for (const name of varying) {
    const value = request.headers[name];
    if (value !== undefined) key += `\n${name}:${value}`;
  }
  return key;
}

/** Compresses once for every reader to come. */
export async function makePage(
  status: number,
  headers: [string, string][],
  body: Buffer,
  lasting = false,
): Promise<Page> {
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const page: Page = { status, headers, etag, bodies: {} };
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  if (!isCompressible(type, body.length)) {
    page.bodies.identity = { head: headOf(page, "identity", body), body };
    return page;
  }
  const [br, gzip] = await Promise.all([compress(body, "br", lasting), compress(body, "gzip", lasting)]);
  page.bodies.br = { head: headOf(page, "br", br), body: br };
  page.bodies.gzip = { head: headOf(page, "gzip", gzip), body: gzip };
  return page;
}

export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  if (request.headers["if-none-match"] && page.status === 200 && isKnown(request, page)) {
    response.writeHead(304, headOf(page, "identity", null)).end();
    return;
  }
  const ready = page.bodies[negotiate(request.headers["accept-encoding"])] ?? page.bodies.identity;
  if (ready) write(request, response, page, ready);
  else
    unpack(page).then(
      (plain) => write(request, response, page, plain),
      (cause: unknown) => response.destroy(cause instanceof Error ? cause : undefined),
    );
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  ready: { head: string[]; body: Buffer },
): void {
  response.writeHead(page.status, ready.head);
  response.end(request.method === "HEAD" ? undefined : ready.body);
}

/** Hardly anybody asks for uncompressed text; whoever does gets it kept as well. */
async function unpack(page: Page): Promise<{ head: string[]; body: Buffer }> {
  const body = await unzip(page.bodies.gzip?.body ?? Buffer.alloc(0));
  const plain = { head: headOf(page, "identity", body), body };
  page.bodies.identity = plain;
  return plain;
}

function headOf(page: Page, encoding: Encoding, body: Buffer | null): string[] {
  const head = page.headers.flat();
  head.push("etag", page.etag);
  if (encoding !== "identity") head.push("content-encoding", encoding);
  if (body) head.push("content-length", String(body.length));
  return head;
}

function isKnown(request: IncomingMessage, page: Page): boolean {
  const known = (request.headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim());
  return known.includes(page.etag) || known.includes(page.etag.slice(2)) || known.includes("*");
}

function sizeOf(page: Page): number {
  // Room for the plain body too, which may be added later.
  const packed = (page.bodies.br?.body.length ?? 0) + (page.bodies.gzip?.body.length ?? 0);
  return 2_000 + packed * 5 + (page.bodies.identity?.body.length ?? 0);
}
