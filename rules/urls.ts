import type { Reason } from "./refusal";

export const URL_MAX_LENGTH = 1000;

/** Parameters that tell who sent a reader, never which page they read. */
const tracking =
  /^(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igsh(id)?|mc_(cid|eid)|mkt_tok|vero_(conv|id)|oly_(anon|enc)_id|_hs(enc|mi)|wt\.mc.*|wt_mc.*|cmpid|cmp|ncid|soc_(src|trk)|spm|scm|ref|ref_src|ref_url|smid|sr_share|guccounter|guce_.*|at_.*|xtor|__twitter_impression|feature|si|amp|outputtype)$/i;
/** Hosts of one site for other screens. */
const sameSite = /^(?:www\d?|m|mobile|amp)\./;

function parse(text: string): URL | null {
  if (text.length > URL_MAX_LENGTH || /[\s\p{Cc}\p{Cf}]/u.test(text)) return null;
  if (!/^https?:\/\/[^/\\]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isPublicHost(url.hostname) && url.username === "" && url.password === "" ? url : null;
}

/** A name in the public domain name system: no address of a machine, no name that only one network knows. */
function isPublicHost(host: string): boolean {
  const name = host.replace(/\.$/, "");
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  const shaped =
    labels.length > 1 && labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$/.test(label));
  return (
    shaped &&
    /^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(last) &&
    !/^(localhost|local|internal|invalid|test|onion)$/.test(last)
  );
}

/** Whether a document may be linked there: a public web page, with no password in its address. */
export function objectionToUrl(text: string): Reason | null {
  return parse(text.trim()) ? null : "url-not-allowed";
}

/** The address as it is stored and linked: as browsers write it, without what only tracks readers. Null where not allowed. */
export function normalizeUrl(text: string): string | null {
  const url = parse(text.trim());
  if (!url) return null;
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  const { href } = url;
  return href.length <= URL_MAX_LENGTH ? href : null;
}

/**
 * What tells pages apart: two spellings of one page's address have one key. Leaves out the scheme, www/m/amp hosts, the
 * fragment, tracking parameters, their order, and a slash or /amp at the end. An address nobody can parse is its own key.
 */
export function urlKey(text: string): string {
  if (!URL.canParse(text.trim())) return text.trim();
  const url = new URL(text.trim());
  const host = siteOf(url.hostname) + (url.port ? `:${url.port}` : "");
  const path = pathKey(url.pathname);
  const query = queryKey(url.searchParams);
  return host + path + (query ? `?${query}` : "");
}

function siteOf(hostname: string): string {
  let host = hostname.toLowerCase().replace(/\.$/, "");
  while (sameSite.test(host) && host.replace(sameSite, "").includes(".")) host = host.replace(sameSite, "");
  return host === "x.com" ? "twitter.com" : host;
}

function pathKey(pathname: string): string {
  const same = canonicalEscapes(pathname).replace(/\/{2,}/g, "/");
  let path = same;
  for (;;) {
    const shorter = path.replace(/(?:\/amp|\/index\.(?:html?|php))?\/*$/, "");
    if (shorter === path) return path;
    path = shorter;
  }
}

/** Letters that need no escape lose it, the rest is escaped in one way; broken escapes stay. */
function canonicalEscapes(path: string): string {
  return path
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])/g, (code) => decodeURIComponent(code));
}

function queryKey(parameters: URLSearchParams): string {
  const kept = [...parameters].filter(([name]) => !tracking.test(name));
  return new URLSearchParams(kept.sort(compareParameters)).toString();
}

function compareParameters([a, x]: [string, string], [b, y]: [string, string]): number {
  if (a !== b) return a < b ? -1 : 1;
  return x < y ? -1 : Number(x > y);
}
