import type { ReactNode } from "react";

type NoticeProps = { kind?: "plain" | "problem" | "done"; title?: ReactNode; children?: ReactNode };

/** A message about the page or the last action; a problem is announced at once. */
export function Notice({ kind = "plain", title, children }: NoticeProps) {
  return (
    <div className={`notice ${kind}`} role={kind === "problem" ? "alert" : "status"}>
      {title && <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}
