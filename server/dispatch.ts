import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import pino from "pino";
import { api } from "@/api/app";
import { preferredLocale } from "@/api/locale";
import { handleAuth } from "@/auth";
import { type Assets, isAsset } from "./assets";
import { localeOf } from "./fallback-pages";
import { inertPolicy, personal } from "./headers";
import { answerHealth } from "./health";
import { cleanHeaders, isOwnPath, isReadablePath, isYetToCome } from "./incoming";
import type { Live } from "./live";
import type { Pages } from "./pages";
import type { Handler } from "./render";

const log = pino({ name: "server" });

export type House = {
  pages: Pages;
  /** The build's files; null while developing, when Next serves its own. */
  assets: Assets | null;
  live: Live;
  next: Handler;
  security: Record<string, string>;
  following: () => boolean;
  stopping: () => boolean;
};

type Exchange = { url: string; request: IncomingMessage; response: ServerResponse };

/** Sends every request to the part that answers it. */
export function dispatcher(house: House): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { url } = request;
    if (!isOwnPath(url)) return refuse({ url: "", request, response }, house, 400);
    const reads = request.method === "GET" || request.method === "HEAD";
    if (reads && house.pages.answerKept(request, response)) return;
    cleanHeaders(request);
    const exchange = { url, request, response };
    const answered = isApi(url)
      ? answerApi(exchange, house)
      : reads
        ? answerRead(exchange, house)
        : Promise.resolve(refuse(exchange, house, 405));
    answered.catch((cause: unknown) => fail(exchange, house, cause));
  };
}

const hono = getRequestListener(
  (request, environment) =>
    new URL(request.url).pathname.startsWith("/api/auth/")
      ? handleAuth(request)
      : api.fetch(request, environment),
  { overrideGlobalObjects: false },
);

/** What makes an answer that may be kept: the API under /api, Next for everything else. */
export function apiOrPages(next: Handler): Handler {
  return async (request, response) => {
    if (isApi(request.url ?? "")) await hono(request, response);
    else {
      // Next renders anew for each preview bot it knows by name. Our pages are whole anyway, and one copy serves everybody.
      delete request.headers["user-agent"];
      await next(request, response);
    }
  };
}

function isApi(url: string): boolean {
  return /^\/api([/?]|$)/.test(url);
}

/** Too large to be held whole, as answers are that may be kept. */
function isStreamed(url: string): boolean {
  return /^\/api\/v1\/export(\?|$)/.test(url);
}

async function answerApi({ url, request, response }: Exchange, house: House): Promise<void> {
  const reads = request.method === "GET" || request.method === "HEAD";
  if (reads && url.startsWith("/api/v1/") && !isStreamed(url)) return house.pages.answer(request, response);
  for (const [name, value] of Object.entries(house.security)) response.setHeader(name, value);
  response.setHeader("content-security-policy", inertPolicy);
  response.setHeader("cache-control", personal);
  const path = url.split("?")[0];
  if (request.method === "GET" && path === "/api/live") return house.live.connect(request, response);
  const health = /^\/api\/health\/(live|ready)$/.exec(path ?? "")?.[1];
  if (health) return answerHealth(health, response, house);
  await hono(request, response);
}

async function answerRead(exchange: Exchange, house: House): Promise<void> {
  const { url, request, response } = exchange;
  if (url === "/" || url.startsWith("/?")) return chooseLanguage(exchange, house);
  if (url.startsWith("/_next/image")) return refuse(exchange, house, 404);
  if (house.assets === null && url.startsWith("/_next/")) return house.next(request, response);
  if (house.assets && isAsset(url)) {
    if (!(await house.assets.answer(request, response))) refuse(exchange, house, 404);
    return;
  }
  // Next would answer with a bare 500; at an address where nothing is, it says so in the reader's language. It would remember,
  // too, that a day to come has no page, and still say so when the day has come.
  if (!isReadablePath(url) || isYetToCome(url, new Date().toISOString().slice(0, 10))) {
    request.url = `/${localeOf(url)}/-`;
    if (house.pages.answerKept(request, response)) return;
  }
  return house.pages.answer(request, response);
}

function chooseLanguage({ request, response }: Exchange, house: House): void {
  response.writeHead(302, {
    ...house.security,
    location: `/${preferredLocale(request.headers["accept-language"])}`,
    vary: "accept-language",
    "cache-control": personal,
    "content-security-policy": inertPolicy,
  });
  response.end();
}

const words: Record<number, string> = {
  400: "Bad request",
  404: "Not found",
  405: "Method not allowed",
  500: "Something went wrong here. It has been noted.",
};

function refuse({ response }: Exchange, house: House, status: number): void {
  response.writeHead(status, {
    ...house.security,
    "content-type": "text/plain; charset=utf-8",
    "cache-control": personal,
    "content-security-policy": inertPolicy,
    ...(status === 405 ? { allow: "GET, HEAD" } : {}),
  });
  response.end(`${words[status]}\n`);
}

function fail(exchange: Exchange, house: House, cause: unknown): void {
  log.error({ err: cause, path: exchange.url.split("?")[0] }, "a request failed");
  if (exchange.response.headersSent) exchange.response.destroy();
  else refuse(exchange, house, 500);
}
