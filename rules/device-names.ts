/** A device as texts may call it: what it is called, was called or was rumored to be called, and its model numbers. No codenames. */
export type NamedDevice = { id: string; brand: string; names: string[] };

type Called = { id: string; pattern: RegExp; length: number };

/**
 * The devices a text names, in the order of their first mention. A longer name takes its letters from the shorter ones in it: where
 * "Xiaomi 12S Ultra" stands, nobody spoke of a Xiaomi 12S. Without its brand a name counts where the text names the brand too.
 */
export function devicesNamed(text: string, devices: NamedDevice[]): string[] {
  const taken: { start: number; end: number; id: string }[] = [];
  const said = new Set(wordsOf(text));
  const all = devices.flatMap((device) => namesOf(device, said));
  for (const { id, pattern } of all.sort((a, b) => b.length - a.length))
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const covered = taken.some((span) => span.start <= start && span.end >= end && wider(span, match[0]));
      if (!covered) taken.push({ start, end, id });
    }
  const first = taken.sort((a, b) => a.start - b.start || b.end - a.end);
  return [...new Set(first.map(({ id }) => id))];
}

/** Two devices may go by one name; both are meant then. */
function wider(span: { start: number; end: number }, name: string): boolean {
  return span.end - span.start > name.length;
}

function namesOf({ id, brand, names }: NamedDevice, said: ReadonlySet<string>): Called[] {
  const brandNamed = maySay(said, brand);
  const all = names.flatMap((name) => {
    const short = brandNamed ? withoutBrand(name, brand) : null;
    return short ? [name, short] : [name];
  });
  return [...new Set(all)]
    .filter((name) => name.trim().length > 2 && maySay(said, name))
    .map((name) => ({ id, pattern: patternOf(name), length: name.length }));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether all words of a name stand somewhere: of thousands of devices few are searched for. */
function maySay(said: ReadonlySet<string>, name: string): boolean {
  return wordsOf(name).every((word) => said.has(word) || said.has(`${word}s`));
}

/** Of a name that says something by itself: "12S Ultra", not "Note" or "13". */
function withoutBrand(name: string, brand: string): string | null {
  if (!name.toLowerCase().startsWith(`${brand.toLowerCase()} `)) return null;
  const short = name.slice(brand.length + 1).trim();
  return /\d/.test(short) && /\p{L}/u.test(short) && short.length > 4 ? short : null;
}

/** Whole words, in any case and with any space between them; a German genitive keeps its device. */
function patternOf(name: string): RegExp {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?=s?(?![\\p{L}\\p{N}+]))`, "giu");
}
