import { useTranslations } from "next-intl";
import { LanguageSwitch } from "@/components/language-switch";
import { SearchForm } from "@/components/search-form";
import { ThemeButton } from "@/components/theme-button";
import { ViewerSlot } from "@/components/viewer-slot";
import type { Locale } from "@/rules/locales";

export function SiteHeader({ locale }: { locale: Locale }) {
  const t = useTranslations("site");
  const search = { label: t("search.label"), hint: t("search.hint"), button: t("search.button") };
  return (
    <header className="site">
      <div className="wrap">
        <a className="wordmark" href={`/${locale}`} aria-label={t("homeLabel")}>
          <i>Hear</i>say
        </a>
        <nav className="site-nav" aria-label={t("nav.label")}>
          <a href={`/${locale}/devices`}>{t("nav.devices")}</a>
          <a href={`/${locale}/sources`}>{t("nav.sources")}</a>
          <a href={`/${locale}/submit`}>{t("nav.submit")}</a>
        </nav>
        <SearchForm id="q" locale={locale} words={search} />
        <LanguageSwitch
          locale={locale}
          label={t("language.label")}
          names={{ en: t("language.en"), de: t("language.de") }}
        />
        <ThemeButton label={t("theme")} />
        <ViewerSlot locale={locale} />
      </div>
    </header>
  );
}
