export const SEARCH_LENGTH = 100;
export const SEARCH_WORDS = 8;

/** What somebody searches for, made ready: nothing in `words` that a comparison would stumble over. */
export type SearchQuery = { shown: string; folded: string; words: string[]; shortened: boolean };

/** Stripped from what is searched and from what is searched in; `+` stays, since chips are told apart by it. */
export const searchPunctuation = `-_./\\(),:;"'!?&#*%=<>[]{}|~^$@\`´’‘“”„–—·×`;
const punctuation = new RegExp(`[${searchPunctuation.replace(/[\\\]^-]/g, "\\$&")}\\s]+`, "g");
// "120W" is written "120 W" in claims.
const joinedUnit = /\b(\d+)(k?w|mah|mp|hz|[gt]b|mm|nits)\b/g;
// Control, zero-width and bidirectional characters: invisible, so never meant.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu;

/** Folds case, accents, compatibility forms and punctuation away, so that spellings of one name compare as equal. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(punctuation, " ")
    .trim();
}

/** Reads whatever came as a search: cut to a bound, invisible characters dropped. Null when there is nothing to look for. */
export function parseSearch(raw: string): SearchQuery | null {
  const whole = raw
    .slice(0, SEARCH_LENGTH * 10)
    .replace(invisible, " ")
    .replace(/\s+/g, " ")
    .trim();
  const shown = Array.from(whole).slice(0, SEARCH_LENGTH).join("").trim();
  const all = [...new Set(foldText(shown).replace(joinedUnit, "$1 $2").split(" ").filter(Boolean))];
  const words = all.slice(0, SEARCH_WORDS);
  if (words.length === 0) return null;
  const shortened = shown !== whole || raw.length > SEARCH_LENGTH * 10 || words.length < all.length;
  return { shown, folded: foldText(shown), words, shortened };
}

/** How alike two spellings are, 0 to 1: the share of letter triples they have in common. */
export function likeness(a: string, b: string): number {
  const [left, right] = [triples(a), triples(b)];
  const shared = [...left].filter((triple) => right.has(triple)).length;
  return (2 * shared) / (left.size + right.size);
}

function triples(text: string): Set<string> {
  const padded = `  ${foldText(text).replaceAll(" ", "")} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** The entries whose name is spelled most like the query, best first; none when nothing comes near. */
export function closestSpellings<T extends { name: string }>(
  folded: string,
  entries: T[],
  limit: number,
): T[] {
  return entries
    .map((entry) => ({ entry, likeness: likeness(folded, entry.name) }))
    .filter(({ likeness }) => likeness >= 0.45)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
