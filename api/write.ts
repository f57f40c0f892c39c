import { createRoute, type OpenAPIRoute, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import pino from "pino";
import { currentViewer } from "@/auth";
import { BODY_LIMIT_BYTES, type LimitName, LONG_BODY_LIMIT_BYTES } from "@/rules/limits";
import { isLocale, type Locale } from "@/rules/locales";
import { permit, type Reason, Refusal } from "@/rules/refusal";
import type { Access, Viewer } from "@/rules/viewer";
import { objectionToWriting, type WritePath, writeAccess } from "@/rules/write-access";
import { afterWrite } from "./after-write";
import { type Body, isForm, readBody } from "./body";
import { addressBlock, clientAddress } from "./client-address";
import { type Attempt, refuseForm, seeOther } from "./form-answer";
import { preferredLocale } from "./locale";
import { malformed } from "./malformed";
import { asRefusal, problemResponse, refusals } from "./problem";
import { countAgainstLimit } from "./rate-limit";
import { refuseForeignOrigin } from "./same-origin";

const log = pino({ name: "api" });

/** Who asks for a write, in which language, from where. */
export type Ask<Params> = {
  viewer: Viewer;
  locale: Locale;
  params: Params;
  request: Request;
  address: string;
  /** Headers of the answer, whatever it will be: for cookies. */
  answerHeaders: Headers;
};

export type WriteSpec<
  Path extends string,
  Params extends z.ZodObject,
  Input extends z.ZodType,
  Answer extends z.ZodType,
> = {
  path: Path;
  summary: string;
  tag: string;
  /** Path parameters; one that is not of its form names nothing: `missing`. */
  params: Params;
  missing?: Reason;
  body: Input;
  /** Turns the flat strings of a plain form into what `body` parses. */
  fromForm?: FromForm;
  /** The form field that shows what is wrong at a path of `body`; without it the path itself. */
  fieldOf?: (path: string) => string;
  answer: Answer;
  limit: LimitName;
  /** For a body that holds a whole document; of whoever may not write here no more is read than of anybody. */
  longBody?: true;
  perform: (input: z.output<Input>, ask: Ask<z.output<Params>>) => Promise<z.input<Answer>>;
  /** The page a form's reader sees afterwards; null where a program sent the form, and is answered without a redirect. */
  page: (
    answer: z.input<Answer>,
    ask: Ask<z.output<Params>>,
    fields: Record<string, unknown>,
  ) => string | null | Promise<string | null>;
};

/** A write names its line in the table of rules/write-access.ts; without one it does not compile, and answers nobody. */
type Listed = { path: WritePath };

type FromForm = (fields: Record<string, string>, locale: Locale) => unknown;

export const noParams = z.object({});
export const idParams = z.object({ id: z.uuid() });

/**
 * Makes a route that writes; every write of the API is made here and nowhere else. In order: same origin (unless the path is signed), bounded
 * body, who asks, limits, whether they may use this write at all, shape, then `perform` (which asks the finer rules inside its one
 * transaction), then the caches.
 * JSON is answered with JSON, a plain form with a redirect; a refused form gets back all that was typed.
 * The fields `locale` and `returnTo` belong to this wrapper and never reach `body`.
 */
export function write<
  const Path extends string,
  Params extends z.ZodObject,
  Input extends z.ZodType,
  Answer extends z.ZodType,
>(spec: WriteSpec<Path, Params, Input, Answer> & Listed) {
  const route = createRoute({
    method: "post",
    path: spec.path,
    summary: spec.summary,
    tags: [spec.tag],
    description:
      "Also takes the fields of a plain form, with `locale` and `returnTo`, and then answers with a redirect: to the page that shows what was done, or back to `returnTo` with everything typed.",
    // Answers by itself, so the library's own parsing, which could not keep what was typed, is documentation only.
    middleware: (c: Context) => answerWrite(spec, c),
    request: {
      params: spec.params,
      body: { required: true, content: { "application/json": { schema: spec.body } } },
    },
    responses: {
      200: { description: "Done.", content: { "application/json": { schema: spec.answer } } },
      ...refusals,
    },
  } satisfies RouteConfig);
  return { route, handler: unreachable } as OpenAPIRoute<typeof route>;
}

function unreachable(): never {
  throw new Error("a write answers before its handler");
}

async function answerWrite<
  Path extends string,
  Params extends z.ZodObject,
  Input extends z.ZodType,
  Answer extends z.ZodType,
>(spec: WriteSpec<Path, Params, Input, Answer> & Listed, c: Context): Promise<Response> {
  const request = c.req.raw;
  const attempt: Attempt = {
    request,
    locale: preferredLocale(request.headers.get("accept-language")),
    address: clientAddress(c),
    viewer: null,
    fields: null,
  };
  const answerHeaders = new Headers();
  try {
    const { fromElsewhere }: Access = writeAccess[spec.path];
    if (!fromElsewhere) {
      refuseForeignOrigin(request);
      attempt.viewer = await currentViewer(request.headers);
    }
    const limit = bodyLimit(spec, attempt.viewer);
    const body = await readBody(request, limit, { multipart: fromElsewhere });
    attempt.fields = body.fields;
    if (isLocale(String(body.fields.locale))) attempt.locale = body.fields.locale as Locale;
    await countWrite(spec.limit, attempt);
    permit(objectionToWriting(attempt.viewer, spec.path));
    const params = parseParams(spec, c);
    const input = await parseInput(spec, body, attempt.locale);
    const { viewer, locale, address } = attempt;
    const ask = { viewer, locale, params, request, address, answerHeaders };
    const answer = await spec.perform(input, ask);
    // What is committed is committed: the caches catch up by themselves a moment later.
    await afterWrite().catch((error) => log.error({ err: error }, "the caches did not follow a write"));
    const page = body.form ? await spec.page(answer, ask, body.fields) : null;
    if (page !== null) return seeOther(page, answerHeaders);
    answerHeaders.set("cache-control", "private, no-store");
    return Response.json(answer, { headers: answerHeaders });
  } catch (error) {
    return refuse(error, { ...attempt, fieldOf: spec.fieldOf }, answerHeaders);
  }
}

function bodyLimit({ longBody, path }: { longBody?: true } & Listed, viewer: Viewer): number {
  return longBody && !objectionToWriting(viewer, path) ? LONG_BODY_LIMIT_BYTES : BODY_LIMIT_BYTES;
}

async function countWrite(limit: LimitName, { viewer, address }: Attempt): Promise<void> {
  await countAgainstLimit(limit, "address", addressBlock(address));
  if (viewer) await countAgainstLimit(limit, "member", viewer.id);
}

function parseParams<Params extends z.ZodObject>(
  spec: { params: Params; missing?: Reason },
  c: Context,
): z.output<Params> {
  const parsed = spec.params.safeParse(c.req.param());
  if (!parsed.success) throw new Refusal(spec.missing ?? "not-found");
  return parsed.data;
}

async function parseInput<Input extends z.ZodType>(
  spec: { body: Input; fromForm?: FromForm },
  body: Body,
  locale: Locale,
): Promise<z.output<Input>> {
  const { locale: _locale, returnTo: _returnTo, ...fields } = body.fields;
  // A form's fields are strings by construction.
  const typed = fields as Record<string, string>;
  if (body.form) refuseNull(typed);
  const raw = body.form && spec.fromForm ? await spec.fromForm(typed, locale) : fields;
  const parsed = spec.body.safeParse(raw, { reportInput: true });
  if (!parsed.success) throw malformed(parsed.error, locale);
  return parsed.data;
}

/** A form's fields are looked up before they are parsed, and PostgreSQL takes no U+0000. */
function refuseNull(fields: Record<string, string>): void {
  const reason = "text-not-allowed";
  const problems = Object.keys(fields)
    .filter((name) => fields[name]?.includes("\0"))
    .slice(0, 20)
    .map((path) => ({ path: path.slice(0, 120).replaceAll("\0", ""), reason }) as const);
  if (problems.length > 0) throw new Refusal(reason, { problems });
}

async function refuse(error: unknown, attempt: Attempt, headers: Headers): Promise<Response> {
  const refusal = asRefusal(error);
  if (refusal.reason === "unexpected") log.error({ err: error, url: attempt.request.url }, "a write failed");
  if (isForm(attempt.request)) return refuseForm(refusal, attempt, headers);
  const response = problemResponse(refusal, attempt.locale);
  for (const cookie of headers.getSetCookie()) response.headers.append("set-cookie", cookie);
  return response;
}
