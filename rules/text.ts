import type { Reason } from "./refusal";

/**
 * What a reader cannot see or what reorders what they see: control characters, bidirectional marks and overrides, zero-width
 * and other blank letters, tags, private use, noncharacters, halves of a surrogate pair.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}\p{Noncharacter_Code_Point}\u2800]/u;
/** More marks on one letter than any language stacks. */
const piledMarks = /\p{M}{5}/u;
/** Inside an emoji a joiner and a variation selector are part of the picture. */
const emojiParts = /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)(?:\ufe0f\u200d?|\u200d)/gu;

/** Whether text may be stored and shown: nothing in it is hidden from the reader. Paragraphs may have line breaks. */
export function objectionToText(text: string, kind: "line" | "paragraphs"): Reason | null {
  const visible = kind === "paragraphs" ? text.replaceAll("\n", " ") : text;
  const plain = visible.replace(emojiParts, "");
  return unseen.test(plain) || piledMarks.test(plain) ? "text-not-allowed" : null;
}

/** One line: composed letters, single spaces, nothing around it. Line breaks and tabs, as pasted titles have them, are spaces. */
export function tidyLine(text: string): string {
  return text.normalize("NFC").replace(/[\s]+/gu, " ").trim();
}

/** Text copied from a page: line breaks and joiners that only tell browsers where a word may break are no part of it. */
export function tidyPasted(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n").replace(/[\t\u00a0]/g, " ");
  return tidyParagraphs(
    lines.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{DI}\p{Noncharacter_Code_Point}]/gu, ""),
  );
}

/** Paragraphs: composed letters, one kind of line break, at most one empty line in a row. */
export function tidyParagraphs(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
