import { createHash } from "node:crypto";

const scripts = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const styles = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const styleAttributes = /<[a-z][^<>]*?\sstyle="([^"]*)"/g;
const dataBlock = /\btype="(?:application\/(?:ld\+)?json|speculationrules|importmap)"/;

/** A strict policy for one page: exactly the inline scripts and styles it was rendered with may run, by their hashes. */
export function policyFor(html: string): string {
  const inlineScripts = [...html.matchAll(scripts)]
    .filter(([, attributes = ""]) => !/\bsrc=/.test(attributes) && !dataBlock.test(attributes))
    .map(([, , code = ""]) => hash(code));
  const inlineStyles = [...html.matchAll(styles)].map(([, css = ""]) => hash(css));
  const attributes = [...html.matchAll(styleAttributes)].map(([, css = ""]) => hash(decode(css)));
  return policy({
    "default-src": ["'none'"],
    "script-src": ["'self'", ...unique(inlineScripts)],
    "style-src": ["'self'", ...unique(inlineStyles)],
    "style-src-attr": attributes.length > 0 ? ["'unsafe-hashes'", ...unique(attributes)] : ["'none'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  });
}

/** While developing, Next evaluates code and reloads through a socket. */
export const developmentPolicy = policy({
  "default-src": ["'self'"],
  "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:", "blob:"],
  "connect-src": ["'self'", "ws:"],
  "base-uri": ["'none'"],
  "frame-ancestors": ["'none'"],
});

function policy(directives: Record<string, string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/** React escapes attributes; the browser hashes what they mean. */
function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (whole, name: string) => entities[name] ?? whole);
}
