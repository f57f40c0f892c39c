import { mkdtempSync, rmSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { createRoute, type OpenAPIRoute, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import pino from "pino";
import { exportLines } from "@/db/exchange-2";
import { addressBlock, clientAddress } from "./client-address";
import { preferredLocale } from "./locale";
import { asRefusal, problemResponse, refusals } from "./problem";
import { countAgainstLimit } from "./rate-limit";

const log = pino({ name: "api" });

const route = createRoute({
  method: "get",
  path: "/v1/export",
  summary: "Everything real on record, and every number published from it",
  description:
    "The format hearsay/2: JSON Lines, described in db/examples/hearsay-2.md. As of one moment; the file was made at most a minute ago. Simulated members are left out; others have pseudonyms, which can be matched with handles through the public records of members.",
  tags: ["export"],
  middleware: answerExport,
  responses: {
    200: {
      description: "One JSON object a line.",
      content: { "application/x-ndjson": { schema: z.string() } },
    },
    ...refusals,
  },
} satisfies RouteConfig);

export const downloadExport = { route, handler: unreachable } as OpenAPIRoute<typeof route>;

function unreachable(): never {
  throw new Error("the export answers before its handler");
}

async function answerExport(c: Context): Promise<Response> {
  try {
    const zipped = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
    const headers = {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": 'attachment; filename="hearsay-2.jsonl"',
      "cache-control": "no-store",
      vary: "accept-encoding",
      ...(zipped && { "content-encoding": "gzip" }),
    };
    if (c.req.method === "HEAD") return new Response(null, { headers });
    await countAgainstLimit("export", "address", addressBlock(clientAddress(c)));
    const file = (await open(await recentExport())).createReadStream();
    // Not pipe(): it leaves the file open when the reader goes away, and its errors to nobody. The reader is told of them.
    const body = zipped ? pipeline(file, createGzip(), () => {}) : file;
    return new Response(Readable.toWeb(body) as ReadableStream, { headers });
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal.reason === "unexpected") log.error({ err: error, url: c.req.url }, "the export failed");
    return problemResponse(refusal, preferredLocale(c.req.header("accept-language")));
  }
}

const freshSeconds = 60;
let latest: { made: Promise<string>; freshUntil: number } | null = null;

/**
 * A file on disk, made once for everybody who asks within a minute: so no slow reader holds a transaction open, and no crowd of
 * them makes the database work more than once.
 */
function recentExport(): Promise<string> {
  if (latest && Date.now() < latest.freshUntil) return latest.made;
  const before = latest?.made;
  const made = makeExport();
  // However long it takes, there is one at a time.
  const own = { made, freshUntil: Number.POSITIVE_INFINITY };
  latest = own;
  made
    .then(
      () => {
        own.freshUntil = Date.now() + freshSeconds * 1000;
      },
      () => {
        latest = null;
      },
    )
    // Whoever still reads the old one has it open, and keeps it until its end.
    .then(async () => before && rm(await before, { force: true }))
    .catch((cause: unknown) => log.error({ err: cause }, "an old export could not be removed"));
  return made;
}

let folder: string | null = null;
let count = 0;

async function makeExport(): Promise<string> {
  folder ??= temporaryFolder();
  count += 1;
  const path = join(folder, `${count}.jsonl`);
  const file = await open(path, "wx", 0o600);
  try {
    await exportLines((text) => file.appendFile(text));
    return path;
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  } finally {
    await file.close();
  }
}

function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "hearsay-export-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}
