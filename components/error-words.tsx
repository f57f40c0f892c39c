"use client";

import { createContext, type ReactNode } from "react";

export type ErrorWordSet = { title: string; text: string; again: string; home: string };
type Provided = { words: ErrorWordSet; home: string };

/** The error page is a client component and cannot load messages; the layout hands it its few words beforehand. */
export const ErrorWords = createContext<Provided>({
  words: { title: "", text: "", again: "", home: "" },
  home: "/",
});

export function ErrorWordsProvider({ children, words, home }: Provided & { children: ReactNode }) {
  return <ErrorWords value={{ words, home }}>{children}</ErrorWords>;
}
