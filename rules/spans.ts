/** A stretch of a text, as offsets into it. */
export type Span = { start: number; end: number };

/** The place of the first of some ordered spans that starts there or later. */
export function firstFrom(spans: Span[], start: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
