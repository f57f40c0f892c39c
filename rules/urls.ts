import type { Reason } from "./refusal";

export const URL_MAX_LENGTH = 1000;

/** Parameters that tell who sent a reader, never which page they read. */
const tracking =
  /^(utm_.*|(?:hsa|pk|piwik|matomo|mtm)_.*|fb_(?:action_ids|action_types|source|ref)|fbclid|gclid|gclsrc|gad_(?:source|campaignid)|srsltid|_gl|_ga|mibextid|rdt_cid|li_fat_id|epik|sccid|wickedid|s_kwcid|ef_id|trk(?:campaign|info)?|share_id|ocid|cvid|__s|_openstat|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igsh(id)?|mc_(cid|eid)|mkt_tok|vero_(conv|id)|oly_(anon|enc)_id|_hs(enc|mi)|wt\.mc.*|wt_mc.*|cmpid|cmp|ncid|soc_(src|trk)|spm|scm|ref|ref_src|ref_url|smid|sr_share|guccounter|guce_.*|at_.*|xtor|__twitter_impression|feature|si|amp|outputtype)$/i;
/** Hosts of one site for other screens, in front (m.example.com) or after a language (de.m.example.org). */
const sameSite = /^(?:www\d?|m|mobile|mobil|touch|wap|amp)\./;
const afterLanguage = /^([a-z]{2,3})\.(?:m|mobile|amp)\./;
/** Sites that say in the query who shared a page, by names that mean something elsewhere. */
const ownTracking: [host: RegExp, parameter: RegExp][] = [
  [/^twitter\.com$/, /^(?:s|t|cxt)$/],
  [/^(?:[a-z]+\.)?wikipedia\.org$/, /^wprov$/],
  [/^youtube\.com$/, /^(?:pp|ab_channel)$/],
];

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
 * Changes whenever urlKey gives any address another key: the keys of stored documents are then computed anew at the next start.
 */
export const URL_KEY_VERSION = 2;

/**
 * What tells pages apart: two spellings of one page's address have one key. Leaves out the scheme, hosts for phones and copies
 * for search engines (AMP), the fragment, tracking parameters, their order, and a slash or /amp at the end; letters are written
 * in one way. An address nobody can parse is its own key.
 */
export function urlKey(text: string): string {
  if (!URL.canParse(text.trim())) return text.trim();
  const url = shownPage(new URL(text.trim()));
  const site = siteOf(url.hostname);
  const host = site + (url.port ? `:${url.port}` : "");
  const path = pathKey(url.pathname);
  const query = queryKey(url.searchParams, site);
  return host + path + (query ? `?${query}` : "");
}

/** The page inside an address of Google's AMP cache or viewer, and the one a short address of the same site leads to. */
function shownPage(url: URL): URL {
  const path = inAmpCache(url);
  const inner =
    path && /^\/?(?:[cvi]\/)?(?:s\/)?([a-z0-9.-]+\.[a-z]{2,}\/.*|[a-z0-9.-]+\.[a-z]{2,})$/i.exec(path)?.[1];
  if (inner && URL.canParse(`https://${inner}`)) return new URL(`https://${inner}${url.search}`);
  const video = url.hostname === "youtu.be" && /^\/([\w-]{6,})\/?$/.exec(url.pathname)?.[1];
  if (!video) return url;
  const watch = new URL(`https://youtube.com/watch?v=${video}`);
  for (const [name, value] of url.searchParams) if (name !== "v") watch.searchParams.append(name, value);
  return watch;
}

function inAmpCache({ hostname, pathname }: URL): string | null {
  if (hostname.endsWith(".cdn.ampproject.org")) return pathname;
  return /^(?:www\.)?google\.[a-z.]{2,6}$/.test(hostname) && pathname.startsWith("/amp/")
    ? pathname.slice("/amp".length)
    : null;
}

function siteOf(hostname: string): string {
  let host = hostname.toLowerCase().replace(/\.$/, "");
  for (;;) {
    const shorter = sameSite.test(host) ? host.replace(sameSite, "") : host.replace(afterLanguage, "$1.");
    if (shorter === host || !shorter.includes(".")) break;
    if (afterLanguage.test(host) && shorter.split(".").length < 3) break;
    host = shorter;
  }
  return host === "x.com" ? "twitter.com" : host;
}

function pathKey(pathname: string): string {
  const same = canonicalEscapes(pathname).replace(/\/{2,}/g, "/");
  let path = same;
  for (;;) {
    const shorter = path
      .replace(/(?:\/amp|\.amp|\/index\.(?:html?|php))?\/*$/, "")
      .replace(/\.amp(\.html?)$/, "$1")
      .replace(/^\/amp(?=\/)/, "");
    if (shorter === path) return path;
    path = shorter;
  }
}

/** Letters that need no escape lose it, others are composed (é as one letter) and escaped in one way; broken escapes stay. */
function canonicalEscapes(path: string): string {
  return path
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])/g, (code) => decodeURIComponent(code))
    .replace(/(?:%[89A-F][0-9A-F])+/g, decodedLetters)
    .normalize("NFC")
    .replace(/[^\x21-\x7e]|[`"<>{}^|\\]/gu, encodeURIComponent);
}

function decodedLetters(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch (failure) {
    // Bytes of an older encoding are no letters that could be composed.
    if (failure instanceof URIError) return escapes;
    throw failure;
  }
}

function queryKey(parameters: URLSearchParams, site: string): string {
  const own = ownTracking.find(([host]) => host.test(site))?.[1];
  const kept = [...parameters]
    .filter(([name]) => !tracking.test(name) && !own?.test(name))
    .map(([name, value]): [string, string] => [name.normalize("NFC"), value.normalize("NFC")]);
  return new URLSearchParams(kept.sort(compareParameters)).toString();
}

function compareParameters([a, x]: [string, string], [b, y]: [string, string]): number {
  if (a !== b) return a < b ? -1 : 1;
  return x < y ? -1 : Number(x > y);
}
