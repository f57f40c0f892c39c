import type { ReactNode } from "react";

export const markStates = ["rumored", "official", "confirmed", "partly", "refuted", "unresolved"] as const;
export type MarkState = (typeof markStates)[number];

/** The six shapes, once a page; marks refer to them. */
export function MarkShapes() {
  return (
    <svg className="vh" width="0" height="0" aria-hidden="true">
      <symbol id="mark-rumored" viewBox="0 0 14 14">
        <circle
          cx="7"
          cy="7"
          r="5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray="2.3 2"
        />
      </symbol>
      <symbol id="mark-official" viewBox="0 0 14 14">
        <path d="M7 .6 13.4 7 7 13.4.6 7Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M7 4.2 9.8 7 7 9.8 4.2 7Z" fill="currentColor" />
      </symbol>
      <symbol id="mark-confirmed" viewBox="0 0 14 14">
        <path
          fill="currentColor"
          fillRule="evenodd"
          d="M2 .5h10A1.5 1.5 0 0 1 13.5 2v10a1.5 1.5 0 0 1-1.5 1.5H2A1.5 1.5 0 0 1 .5 12V2A1.5 1.5 0 0 1 2 .5Zm8.7 3.2L6 8.8 3.5 6.5 2.4 7.7l3.7 3.4L12 4.9Z"
        />
      </symbol>
      <symbol id="mark-partly" viewBox="0 0 14 14">
        <path d="M1.3 1.3h11.4v11.4H1.3z" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M1.3 12.7V1.3l11.4 11.4Z" fill="currentColor" />
      </symbol>
      <symbol id="mark-refuted" viewBox="0 0 14 14">
        <path d="M2 2l10 10M12 2 2 12" fill="none" stroke="currentColor" strokeWidth="2.6" />
      </symbol>
      <symbol id="mark-unresolved" viewBox="0 0 14 14">
        <circle cx="7" cy="7" r="5.7" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M3.8 7h6.4" stroke="currentColor" strokeWidth="2" />
      </symbol>
    </svg>
  );
}

/** A shape alone; only where words stand beside it or the whole is hidden from assistive technology. */
export function MarkShape({ state }: { state: MarkState }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true">
      <use href={`#mark-${state}`} />
    </svg>
  );
}

/** State as shape, word and color together. */
export function Mark({ state, children }: { state: MarkState; children: ReactNode }) {
  return (
    <span className={`mark ${state}`}>
      <MarkShape state={state} />
      {children}
    </span>
  );
}
