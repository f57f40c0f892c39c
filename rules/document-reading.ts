import type { Locale } from "./locales";
import { readAmounts } from "./reading-amounts";
import { readDates } from "./reading-dates";
import { splitSentences } from "./reading-sentences";
import type { Span } from "./spans";
import type { Value } from "./vocabulary";

/** A value as it stands in the text. */
export type FoundValue = Span & { value: Value };
/** A whole sentence, or a line where the text is a list or a table. */
export type Sentence = Span & { line: number; heading: boolean };

/** A text as it was published: a date without a year is of that year, or of the one it is nearest in. */
export type DocumentText = { text: string; language: Locale; published: string };

export type Reading = { sentences: Sentence[]; values: FoundValue[] };

/** The sentences of an announcement and the amounts, prices and dates in it, as German and English write them. */
export function readDocument({ text, language, published }: DocumentText): Reading {
  const dates = readDates({ text, language, published });
  const taken = new Uint8Array(text.length);
  for (const { start, end } of dates) taken.fill(1, start, end);
  const amounts = readAmounts(text, language).filter(({ start, end }) => !taken[start] && !taken[end - 1]);
  return {
    sentences: splitSentences(text),
    values: [...dates, ...amounts].sort((a, b) => a.start - b.start),
  };
}
