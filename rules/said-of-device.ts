import { type DocumentText, type FoundValue, readDocument, type Sentence } from "./document-reading";
import { findParts, namingOf } from "./named-parts";
import { type Clauses, type Fact, findClauses, tieValues } from "./reading-attributes";
import {
  findMentions,
  followSubjects,
  type Mention,
  type NamedDevice,
  type Subjects,
} from "./reading-devices";
import { type Word, wordsOf } from "./same-words";
import { regionsIn, type ScopedValue, versionsIn } from "./scope-words";
import type { Span } from "./spans";
import { denies, statedOf } from "./stated-facts";

/** What a text says of an attribute in one place: a value, a part's name, or that the phone has something or not. */
export type Said = { sentence: number; found: FoundValue; clause: Span; part?: string; stated?: boolean };

/** A text read once for all claims. */
export type ReadText = {
  text: string;
  sentences: Sentence[];
  clauses: Clauses;
  facts: Map<string, Fact[]>;
  mentions: Mention[];
  subjects: Subjects;
  words: Word[][];
  sentencesOf: Map<string, number[]>;
  regions: Set<string>;
  said: Map<string, Said[]>;
  ofDevice: Map<string, Said[]>;
  scoped: Map<Said, ScopedValue>;
};

export function readForDevices(document: DocumentText, devices: NamedDevice[]): ReadText {
  const { text } = document;
  const reading = readDocument(document);
  const { sentences } = reading;
  const clauses = findClauses(text);
  const mentions = findMentions(text, devices);
  const words = sentences.map(({ start, end }) =>
    wordsOf(text.slice(start, end)).map((word) => ({
      ...word,
      start: word.start + start,
      end: word.end + start,
    })),
  );
  return {
    text,
    sentences,
    clauses,
    facts: bySlug(tieValues(text, reading, clauses)),
    mentions,
    subjects: followSubjects(text, sentences, mentions),
    words,
    sentencesOf: sentencesByWord(words),
    regions: regionsIn(text),
    said: new Map(),
    ofDevice: new Map(),
    scoped: new Map(),
  };
}

function bySlug(facts: Fact[]): Map<string, Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) push(found, fact.slug, fact);
  return found;
}

function sentencesByWord(words: Word[][]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, own] of words.entries())
    for (const key of new Set(own.flatMap(({ keys }) => keys))) push(found, key, index);
  return found;
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Everything the text says of an attribute, of whichever device: read once, however many claims ask. */
function saidOf(slug: string, read: ReadText): Said[] {
  const known = read.said.get(slug);
  if (known) return known;
  const said = [...(read.facts.get(slug) ?? []), ...partsSaid(slug, read), ...factsStated(slug, read)];
  read.said.set(slug, said);
  return said;
}

/** No announcement speaks of one property of one phone more often: a text that does is not understood. */
const mostSaid = 50;

/** What the text says of one attribute of one device; nothing where it says too much to be made sense of. */
export function saidOfDevice(slug: string, device: string, read: ReadText): Said[] {
  const key = `${slug}\n${device}`;
  const known = read.ofDevice.get(key);
  if (known) return known;
  const said = saidOf(slug, read).filter(({ sentence, found }) =>
    read.subjects(sentence, found).includes(device),
  );
  const kept = said.length > mostSaid ? [] : said;
  read.ofDevice.set(key, kept);
  return kept;
}

/** "Instead of Lightning": the part named is the one that the phone no longer has. */
const givenUp =
  /(?:\bstatt|anstelle (?:von|des)|instead of|rather than|replac\p{L}{1,4}|ersetzt)\s(?:\p{L}+\s)?$/iu;

function partsSaid(slug: string, read: ReadText): Said[] {
  const naming = namingOf(slug);
  if (!naming) return [];
  return inSentences(read, naming.near ?? null, (sentence, part) =>
    findParts(slug, part).map(({ start, end, key }) => ({
      span: { start: sentence.start + start, end: sentence.start + end },
      part: key,
    })),
  )
    .filter(({ clause, span }) => {
      const own = read.text.slice(clause.start, clause.end);
      if (givenUp.test(read.text.slice(Math.max(0, span.start - 30), span.start))) return false;
      return !denies(own) && own.search(naming.not ?? /$^/u) < 0;
    })
    .map(({ sentence, clause, span, part }) => ({
      sentence,
      clause,
      part,
      found: { ...span, value: { text: read.text.slice(span.start, span.end) } },
    }));
}

function factsStated(slug: string, read: ReadText): Said[] {
  const known = statedOf(slug);
  if (!known) return [];
  return inSentences(read, known.with ?? null, (sentence, part) =>
    [...part.matchAll(known.cue)].map((match) => ({
      span: {
        start: sentence.start + match.index,
        end: sentence.start + match.index + match[0].length,
      },
    })),
  ).map(({ sentence, clause, span }) => {
    const stated = !denies(read.text.slice(clause.start, clause.end));
    return { sentence, clause, stated, found: { ...span, value: { bool: stated } } };
  });
}

function inSentences<Found extends { span: Span }>(
  read: ReadText,
  near: RegExp | null,
  find: (sentence: Sentence, part: string) => Found[],
): (Found & { sentence: number; clause: Span })[] {
  return read.sentences.flatMap((sentence, index) => {
    const part = read.text.slice(sentence.start, sentence.end);
    if (near && part.search(near) < 0) return [];
    return find(sentence, part).map((found) => ({
      ...found,
      sentence: index,
      clause: read.clauses(sentence, found.span),
    }));
  });
}

/** A place in the text as a scope is matched against it. */
export function scopedValue(slug: string, said: Said, read: ReadText): ScopedValue {
  const known = read.scoped.get(said);
  if (known) return known;
  const beside = saidOf(slug, read).filter((other) => other.sentence === said.sentence);
  const sentence = read.sentences[said.sentence] ?? { start: 0, end: 0 };
  const text = read.text.slice(sentence.start, sentence.end);
  const place = {
    clause: read.text.slice(said.clause.start, said.clause.end),
    sentence: text,
    amongOthers: beside.length > 1,
    value: said.found.value,
    variant: "amount" in said.found.value ? variantOf(beside.indexOf(said), beside.length, text) : null,
    regions: read.regions,
  };
  read.scoped.set(said, place);
  return place;
}

/** Prices and versions of one sentence belong together in their order, when there are as many of each. */
function variantOf(place: number, prices: number, sentence: string): string | null {
  const versions = versionsIn(sentence);
  return versions.length === prices ? (versions[place]?.version ?? null) : null;
}
