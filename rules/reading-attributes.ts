import { disclaiming, type Family, families } from "./attribute-words";
import type { FoundValue, Reading, Sentence } from "./document-reading";
import { firstFrom, type Span } from "./spans";
import type { Value } from "./vocabulary";

/** A value in its sentence, and the attribute that the words around it tie it to. */
export type Fact = { sentence: number; found: FoundValue; clause: Span; slug: string };

const barrier =
  /[,;](?=\s)|\s(?:and|und|sowie|or|oder|while|während|whereas|but|aber|sondern|plus)\s|\s[–—|]\s|\)|\t/giu;
/** No clause worth reading is longer, and no text may make every value in it search all of it. */
const reach = 240;

type Cue = Span & { slug: string | null; clear: boolean };

export type Clauses = (sentence: Span, span: Span) => Span;

/** The clause around a span: what stands between two commas, "und"s or the ends of its sentence. */
export function findClauses(text: string): Clauses {
  const barriers = [...text.matchAll(barrier)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return (sentence, { start, end }) => {
    const before = barriers[firstFrom(barriers, start) - 1];
    const after = barriers[firstFrom(barriers, end)];
    return {
      start: Math.max(sentence.start, start - reach, before && before.end <= start ? before.end : 0),
      end: Math.min(sentence.end, end + reach, after?.start ?? text.length),
    };
  };
}

/** The amounts, prices and dates of a text, each with the attribute it is a value of; values that no word explains are left out. */
export function tieValues(text: string, { sentences, values }: Reading, clauses: Clauses): Fact[] {
  const facts: Fact[] = [];
  const cues = new Map<Family, Cue[]>();
  let sentence = 0;
  for (const [index, found] of values.entries()) {
    while (sentence < sentences.length && (sentences[sentence]?.end ?? 0) < found.end) sentence++;
    const around = sentences[sentence];
    const family = families.find(({ unit }) => unit === unitOf(found.value));
    if (!around || !family || found.start < around.start) continue;
    const clause = clauses(around, found);
    const spoken = Math.max(clause.start, values[index - 1]?.end ?? 0);
    if (disclaiming.test(text.slice(spoken, found.start))) continue;
    const known = cues.get(family) ?? cuesOf(text, family);
    cues.set(family, known);
    const tie = {
      text,
      family,
      cues: known,
      found,
      clause,
      sentence: around,
      heading: headingOf(sentences, sentence),
    };
    for (const slug of tied(tie)) facts.push({ sentence, found, clause, slug });
  }
  return facts;
}

function unitOf(value: Value): string | null {
  if ("from" in value) return "date";
  if ("amount" in value) return "money";
  if (!("number" in value)) return null;
  const alike: Record<string, string> = { kW: "W", TB: "GB", cm: "mm" };
  return value.unit === null ? "cameras" : (alike[value.unit] ?? value.unit);
}

function headingOf(sentences: Sentence[], index: number): Span | null {
  const [own, above] = [sentences[index], sentences[index - 1]];
  return own && above?.heading && above.line < own.line ? above : null;
}

type Tie = {
  text: string;
  family: Family;
  cues: Cue[];
  found: FoundValue;
  clause: Span;
  sentence: Span;
  heading: Span | null;
};

/** The words of the clause decide; where it has none, those before it in the sentence, then after it, then the heading. */
function tied({ text, family, cues, found, clause, sentence, heading }: Tie): string[] {
  const before = { start: Math.max(sentence.start, found.start - reach), end: clause.start };
  const after = { start: clause.end, end: Math.min(sentence.end, found.end + reach) };
  const places = heading ? [clause, before, after, heading] : [clause, before, after];
  for (const place of places) {
    const cue = nearestCue(cuesIn(cues, place), found);
    if (cue?.slug && distributing.test(text.slice(clause.start, found.start)))
      return [...new Set([cue.slug, ...namedBefore(cues, sentence.start, found.start)])];
    if (cue) return cue.slug === null ? [] : [cue.slug];
  }
  return family.kinds.flatMap(({ alone, slug }) => (alone && slug ? [slug] : [])).slice(0, 1);
}

/** "Ultraweitwinkel- und Telekamera haben je 48 Megapixel": one value for everything named before it. */
const distributing = /\b(?:je|jeweils|both|each|beide[nrs]?|ebenfalls)\b/iu;

function namedBefore(cues: Cue[], from: number, to: number): string[] {
  const start = Math.max(from, to - reach);
  return cuesIn(cues, { start, end: to }).flatMap(({ slug, clear }) => (slug && clear ? [slug] : []));
}

/** Every word of a family in the text, in order: looked for once, however many values ask for those near them. */
function cuesOf(text: string, { kinds }: Family): Cue[] {
  const cues = (slug: string | null, pattern: RegExp | undefined, clear: boolean): Cue[] =>
    pattern
      ? [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
          start: index,
          end: index + length,
          slug,
          clear,
        }))
      : [];
  return kinds
    .flatMap((kind) => [...cues(kind.slug, kind.clear, true), ...cues(kind.slug, kind.loose, false)])
    .sort((a, b) => a.start - b.start);
}

function cuesIn(cues: Cue[], { start, end }: Span): Cue[] {
  const found: Cue[] = [];
  for (let at = firstFrom(cues, start); at < cues.length && (cues[at]?.start ?? end) < end; at++) {
    const cue = cues[at];
    if (cue && cue.end <= end) found.push(cue);
  }
  return found;
}

function nearestCue(cues: Cue[], span: Span): Cue | undefined {
  const clear = cues.filter((cue) => cue.clear);
  const distance = (cue: Span) => Math.max(cue.start - span.end, span.start - cue.end, 0);
  return (clear.length > 0 ? clear : cues).sort((a, b) => distance(a) - distance(b))[0];
}
