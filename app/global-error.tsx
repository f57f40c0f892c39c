"use client";

import "./globals.css";
import { ErrorNotice } from "@/components/error-notice";
import words from "@/messages/fatal.json";

/** Shown when the layout itself failed. Its words are a file of their own: importing a whole language would ship it to everyone. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const german = typeof location !== "undefined" && location.pathname.startsWith("/de");
  return (
    <html lang={german ? "de" : "en"}>
      <body>
        <main className="wrap">
          <ErrorNotice
            words={german ? words.de : words.en}
            home={german ? "/de" : "/en"}
            digest={error.digest}
            again={reset}
          />
        </main>
      </body>
    </html>
  );
}
