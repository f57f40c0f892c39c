"use client";

import { type RefObject, useEffect } from "react";
import type { Span } from "@/rules/spans";

type WorkbenchTextProps = {
  text: string;
  language: string;
  label: string;
  /** Every passage that decides something. */
  cited: Span[];
  /** That of the claim at hand, and the value in it. */
  active: Span | null;
  found: Span | null;
  pane: RefObject<HTMLElement | null>;
  onQuote: (passage: string) => void;
};

/** The text with its passages marked; the one at hand scrolls into view in its own pane and leaves the page where it is. */
export function WorkbenchText(props: WorkbenchTextProps) {
  const { text, language, label, cited, active, found, pane, onQuote } = props;
  const start = active?.start;
  useEffect(() => {
    if (start === undefined) return;
    const box = pane.current;
    const mark = box?.querySelector<HTMLElement>("mark.wb-now");
    if (!box || !mark) return;
    const offset = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += offset - box.clientHeight / 3;
  }, [start, pane]);
  function quote() {
    const selection = window.getSelection();
    const words = selection?.toString().trim();
    if (!words || !selection || !pane.current?.contains(selection.anchorNode)) return;
    onQuote(words);
  }
  return (
    // A pane that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="wb-text" aria-label={label} lang={language} tabIndex={0} ref={pane} onMouseUp={quote}>
      <p>
        {segmentsOf(text.length, cited, active, found).map((part) => (
          <Piece key={part.start} part={part} text={text.slice(part.start, part.end)} />
        ))}
      </p>
    </section>
  );
}

type Segment = Span & { cited: boolean; active: boolean; found: boolean };

function Piece({ part, text }: { part: Segment; text: string }) {
  const id = `at-${part.start}`;
  if (part.active)
    return (
      <mark className="wb-now" id={id}>
        {part.found ? <strong>{text}</strong> : text}
      </mark>
    );
  if (part.cited)
    return (
      <mark className="wb-cited" id={id}>
        {text}
      </mark>
    );
  return <span id={id}>{text}</span>;
}

/** The text cut wherever a passage or value begins or ends. */
function segmentsOf(length: number, cited: Span[], active: Span | null, found: Span | null): Segment[] {
  const spans = [...cited, ...(active ? [active] : []), ...(found ? [found] : [])];
  const cuts = new Set([0, length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...cuts].filter((at) => at >= 0 && at <= length).sort((a, b) => a - b);
  const within = (spans: (Span | null)[], start: number) =>
    spans.some((span) => span !== null && span.start <= start && start < span.end);
  return sorted.slice(0, -1).map((start, at) => ({
    start,
    end: sorted[at + 1] ?? length,
    cited: within(cited, start),
    active: within([active], start),
    found: within([found], start),
  }));
}
