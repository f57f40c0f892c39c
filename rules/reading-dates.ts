import type { DocumentText, FoundValue } from "./document-reading";
import { isDay } from "./values";

const months: [name: string, spellings: string][] = [
  ["01", "january|januar|jänner|jan"],
  ["02", "february|februar|feb"],
  ["03", "march|märz|maerz|mär|mrz|mar"],
  ["04", "april|apr"],
  ["05", "may|mai"],
  ["06", "june|juni|jun"],
  ["07", "july|juli|jul"],
  ["08", "august|aug"],
  ["09", "september|sept|sep"],
  ["10", "october|oktober|okt|oct"],
  ["11", "november|nov"],
  ["12", "december|dezember|dez|dec"],
];
const monthName = months.map(([, spellings]) => spellings).join("|");
const numberOfMonth = new Map(
  months.flatMap(([number, spellings]) =>
    spellings.split("|").map((name): [string, string] => [name, number]),
  ),
);
const year = "(?:,? ?(20\\d\\d)(?!\\d))?";
const startsWord = "(?<![\\p{L}\\p{N}./-])";
const endsWord = "(?![\\p{L}\\p{N}])";

/** The day, month and year of a match, each as digits; a part left out is undefined. */
type Parts = { day?: string | undefined; month?: string | undefined; year?: string | undefined };
type Form = { pattern: RegExp; parts(match: RegExpExecArray): Parts };

function form(pattern: string, parts: Form["parts"]): Form {
  return { pattern: new RegExp(startsWord + pattern + endsWord, "giu"), parts };
}

const named = (name: string | undefined) => numberOfMonth.get(name?.toLowerCase() ?? "");
/** Longer forms first: what one has read, no other reads again. */
const forms: Form[] = [
  form("(20\\d\\d)-(\\d\\d)-(\\d\\d)", (m) => ({ year: m[1], month: m[2], day: m[3] })),
  form("(\\d{1,2})\\. ?(\\d{1,2})\\. ?(20\\d\\d)", (m) => ({ day: m[1], month: m[2], year: m[3] })),
  form(`(\\d{1,2})(?:\\.|st|nd|rd|th)? (?:of )?(${monthName})(?:\\.(?=,? ?20\\d))?${year}`, (m) => ({
    day: m[1],
    month: named(m[2]),
    year: m[3],
  })),
  form(`(${monthName})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[.:]\\d)${year}`, (m) => ({
    month: named(m[1]),
    day: m[2],
    year: m[3],
  })),
  form(`(${monthName})\\.? (20\\d\\d)`, (m) => ({ month: named(m[1]), year: m[2] })),
];
const today = new RegExp(`${startsWord}(?:today|heute)${endsWord}`, "giu");

/** The dates in a text. A month alone is a window when its year is given; "today" is the day of publication. */
export function readDates({ text, published }: DocumentText): FoundValue[] {
  const found: FoundValue[] = [];
  const taken = new Uint8Array(text.length);
  for (const { pattern, parts } of forms)
    for (const match of text.matchAll(pattern)) {
      const value = windowOf(parts(match), published);
      const end = match.index + match[0].length;
      if (!value || taken[match.index] || taken[end - 1]) continue;
      taken.fill(1, match.index, end);
      found.push({ start: match.index, end, value });
    }
  for (const { index, 0: word } of text.matchAll(today))
    found.push({ start: index, end: index + word.length, value: { from: published, to: published } });
  return found.sort((a, b) => a.start - b.start);
}

function windowOf({ day, month, year }: Parts, published: string): { from: string; to: string } | null {
  if (!month) return null;
  if (day === undefined) return year ? monthWindow(year, month) : null;
  const at = (someYear: string) => `${someYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = at(year ?? nearestYear(at, published));
  return isDay(date) ? { from: date, to: date } : null;
}

function monthWindow(year: string, month: string): { from: string; to: string } {
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return { from: `${year}-${month}-01`, to: `${year}-${month}-${last}` };
}

/** A date without a year is the nearest of that name: an announcement of December speaks of the January that follows. */
function nearestYear(at: (year: string) => string, published: string): string {
  const own = Number(published.slice(0, 4));
  const distance = (year: number) => Math.abs(Date.parse(at(String(year))) - Date.parse(published));
  const years = [own, own + 1, own - 1].filter((year) => isDay(at(String(year))));
  return String(years.sort((a, b) => distance(a) - distance(b))[0] ?? own);
}
