"use client";

import { useContext } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { ErrorWords } from "@/components/error-words";

/** The process logs the cause under the same digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const { words, home } = useContext(ErrorWords);
  return <ErrorNotice words={words} home={home} digest={error.digest} again={reset} />;
}
