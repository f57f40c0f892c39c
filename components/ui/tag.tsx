import type { ReactNode } from "react";

/** A small label; dashed for what nobody has verified yet. */
export function Tag({
  dashed = false,
  tone,
  children,
}: {
  dashed?: boolean;
  tone?: "refuted";
  children: ReactNode;
}) {
  return <span className={`tag${dashed ? " dash" : ""}${tone ? ` ${tone}` : ""}`}>{children}</span>;
}
