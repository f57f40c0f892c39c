import { wordsOf } from "./same-words";
import type { Span } from "./spans";
import type { Value } from "./vocabulary";

/** Where a value stands: its clause, its sentence, and the other values and regions that its text names. */
export type ScopedValue = {
  clause: string;
  sentence: string;
  /** Its sentence gives other values of the attribute too, so that only its clause tells which is which. */
  amongOthers: boolean;
  value: Value;
  /** The storage version this value is given for, as "8/256"; null where the sentence names none for it. */
  variant: string | null;
  /** Regions named anywhere in the text. */
  regions: Set<string>;
};

const regions: [region: string, words: RegExp, currency?: string][] = [
  ["china", /\bchina|chinesisch|chinese\b/iu, "CNY"],
  ["us", /\bUS\b|\bU\.S\.|\bUSA\b|United States|North America|Vereinigte\w* Staaten|Nordamerika/u, "USD"],
  ["eu", /\bEU\b|\bEurope|\bEuropa|euro ?zone|eurozone|Germany|Deutschland/u, "EUR"],
  ["uk", /\bUK\b|United Kingdom|Britain|Großbritannien|Vereinigte\w* Königreich/u, "GBP"],
  ["india", /\bIndia\b|\bIndien\b/u, "INR"],
  ["global", /\bglobal|international|worldwide|weltweit/iu],
];
const largest = /\b(?:up to|largest|maximum|biggest|top version|bis zu|größte[nrs]?|maximal|höchstens)\b/iu;
const smallest =
  /\b(?:starts?|starting|from|base|entry|ab|beginnt|einstieg\p{L}*|basis\p{L}*|kleinste[nrs]?)\b/iu;
const versions =
  /(?<!\d)(\d{1,2}) ?(?:GB)? ?(?:RAM)? ?(?:[/+]|\b(?:und|and|mit|with)\b) ?(\d{2,4}|1|2) ?(GB|TB)/giu;

export function regionsIn(text: string): Set<string> {
  return new Set(regions.filter(([, words]) => words.test(text)).map(([region]) => region));
}

/** The storage versions that a sentence names, in order: "12 GB + 512 GB" is 12/512. */
export function versionsIn(text: string): (Span & { version: string })[] {
  return [...text.matchAll(versions)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    version: `${match[1]}/${Number(match[2]) * (match[3]?.toUpperCase() === "TB" ? 1024 : 1)}`,
  }));
}

/** Whether a value is said of a scope, every part of which has to be named: a region, a version, or its own words. */
export function isInScope(scope: string, said: ScopedValue): boolean {
  return scope.split(",").every((part) => isPartNamed(part.trim(), said));
}

function isPartNamed(part: string, said: ScopedValue): boolean {
  const version = versionsIn(part)[0];
  if (version) return said.variant === version.version;
  const region = regions.find(([name]) => name === part.toLowerCase().replace(/ (?:launch|version)$/, ""));
  if (region) return isRegionNamed(region, said);
  if (/^largest version$/i.test(part)) return largest.test(said.clause);
  if (/^entry version$/i.test(part)) return smallest.test(said.clause);
  return hasWords(said.clause, part) || (!said.amongOthers && hasWords(said.sentence, part));
}

function isRegionNamed([name, words, currency]: (typeof regions)[number], said: ScopedValue): boolean {
  if ("currency" in said.value) return said.value.currency === currency;
  if (words.test(said.sentence)) return true;
  return said.regions.size === 1 && said.regions.has(name);
}

/** Whether a stretch of text has every word of another, in either language. */
function hasWords(text: string, wanted: string): boolean {
  const keys = new Set(wordsOf(text).flatMap((word) => word.keys));
  const needed = wordsOf(wanted).flatMap((word) => word.keys);
  return needed.length > 0 && needed.every((key) => keys.has(key));
}
