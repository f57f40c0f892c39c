import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
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
    "The format hearsay/2: JSON Lines, described in db/examples/hearsay-2.md. As of one moment, at most a minute ago. Simulated members are left out; others have pseudonyms, which can be matched with handles through the public records of members.",
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
    const file = createReadStream(await recentExport());
    const body = zipped ? file.pipe(createGzip()) : file;
    return new Response(Readable.toWeb(body) as ReadableStream, { headers });
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal.reason === "unexpected") log.error({ err: error, url: c.req.url }, "the export failed");
    return problemResponse(refusal, preferredLocale(c.req.header("accept-language")));
  }
}

const freshSeconds = 60;
let latest: { made: Promise<string>; since: number } | null = null;

/**
 * A file on disk, made once for everybody who asks within a minute: so no slow reader holds a transaction open, and no crowd of
 * them makes the database work more than once.
 */
function recentExport(): Promise<string> {
  if (latest && Date.now() - latest.since < freshSeconds * 1000) return latest.made;
  const before = latest?.made;
  const made = makeExport();
  latest = { made, since: Date.now() };
  made.then(
    // Whoever still reads the old one has it open, and keeps it until its end.
    async () => before && rm(await before, { force: true }),
    () => {
      latest = null;
    },
  );
  return made;
}

let folder: string | null = null;
let count = 0;

async function makeExport(): Promise<string> {
  folder ??= temporaryFolder();
  count += 1;
  const path = join(folder, `${count}.jsonl`);
  const stream = createWriteStream(path, { flags: "wx", mode: 0o600 });
  await exportLines(
    (text) =>
      new Promise((resolve, reject) =>
        stream.write(text, (problem) => (problem ? reject(problem) : resolve())),
      ),
  );
  await finished(stream.end());
  return path;
}

function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "hearsay-export-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}
