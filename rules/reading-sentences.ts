import type { Sentence } from "./document-reading";

const longestHeading = 90;
const longestSentence = 800;
const ends = /[.!?…]["'”“»«)\]]{0,2}(?=\s)/g;
/** What ends in a full stop and is no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:ca|bzw|inkl|exkl|zzgl|evtl|ggf|usw|vgl|nr|no|approx|vs|incl|e\.g|i\.e|mr|ms|dr|st|max|min|mio|mrd|uvp|jan|feb|mär|mrz|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov|dez|dec|z|z\. ?b|d|d\. ?h|u|u\. ?a|o\. ?ä)\.$/iu;
/** German ordinals: "am 4. Juli", "der 3. Generation". */
const ordinal = /(?:^|[^\d.,])\d{1,2}\.$/;
const afterOrdinal =
  /^\s+(?:jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez|generation|quartal|platz|\d{4}\b)/i;

/** The sentences of a text in order, by offset; a line break always ends one, as titles, lists and tables have it. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let [start, line] = [0, 0];
  for (const part of text.split("\n")) {
    const heading = part.trim().length <= longestHeading && !/[.!?…;,]["”“]?\s*$/.test(part);
    for (const [from, to] of cutLine(part).flatMap((cut) => shortened(part, cut))) {
      const spoken = trimmed(text, start + from, start + to);
      if (spoken) sentences.push({ ...spoken, line, heading });
    }
    start += part.length + 1;
    line += 1;
  }
  return sentences;
}

function cutLine(line: string): [number, number][] {
  const cuts: [number, number][] = [];
  let from = 0;
  for (const { index, 0: mark } of line.matchAll(ends)) {
    const to = index + mark.length;
    if (!endsSentence(line, index, to)) continue;
    cuts.push([from, to]);
    from = to;
  }
  return [...cuts, [from, line.length]];
}

/** What runs on for longer is no sentence of a language, and would have to be searched whole for every value in it. */
function shortened(line: string, [from, to]: [number, number]): [number, number][] {
  const pieces: [number, number][] = [];
  let start = from;
  while (to - start > longestSentence) {
    const space = line.lastIndexOf(" ", start + longestSentence);
    const end = space > start ? space : start + longestSentence;
    pieces.push([start, end]);
    start = end;
  }
  return [...pieces, [start, to]];
}

function endsSentence(line: string, at: number, after: number): boolean {
  const next = line.slice(after, after + 14);
  if (!/^\s+["'„“”»«([–-]?\s?[\p{Lu}\p{N}]/u.test(next)) return false;
  if (line[at] !== ".") return true;
  const before = line.slice(Math.max(0, at - 12), at + 1);
  return !abbreviation.test(before) && !(ordinal.test(before) && afterOrdinal.test(next));
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } | null {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] ?? "")) from++;
  while (to > from && /\s/.test(text[to - 1] ?? "")) to--;
  return from < to ? { start: from, end: to } : null;
}
