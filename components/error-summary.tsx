"use client";

import { useEffect, useRef } from "react";

export type FieldProblem = { path: string; text: string };

type ErrorSummaryProps = {
  title: string;
  reason: string;
  note?: string;
  problems: FieldProblem[];
};

/** Why a form was refused, above the form; takes the focus, and leads to each field. */
export function ErrorSummary({ title, reason, note, problems }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="notice problem" role="alert" tabIndex={-1} ref={box}>
      <p className="notice-title">{title}</p>
      <p>{reason}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ path, text }) => (
            <li key={path + text}>
              <a href={`#${path.split(".")[0]}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
      {note && <p>{note}</p>}
    </div>
  );
}
