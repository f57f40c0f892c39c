import {
  type DocumentText,
  type FoundValue,
  readDocument,
  type Sentence,
  type Span,
} from "./document-reading";
import { findParts, namingOf } from "./named-parts";
import { clauseAround, type Fact, tieValues } from "./reading-attributes";
import {
  findMentions,
  followSubjects,
  type Mention,
  type NamedDevice,
  type Subjects,
} from "./reading-devices";
import { type Word, wordsOf } from "./same-words";
import { regionsIn, type ScopedValue, versionsIn } from "./scope-words";
import { denies, statedOf } from "./stated-facts";

/** What a text says of an attribute in one place: a value, a part's name, or that the phone has something or not. */
export type Said = { sentence: number; found: FoundValue; clause: Span; part?: string; stated?: boolean };

/** A text read once for all claims. */
export type ReadText = {
  text: string;
  sentences: Sentence[];
  facts: Map<string, Fact[]>;
  mentions: Mention[];
  subjects: Subjects;
  words: Word[][];
  sentencesOf: Map<string, number[]>;
  regions: Set<string>;
  said: Map<string, Said[]>;
};

export function readForDevices(document: DocumentText, devices: NamedDevice[]): ReadText {
  const { text } = document;
  const { sentences, values } = readDocument(document);
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
    facts: bySlug(tieValues(text, sentences, values)),
    mentions,
    subjects: followSubjects(text, sentences, mentions),
    words,
    sentencesOf: sentencesByWord(words),
    regions: regionsIn(text),
    said: new Map(),
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

function isOfDevice(read: ReadText, said: Said, device: string): boolean {
  return read.subjects(said.sentence, said.found).includes(device);
}

export function saidOfDevice(slug: string, device: string, read: ReadText): Said[] {
  return saidOf(slug, read).filter((said) => isOfDevice(read, said, device));
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
      clause: clauseAround(read.text, sentence, found.span),
    }));
  });
}

/** A place in the text as a scope is matched against it. */
export function scopedValue(slug: string, said: Said, read: ReadText): ScopedValue {
  const beside = saidOf(slug, read).filter((other) => other.sentence === said.sentence);
  const sentence = read.sentences[said.sentence] ?? { start: 0, end: 0 };
  return {
    clause: read.text.slice(said.clause.start, said.clause.end),
    sentence: read.text.slice(sentence.start, sentence.end),
    amongOthers: beside.length > 1,
    value: said.found.value,
    variant: variantOf(said, read, sentence),
    regions: read.regions,
  };
}

/** Prices and versions of one sentence belong together in their order, when there are as many of each. */
function variantOf(said: Said, read: ReadText, sentence: Span): string | null {
  if (!("amount" in said.found.value)) return null;
  const versions = versionsIn(read.text.slice(sentence.start, sentence.end));
  const prices = saidOf("price", read).filter((other) => other.sentence === said.sentence);
  const place = prices.findIndex(({ found }) => found.start === said.found.start);
  return versions.length === prices.length ? (versions[place]?.version ?? null) : null;
}
