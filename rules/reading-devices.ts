import type { Sentence } from "./document-reading";

import { firstFrom, type Span } from "./spans";

export type NamedDevice = { name: string; names: string[]; brand: string };
/** Where a text names a device; null is one that nobody asked about. */
export type Mention = Span & { device: string | null };

type Token = Span & { key: string };
type Names = { next: Map<string, Names>; device?: string | null };

const word = /\p{L}[\p{L}\p{M}]*|\p{N}+|\+/gu;
/** What makes another model of a name: an iPhone 15 Pro is no iPhone 15. */
const suffixes = new Set(
  "pro max ultra plus mini lite se xl fold flip fe edge air note neo edition wide classic prime active".split(
    " ",
  ),
);
const families = new Set(
  "xiaomi redmi poco iphone ipad galaxy pixel oneplus phone xperia mate pura nova honor oppo find vivo iqoo realme moto motorola razr mi".split(
    " ",
  ),
);
const beforeShortName = new Set(
  "the das dem des beim im vom zum and und or oder both beide to sowie als than".split(" "),
);
const series = /^[\s-]{0,2}(?:series|serie|reihe|familie|family|line-?up|generation)/iu;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(word)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    key: foldWord(match[0]),
  }));
}

export function foldWord(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** Code names and other single words would be found in any text: a name needs a number or a second word. */
function formsOf({ name, names, brand }: NamedDevice): string[] {
  const own = [name, ...names].map((form) => form.replace(/\s*\([^)]{3,}\)/g, ""));
  const bare = own.map((form) =>
    foldWord(form).startsWith(`${foldWord(brand)} `) ? form.slice(brand.length).trim() : form,
  );
  return [...new Set([...own, ...bare])].filter((form) => {
    const keys = tokensOf(form).map(({ key }) => key);
    return form.length > 3 && keys.length > 1;
  });
}

function namesOf(devices: NamedDevice[]): Names {
  const root: Names = { next: new Map() };
  const add = (form: string, device: string, wins: boolean) => {
    let node = root;
    for (const { key } of tokensOf(form)) {
      const next: Names = node.next.get(key) ?? { next: new Map() };
      node.next.set(key, next);
      node = next;
    }
    const taken = node.device !== undefined && node.device !== device;
    node.device = taken && !wins ? null : device;
  };
  for (const device of devices)
    for (const form of formsOf({ ...device, name: "" })) add(form, device.name, false);
  for (const device of devices)
    for (const form of formsOf({ ...device, names: [] })) add(form, device.name, true);
  return root;
}

/** Every place where a text names a phone, in order: those asked about by name, others as others. */
export function findMentions(text: string, devices: NamedDevice[]): Mention[] {
  const tokens = tokensOf(text);
  const root = namesOf(devices);
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = nameAt({ text, tokens, at, root }) ?? otherAt(text, tokens, at);
    if (!found) continue;
    mentions.push(found.mention);
    at = found.last;
  }
  return resolveShortNames({ text, tokens, mentions, devices });
}

type Found = { mention: Mention; last: number };

function nameAt(at: { text: string; tokens: Token[]; at: number; root: Names }): Found | null {
  const { text, tokens, root } = at;
  if (/[\p{L}\p{N}]/u.test(text[(tokens[at.at]?.start ?? 0) - 1] ?? "")) return null;
  let [node, last, device]: [Names, number, string | null | undefined] = [root, at.at, undefined];
  for (let i = at.at; i < tokens.length; i++) {
    const next = node.next.get(tokens[i]?.key ?? "");
    if (!next || (i > at.at && gapBetween(text, tokens, i) === null)) break;
    node = next;
    if (node.device !== undefined) [last, device] = [i, node.device];
  }
  if (device === undefined) return null;
  return spanned({ text, tokens, first: at.at, last, device });
}

/** What may stand inside a name: nothing, a space, a hyphen, a bracket. Null where the words do not belong together. */
function gapBetween(text: string, tokens: Token[], i: number): string | null {
  const gap = text.slice(tokens[i - 1]?.end, tokens[i]?.start);
  return gap.length <= 2 && /^[ \u00a0\u202f‑()-]*$/u.test(gap) ? gap : null;
}

function spanned(at: {
  text: string;
  tokens: Token[];
  first: number;
  last: number;
  device: string | null;
}): Found {
  const { text, tokens, first } = at;
  const last = lastOfModel(text, tokens, at.last);
  const [start, end] = [
    tokens[first]?.start ?? 0,
    closed(text, tokens[last]?.end ?? 0, tokens[first]?.start ?? 0),
  ];
  const other = last > at.last || series.test(text.slice(end, end + 16));
  return { mention: { start, end, device: other ? null : at.device }, last };
}

/** "Phone (1)" ends with its bracket. */
function closed(text: string, end: number, start: number): number {
  return text[end] === ")" && text.slice(start, end).includes("(") ? end + 1 : end;
}

function lastOfModel(text: string, tokens: Token[], from: number): number {
  let last = from;
  for (let i = from + 1; i < tokens.length && i <= from + 4; i++) {
    const gap = gapBetween(text, tokens, i);
    const written = text.slice(tokens[i]?.start, tokens[i]?.end);
    const glued = gap === "" && written.length <= 2;
    const named = gap !== null && suffixes.has(tokens[i]?.key ?? "") && /^(?:[\p{Lu}]|mini$)/u.test(written);
    if (!glued && !named) break;
    last = i;
  }
  return last;
}

/** A phone of a known family, or a bare model such as "12S Pro", that is none of those asked about. */
function otherAt(text: string, tokens: Token[], at: number): Found | null {
  const [own, next] = [tokens[at], tokens[at + 1]];
  if (!own || !next || /[\p{L}\p{N}]/u.test(text[own.start - 1] ?? "")) return null;
  const gap = gapBetween(text, tokens, at + 1);
  const follows = text.slice(next.start, next.end);
  if (families.has(own.key) && gap !== null && /^(?:\d{1,3}|[A-Z]|X|IV|III|SE)$/.test(follows))
    return spanned({ text, tokens, first: at, last: at + 1, device: null });
  const model =
    /^\d{1,2}$/.test(own.key) && (gap === "" ? /^[STXR]$/.test(follows) : isSuffix(next, follows));
  return model ? spanned({ text, tokens, first: at, last: at + 1, device: null }) : null;
}

function isSuffix(token: Token, written: string): boolean {
  return suffixes.has(token.key) && /^\p{Lu}/u.test(written);
}

/** "the Ultra" and "und Pro Max": the one device named in the text that ends so, where there is one. */
function resolveShortNames(at: {
  text: string;
  tokens: Token[];
  mentions: Mention[];
  devices: NamedDevice[];
}): Mention[] {
  const { text, tokens, mentions, devices } = at;
  const named = new Set(mentions.map(({ device }) => device));
  const endings = devices
    .filter(({ name }) => named.has(name))
    .map(({ name }) => ({ name, ending: endingOf(name) }));
  const taken = new Set(mentions.flatMap(({ start, end }) => [start, end]));
  const short: Mention[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i];
    const before = tokens[i - 1];
    if (!token || !before || !isSuffix(token, text.slice(token.start, token.end))) continue;
    if (!beforeShortName.has(before.key) || taken.has(before.end)) continue;
    const last = lastOfModel(text, tokens, i);
    const end = tokens[last]?.end ?? token.end;
    if (/^[-‑]\p{L}/u.test(text.slice(end, end + 2))) continue;
    const ending = tokens.slice(i, last + 1).map(({ key }) => key);
    const meant = endings.filter((device) => device.ending === ending.join(" "));
    short.push({ start: token.start, end, device: meant.length === 1 ? (meant[0]?.name ?? null) : null });
  }
  return [...mentions, ...short].sort((a, b) => a.start - b.start);
}

function endingOf(name: string): string {
  const keys = tokensOf(name).map(({ key }) => key);
  const from = keys.findLastIndex((key) => !suffixes.has(key));
  return keys.slice(from + 1).join(" ");
}

/** Words after which a phone is only what another is measured by. */
const comparing =
  /(?:\bthan|(?:er|mehr|weniger|anders) als\b|\bwie (?:das|beim|im|der|die)\b|\blike|compared|versus|\bvs|gegenüber|vergleich|succe|nachfolge|unlike|anders als|beats|übertr|instead|statt|follows|\bnach dem|\bafter the|\bsince the|\bseit dem|bisher|vorgänger|predecessor|previous)[^,;.]{0,12}$/iu;
const barrier = /[,;]\s|\s(?:and|und|sowie|while|während|whereas|but|aber)\s|\s[–—|]\s|\t/giu;
const joins =
  /^\s*(?:,|and|und|&|sowie|or|oder|,\s*(?:and|or)|as well as|\+|\/|,?\s*(?:the|das|dem))?\s*(?:the|das|dem|des|im|beim|zum)?\s*$/iu;
const everyone =
  /\b(?:all|both|each|every|alle[nrs]?|beide[nrs]?|(?:two|three|four|zwei|drei|vier) (?:new |neue[nr]? )?(?:phones|models|modelle|smartphones|telefone|geräte)|jedes|jede[nrs]?|sämtliche)\b/iu;

type Group = Span & { devices: (string | null)[]; compared: boolean };
export type Subjects = (sentence: number, span: Span) => (string | null)[];

/**
 * Which devices a place in the text is about: the one its sentence named last; without one, that of the paragraph, heading or
 * title. Empty where that cannot be told, and never a device that is only compared with.
 */
export function followSubjects(text: string, sentences: Sentence[], mentions: Mention[]): Subjects {
  const groups = sentences.map((sentence) => groupsIn(text, sentence, mentionsIn(sentence, mentions)));
  const carried = carriedSubjects(text, sentences, groups);
  return (index, span) => {
    const [sentence, own, before] = [sentences[index], groups[index] ?? [], carried[index] ?? []];
    if (!sentence) return [];
    const spoken = own.filter(({ compared }) => !compared);
    if (spoken.length === 0) return before;
    return nearestGroup(text, spoken, span)?.devices ?? before;
  };
}

function mentionsIn({ start, end }: Span, mentions: Mention[]): Mention[] {
  const from = firstFrom(mentions, start);
  return mentions.slice(from, Math.max(from, firstFrom(mentions, end)));
}

function groupsIn(text: string, sentence: Span, mentions: Mention[]): Group[] {
  const groups: Group[] = [];
  for (const { start, end, device } of mentions) {
    const last = groups.at(-1);
    if (last && start - last.end < 24 && joins.test(text.slice(last.end, start))) {
      last.devices.push(device);
      last.end = end;
    } else {
      const before = text.slice(Math.max(sentence.start, start - 80), start);
      groups.push({ start, end, devices: [device], compared: comparing.test(before) });
    }
  }
  return groups;
}

function crossings(text: string, from: number, to: number): number {
  return [...text.slice(from, Math.min(to, from + 400)).matchAll(barrier)].length;
}

/** A value belongs to the device named before it, unless one named after it shares its clause and the other does not. */
function nearestGroup(text: string, groups: Group[], span: Span): Group | undefined {
  const before = groups.findLast(({ start }) => start <= span.start);
  const after = groups.find(({ start }) => start > span.start);
  if (!before || !after) return before ?? after;
  const [left, right] = [crossings(text, before.end, span.start), crossings(text, span.end, after.start)];
  return right === 0 && left > 0 ? after : before;
}

function carriedSubjects(text: string, sentences: Sentence[], groups: Group[][]): (string | null)[][] {
  const spoken = groups.map((own) => own.filter(({ compared }) => !compared));
  const all = new Set(spoken.flat().flatMap(({ devices }) => devices));
  const only = all.size === 1 ? [...all] : null;
  const title = spoken.find((own) => own.length > 0)?.flatMap(({ devices }) => devices) ?? [];
  let [section, current]: [(string | null)[] | null, (string | null)[]] = [null, title];
  return sentences.map((sentence, index) => {
    if (only) return only;
    const newLine = index > 0 && sentences[index - 1]?.line !== sentence.line;
    const own = spoken[index] ?? [];
    if (index > 0 && sentence.heading && own.length > 0) section = own.flatMap(({ devices }) => devices);
    if (newLine) current = section ?? (sameDevices(current, title) ? title : []);
    const here = current;
    if (own.length > 0 && index > 0) current = own.at(-1)?.devices ?? [];
    if (here.length === 1 || (here.length > 1 && here === section)) return here;
    return everyone.test(text.slice(sentence.start, sentence.end)) && title.length > 1 ? title : [];
  });
}

function sameDevices(a: (string | null)[], b: (string | null)[]): boolean {
  return a.length === b.length && a.every((device, i) => device === b[i]);
}
