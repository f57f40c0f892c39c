import "./globals.css";
import type { Metadata } from "next";
import { NotFoundNotice } from "@/components/not-found-notice";
import { themeScript } from "@/components/theme-script";
import de from "@/messages/de.json";
import en from "@/messages/en.json";

export const metadata: Metadata = { title: `404 · ${en.site.name}`, robots: { index: false } };

const wordsOf = (messages: typeof en) => ({
  ...messages.errors.notFound,
  searchLabel: messages.site.search.label,
  searchHint: messages.site.search.hint,
  search: messages.site.search.button,
});

/** For addresses outside /en and /de, where no language is known: both. */
export default function GlobalNotFound() {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash. */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <main className="wrap">
          <NotFoundNotice locale="en" words={wordsOf(en)} />
          <p className="rule-above">
            <a lang="de" hrefLang="de" href="/de">
              {de.errors.notFound.title}: {de.errors.notFound.home}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
