import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { developmentPolicy, policyFor } from "./content-security";
import { withReadableBody } from "./fallback-pages";
import { Freshness } from "./freshness";
import { inertPolicy, personal, publicPage } from "./headers";
import { joinScripts } from "./inline-scripts";
import { makePage, type Page, PageCache, pageKey, sendPage } from "./page-cache";
import { type Handler, type Rendered, render } from "./render";

type Settings = { handler: Handler; security: Record<string, string>; dev: boolean };
type Wanted = { request: IncomingMessage; key: string; path: string };
type Made = { page: Page; keptSeconds: number };

/** Everything that Next renders: from the page cache, or rendered, signed with its policy and compressed. */
export class Pages {
  private readonly cache = new PageCache();
  readonly freshness = new Freshness(() => this.cache.clear());
  private readonly making = new Map<string, { made: Promise<Made>; overtaken: () => boolean }>();
  /** Addresses that turned out to be somebody's own: nobody waits there for another one's answer. */
  private readonly personalPaths = new LRUCache<string, true>({ max: 5_000 });
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** Answers at once when the page is kept. */
  answerKept(request: IncomingMessage, response: ServerResponse): boolean {
    const page = this.cache.find(pageKey(request));
    if (page) sendPage(request, response, page);
    return page !== undefined;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { page } = await this.make({ request, key: pageKey(request), path: pathOf(request) });
    sendPage(request, response, page);
  }

  /** Renders one page for everybody who asks for it meanwhile, unless a change has overtaken that render. */
  private async make(wanted: Wanted): Promise<Made> {
    if (this.personalPaths.has(wanted.path)) return this.makeNew(wanted);
    for (;;) {
      const running = this.making.get(wanted.key);
      if (running && !running.overtaken()) {
        const shared = await running.made;
        return shared.keptSeconds > 0 ? shared : this.makeNew(wanted);
      }
      const old = this.freshness.overtaken(wanted.path);
      if (old.length === 0) return this.makeNew(wanted);
      await Promise.all(old);
    }
  }

  private makeNew(wanted: Wanted): Promise<Made> {
    const flight = this.freshness.begin(wanted.path);
    const overtaken = () => flight.overtaken.size > 0;
    const made = this.renderPage(wanted).then((result) => {
      if (overtaken()) return { ...result, keptSeconds: 0 };
      if (result.keptSeconds > 0) this.cache.keep(wanted.key, result.page, result.keptSeconds);
      return result;
    });
    this.making.set(wanted.key, { made, overtaken });
    return made.finally(() => {
      this.freshness.end(flight);
      if (this.making.get(wanted.key)?.made === made) this.making.delete(wanted.key);
    });
  }

  private async renderPage({ request, path }: Wanted): Promise<Made> {
    if (request.method === "HEAD") request.method = "GET";
    const { handler, dev } = this.settings;
    const first = await render(handler, request);
    const rendered = dev ? first : joinScripts(await withReadableBody(first, request, handler));
    const keptSeconds = dev ? 0 : secondsToKeep(rendered);
    if (text(rendered, "x-nextjs-cache") === "STALE") this.freshness.suspectBackgroundRender();
    if (keptSeconds > 0) this.personalPaths.delete(path);
    else if (rendered.status < 500) this.personalPaths.set(path, true);
    return { page: await this.sign(rendered), keptSeconds };
  }

  private sign(rendered: Rendered): Promise<Page> {
    return makePage(rendered.status, this.headersOf(rendered, this.policyOf(rendered)), rendered.body);
  }

  private policyOf(rendered: Rendered): string {
    if (!text(rendered, "content-type").startsWith("text/html")) return inertPolicy;
    return this.settings.dev ? developmentPolicy : policyFor(rendered.body.toString("utf8"));
  }

  private headersOf(rendered: Rendered, policy: string): [string, string][] {
    const kept = [...rendered.headers].filter(([name]) => !replaced.has(name));
    const headers = kept.flatMap(([name, value]) => linesOf(name, value));
    const own: Record<string, string> = {
      ...this.settings.security,
      vary: varyOf(rendered),
      "content-security-policy": policy,
      ...(isPublic(rendered) ? publicPage : { "cache-control": ownCaching(rendered) }),
    };
    return [...headers, ...Object.entries(own)];
  }
}

const replaced = new Set([
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "etag",
  "keep-alive",
  "transfer-encoding",
  "vary",
  "x-nextjs-cache",
]);

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "";
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function text(rendered: Rendered, name: string): string {
  return String(rendered.headers.get(name) ?? "");
}

/** Next says s-maxage only of pages that are the same for everybody. */
function isPublic(rendered: Rendered): boolean {
  return (
    (rendered.status === 200 || rendered.status === 404) &&
    /\bs-maxage=/.test(text(rendered, "cache-control")) &&
    !/\b(private|no-store)\b/.test(text(rendered, "cache-control")) &&
    !rendered.headers.has("set-cookie")
  );
}

function secondsToKeep(rendered: Rendered): number {
  if (!isPublic(rendered)) return 0;
  if (text(rendered, "x-nextjs-cache") === "STALE") return 1;
  return Number(/\bs-maxage=(\d+)/.exec(text(rendered, "cache-control"))?.[1] ?? 0);
}

/** Icons and the like, which Next lets everybody keep; anything else without s-maxage may be somebody's own. */
function ownCaching(rendered: Rendered): string {
  const said = text(rendered, "cache-control");
  const still = /^(image|font)\//.test(text(rendered, "content-type")) && rendered.status === 200;
  return still && said.startsWith("public") ? said : personal;
}

function varyOf(rendered: Rendered): string {
  const names = text(rendered, "vary")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name && name !== "accept-encoding");
  return [...names, "accept-encoding"].join(", ");
}

function linesOf(name: string, value: OutgoingHttpHeader): [string, string][] {
  return Array.isArray(value) ? value.map((line) => [name, line]) : [[name, String(value)]];
}
