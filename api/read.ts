import { createRoute, type OpenAPIRoute, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import pino from "pino";
import { currentViewer } from "@/auth";
import type { Locale } from "@/rules/locales";
import { type Reason, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { preferredLocale } from "./locale";
import { malformed } from "./malformed";
import { asRefusal, problemResponse, refusals } from "./problem";

const log = pino({ name: "api" });

// Shared caches may keep it a second; a browser asks every time, or it would show its own copy right after a write.
const PUBLIC = "public, max-age=0, s-maxage=1, must-revalidate";
const PERSONAL = "private, no-store";

type ReadSpec<
  Path extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
> = {
  path: Path;
  summary: string;
  tag: string;
  params: Params;
  query: Query;
  /** What it means that a path parameter is not of its form. */
  missing?: Reason;
  answer: Answer;
};

type Asked<Params extends z.ZodObject, Query extends z.ZodObject> = {
  params: z.output<Params>;
  query: z.output<Query>;
};

/** Makes a route that everybody reads the same; caches may keep its answer. */
export function readPublic<
  const Path extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
>(
  spec: ReadSpec<Path, Params, Query, Answer> & {
    load: (asked: Asked<Params, Query>) => Promise<z.input<Answer>>;
  },
) {
  return readRoute(spec, PUBLIC, async (c, locale) => spec.load(parseAsked(spec, c, locale)));
}

/** Makes a route whose answer is one viewer's own; no cache keeps it. */
export function readPersonal<
  const Path extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
>(
  spec: ReadSpec<Path, Params, Query, Answer> & {
    load: (asked: Asked<Params, Query> & { viewer: Viewer }) => Promise<z.input<Answer>>;
  },
) {
  return readRoute(spec, PERSONAL, async (c, locale) => {
    const asked = parseAsked(spec, c, locale);
    return spec.load({ ...asked, viewer: await currentViewer(c.req.raw.headers) });
  });
}

function readRoute<
  const Path extends string,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
>(
  spec: ReadSpec<Path, Params, Query, Answer>,
  cacheControl: string,
  load: (c: Context, locale: Locale) => Promise<z.input<Answer>>,
) {
  const route = createRoute({
    method: "get",
    path: spec.path,
    summary: spec.summary,
    tags: [spec.tag],
    middleware: (c: Context) => answerRead(c, cacheControl, load),
    request: { params: spec.params, query: spec.query },
    responses: {
      200: { description: "Found.", content: { "application/json": { schema: spec.answer } } },
      ...refusals,
    },
  } satisfies RouteConfig);
  return { route, handler: unreachable } as OpenAPIRoute<typeof route>;
}

function unreachable(): never {
  throw new Error("a read answers before its handler");
}

async function answerRead(
  c: Context,
  cacheControl: string,
  load: (c: Context, locale: Locale) => Promise<unknown>,
): Promise<Response> {
  const locale = preferredLocale(c.req.header("accept-language"));
  try {
    return Response.json(await load(c, locale), { headers: { "cache-control": cacheControl } });
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal.reason === "unexpected") log.error({ err: error, url: c.req.url }, "a read failed");
    return problemResponse(refusal, locale);
  }
}

function parseAsked<Params extends z.ZodObject, Query extends z.ZodObject>(
  spec: { params: Params; query: Query; missing?: Reason },
  c: Context,
  locale: Locale,
): Asked<Params, Query> {
  const params = spec.params.safeParse(c.req.param());
  if (!params.success) throw new Refusal(spec.missing ?? "not-found");
  const asked = Object.entries(c.req.query());
  // PostgreSQL takes no U+0000, and nobody means one.
  const meant = Object.fromEntries(asked.map(([name, value]) => [name, value.replaceAll("\0", "")]));
  const query = spec.query.safeParse(meant, { reportInput: true });
  if (!query.success) throw malformed(query.error, locale);
  return { params: params.data, query: query.data };
}

export const noQuery = z.object({});
