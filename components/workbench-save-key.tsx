"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useScripted } from "./use-scripted";

/** The buttons of the form it stands in, and Ctrl + Enter for the first of them. */
export function SaveKey({ hint, children }: { hint: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const scripted = useScripted();
  useEffect(() => {
    let sent = false;
    function press(event: KeyboardEvent) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || sent) return;
      event.preventDefault();
      sent = true;
      box.current?.closest("form")?.requestSubmit();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <div className="actions" ref={box}>
      {children}
      {scripted && <small>{hint}</small>}
    </div>
  );
}
