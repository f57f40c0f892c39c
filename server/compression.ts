import { promisify } from "node:util";
import { brotliCompress, constants, gunzip, gzip } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
export const unzip = promisify(gunzip);

const compressible =
  /^(text\/|image\/svg|application\/(javascript|json|manifest|xml|rss|atom|problem|ld)|font\/ttf)/;

export function isCompressible(type: string, size: number): boolean {
  return size > 600 && compressible.test(type);
}

/** Quality 5 costs milliseconds and suits pages that live for minutes; files that never change get the best. */
export async function compress(body: Buffer, encoding: Encoding, lasting = false): Promise<Buffer> {
  if (encoding === "identity") return body;
  if (encoding === "gzip") return zip(body, { level: lasting ? 9 : 6 });
  return brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: lasting ? 10 : 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}

const known = new Map<string, Encoding>();

/** The best encoding a client takes; browsers send the same few headers, so the answers are kept. */
export function negotiate(accepted: string | string[] | undefined): Encoding {
  const header = String(accepted ?? "");
  const found = known.get(header);
  if (found) return found;
  const encoding = choose(header);
  if (known.size < 200 && header.length < 200) known.set(header, encoding);
  return encoding;
}

function choose(header: string): Encoding {
  const taken = new Set(
    header
      .toLowerCase()
      .split(",")
      .map((part) => part.trim().split(/\s*;\s*/))
      .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ""))
      .map(([name]) => name),
  );
  if (taken.has("br")) return "br";
  return taken.has("gzip") || taken.has("*") ? "gzip" : "identity";
}
