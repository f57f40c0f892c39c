import { type ExchangeLine, lineText } from "./exchange-2";
import { computedTypes, isComputed } from "./recompute";

export type Difference = { key: string; published: string | null; recomputed: string | null };
export type Comparison = { type: string; equal: number; differences: Difference[] };

/** What a computed line is about: the same in the file and in the replay. */
function keyOf(line: ExchangeLine): string {
  const said = line as Record<string, unknown>;
  const names = ["claim", "source", "group", "member", "at", "recordedAt", "cause"].filter(
    (name) => name in said,
  );
  if (line.type === "calibration") return line.type;
  return `${line.type} of ${names.map((name) => `${name} ${said[name]}`).join(", ")}`;
}

/** Lines of one key may be several: a claim moved twice in an instant. They are compared in their order. */
function textsByKey(lines: ExchangeLine[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const key = keyOf(line);
    found.set(key, `${found.get(key) ?? ""}${lineText(line)}`);
  }
  return found;
}

/** Compares what was published with what the replay computed, line by line, for each type of number. */
export function compareNumbers(published: ExchangeLine[], recomputed: ExchangeLine[]): Comparison[] {
  return computedTypes.map((type) => {
    const [theirs, ours] = [published, recomputed].map((lines) =>
      textsByKey(lines.filter((line) => isComputed(line) && line.type === type)),
    ) as [Map<string, string>, Map<string, string>];
    const keys = [...new Set([...theirs.keys(), ...ours.keys()])];
    const differing = keys.filter((key) => theirs.get(key) !== ours.get(key));
    return {
      type,
      equal: keys.length - differing.length,
      differences: differing.map((key) => ({
        key,
        published: theirs.get(key) ?? null,
        recomputed: ours.get(key) ?? null,
      })),
    };
  });
}
