"use client";

import { usePathname } from "next/navigation";
import { type Locale, locales } from "@/rules/locales";

/** The same page in the other language. Plain links: the document's language changes, so the document is loaded anew. */
export function LanguageSwitch({
  locale,
  label,
  names,
}: {
  locale: Locale;
  label: string;
  names: Record<Locale, string>;
}) {
  const rest = usePathname().replace(/^\/(en|de)(?=\/|$)/, "");
  return (
    <nav className="lang" aria-label={label}>
      {locales.map((other) => (
        <a
          key={other}
          href={`/${other}${rest}`}
          lang={other}
          hrefLang={other}
          aria-current={other === locale ? "true" : undefined}
          suppressHydrationWarning
          onClick={(event) => {
            // The server knows neither the query of a static page nor the address a rewritten or missing one was asked by.
            const { pathname, search } = location;
            event.currentTarget.href = pathname.replace(/^\/(en|de)(?=\/|$)/, `/${other}`) + search;
          }}
        >
          {other.toUpperCase()}
          <span className="vh"> {names[other]}</span>
        </a>
      ))}
    </nav>
  );
}
