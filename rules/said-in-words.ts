import { foldWord, type NamedDevice } from "./reading-devices";
import type { ReadText, Said } from "./said-of-device";
import { type Word, wordsOf } from "./same-words";
import { denies } from "./stated-facts";
import type { Attribute, Value } from "./vocabulary";

export type ClaimInWords = { device: NamedDevice; attribute: Attribute; scope: string | null; value: Value };

/** The words by which a text value's attribute is spoken of; a value of one word alone could mean anything. */
const contexts: Record<string, RegExp> = {
  colors: /colou?r|farb|finish|shade|availab|comes in|zu haben|erhältlich|variant|ausführung/iu,
  "back-material": /\bback\b|rear|rück|body|gehäuse/iu,
  availability:
    /availab|\bsale|market|launch|erhältlich|verkauf|markt|märkte|verfügbar|sold|countries|länder/iu,
  "camera-branding": /camera|kamera|logo|lens|entwickelt|engineer/iu,
  "camera-module-design": /camera|kamera|module|modul/iu,
  "display-type": /display|panel|screen|bildschirm/iu,
  "display-cutout": /display|screen|bildschirm|notch|island|cut-?out|aussparung|hole|kerbe/iu,
  speakers: /speaker|lautsprecher|audio|sound|klang/iu,
  cellular: /5g|lte|mmwave|network|netz|mobilfunk/iu,
  satellite: /satelli/iu,
  sim: /sim/iu,
  modem: /modem/iu,
  "battery-type": /batter|akku/iu,
  "telephoto-design": /tele|zoom|periscop|periskop/iu,
  "rear-camera-setup": /camera|kamera|megapixel|\bMP\b/iu,
  "camera-features": /camera|kamera|video|photo|foto|aufnahme|mode|modus/iu,
  buttons: /button|taste|knopf/iu,
  "face-recognition": /face|gesicht|3d|depth|tiefen/iu,
  "wireless-charging": /wireless|kabellos|drahtlos|magsafe|qi\b/iu,
};
const spare = 3;
/** Texts about what is not known are no values that a document could state. */
const undisclosed = /disclos|unknown|unclear|no details|not named|unbekannt|offen|explanation|renders/iu;

export function saysNothing(text: string): boolean {
  return undisclosed.test(text);
}

/** Where the text says a claim's words of its device, close together and in words of its attribute; null where it does not. */
export function saidInWords(claim: ClaimInWords, text: string, read: ReadText): Said | null {
  if (saysNothing(text)) return null;
  const denied = /^(?:no|not|without|kein\w*|ohne|nicht)\s/iu.test(text);
  const wanted = wordsOf(denied ? text.replace(/^\S+\s/u, "") : text).flatMap(({ keys }) => keys);
  const [rarest] = wanted.map((key) => read.sentencesOf.get(key) ?? []).sort((a, b) => a.length - b.length);
  const context = contexts[claim.attribute.slug];
  if (!context) return null;
  for (const index of rarest ?? []) {
    const said = inSentence({ index, wanted, read });
    const sentence = read.sentences[index];
    if (!said || !sentence || !context.test(read.text.slice(sentence.start, sentence.end))) continue;
    if (!read.subjects(index, said.found).includes(claim.device.name)) continue;
    if (denies(read.text.slice(said.clause.start, said.found.end + 16)) === denied) return said;
  }
  return null;
}

/** All the words in the shortest stretch of a sentence that has them, with few others between. */
function inSentence({
  index,
  wanted,
  read,
}: {
  index: number;
  wanted: string[];
  read: ReadText;
}): Said | null {
  const words = read.words[index] ?? [];
  const sentence = read.sentences[index];
  if (!sentence) return null;
  const size = wanted.length + spare;
  for (let from = 0; from < words.length; from++) {
    const stretch = words.slice(from, from + size);
    if (!stretch[0]?.keys.some((key) => wanted.includes(key))) continue;
    const last = lastNeeded(stretch, wanted);
    if (last === null) continue;
    const span = { start: stretch[0].start, end: stretch[last]?.end ?? stretch[0].end };
    const found = { ...span, value: { text: read.text.slice(span.start, span.end) } };
    return { sentence: index, found, clause: read.clauses(sentence, span) };
  }
  return null;
}

function lastNeeded(stretch: Word[], wanted: string[]): number | null {
  const missing = new Set(wanted);
  for (const [index, { keys }] of stretch.entries()) {
    for (const key of keys) missing.delete(key);
    if (missing.size === 0) return index;
  }
  return null;
}

/** Whether one text value only says more or less than the other, so that both may be true. */
export function isPartOfTheOther(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => new Set(wordsOf(text).flatMap(({ keys }) => keys)));
  if (!x || !y) return false;
  return [...x].every((key) => y.has(key)) || [...y].every((key) => x.has(key));
}

const naming =
  /announc|unveil|launch|present|introduc|vorstell|vorgestellt|stellt|präsent|enthüll|heißt|named|called/iu;

/** The one name under which the text presents the claim's device, and whether it is the claimed one. */
export function nameSaid(claim: ClaimInWords, read: ReadText): { same: boolean; said: Said } | null {
  const { device, value } = claim;
  if (!("text" in value)) return null;
  const presented = read.mentions.filter((mention) => mention.device === device.name);
  const named = presented.map((mention) => ({
    mention,
    key: bareName(read.text.slice(mention.start, mention.end), device),
  }));
  const full = named.filter(({ key }) => /\d|x$/.test(key) || key.length > 8);
  const first = full[0];
  if (!first || new Set(full.map(({ key }) => key)).size > 1) return null;
  const index = full
    .map(({ mention }) => read.sentences.findIndex(({ end }) => end >= mention.end))
    .find((at) => at === 0 || read.sentences[at]?.heading || naming.test(sentenceText(read, at)));
  if (index === undefined) return null;
  const at = full.find(
    ({ mention }) => read.sentences.findIndex(({ end }) => end >= mention.end) === index,
  )?.mention;
  const sentence = read.sentences[index];
  if (!at || !sentence) return null;
  const found = { start: at.start, end: at.end, value: { text: read.text.slice(at.start, at.end) } };
  return {
    same: bareName(value.text, device) === first.key,
    said: { sentence: index, found, clause: sentence },
  };
}

function sentenceText(read: ReadText, index: number): string {
  const { start, end } = read.sentences[index] ?? { start: 0, end: 0 };
  return read.text.slice(start, end);
}

function bareName(name: string, { brand }: NamedDevice): string {
  const folded = foldWord(name).replace(/[^\p{L}\p{N}+]+/gu, "");
  const maker = foldWord(brand);
  return folded.startsWith(maker) ? folded.slice(maker.length) : folded;
}
