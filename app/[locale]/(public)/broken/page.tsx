import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors");
  return { title: t("title"), robots: { index: false } };
}

/** What the process answers with where Next's own 500 would stay empty without JavaScript. */
export default async function BrokenPage() {
  const t = await getTranslations("errors");
  return (
    <div className="dead-end">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      {/* A form without an address asks again for the one that failed. */}
      <form className="actions">
        <button className="primary" type="submit">
          {t("again")}
        </button>
        <a className="button" href={`/${await currentLocale()}`}>
          {t("home")}
        </a>
      </form>
    </div>
  );
}
