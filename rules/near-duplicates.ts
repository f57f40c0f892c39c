import { foldText } from "./search";

function trigrams(text: string): Set<string> {
  const padded = `  ${foldText(text)} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** How alike two titles are: the share of their groups of three letters that both have. */
export function titleLikeness(a: string, b: string): number {
  const [x, y] = [trigrams(a), trigrams(b)];
  const both = [...x].filter((group) => y.has(group)).length;
  return both / (x.size + y.size - both);
}

/** From here on two titles of one publisher on one day are probably one document. */
export const LIKE_TITLES = 0.6;

/** The host of an address without what does not tell sites apart, or null. */
export function siteOf(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  return new URL(url).hostname.replace(/^(www|m|mobile|amp)\./, "");
}

export type Named = { id: string; keys: string[] };

/** Pairs that share a key, the younger (by id, which rises with time) first; each younger one with its oldest match only. */
export function pairsByKey(things: Named[]): { subjectId: string; otherId: string }[] {
  const oldest = new Map<string, string>();
  const pairs: { subjectId: string; otherId: string }[] = [];
  for (const { id, keys } of [...things].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const match = keys.flatMap((key) => oldest.get(key) ?? []).sort()[0];
    if (match && match !== id) pairs.push({ subjectId: id, otherId: match });
    for (const key of keys) if (!oldest.has(key)) oldest.set(key, id);
  }
  return pairs;
}
