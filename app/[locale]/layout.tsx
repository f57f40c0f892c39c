import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentLocale } from "@/app/i18n";
import { ErrorWordsProvider } from "@/components/error-words";
import { SiteFooter } from "@/components/site-footer";
import { SiteHeader } from "@/components/site-header";
import { themeScript } from "@/components/theme-script";
import { MarkShapes } from "@/components/ui/mark";
import { isLocale } from "@/rules/locales";

/**
 * No real language, so the build makes no page that somebody sees: it reads no database and freezes nothing of its environment.
 * Each page is made when it is first asked for, and static from then on.
 */
export function generateStaticParams() {
  return [{ locale: "_" }];
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  return {
    title: { default: t("title"), template: `%s · ${t("name")}` },
    description: t("description"),
    applicationName: t("name"),
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fdfdfc" },
    { media: "(prefers-color-scheme: dark)", color: "#131618" },
  ],
};

export default async function RootLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  if (!isLocale((await params).locale)) notFound();
  const locale = await currentLocale();
  const t = await getTranslations("site");
  const errors = await getTranslations("errors");
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        {/* Before the first paint, so that a remembered theme does not flash. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash. */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <MarkShapes />
        <a className="skip" href="#main">
          {t("skip")}
        </a>
        <SiteHeader locale={locale} />
        <ErrorWordsProvider
          words={{
            title: errors("title"),
            text: errors("text"),
            again: errors("again"),
            home: errors("home"),
          }}
          home={`/${locale}`}
        >
          <main id="main" className="wrap">
            {children}
          </main>
        </ErrorWordsProvider>
        <SiteFooter locale={locale} />
      </body>
    </html>
  );
}
