import { useTranslations } from "next-intl";
import type { Locale } from "@/rules/locales";

const links = ["sources", "members", "method", "decisions", "imprint", "privacy", "contact"] as const;

export function SiteFooter({ locale }: { locale: Locale }) {
  const t = useTranslations("site.footer");
  return (
    <footer className="foot">
      <div className="wrap">
        <nav aria-label={t("label")}>
          <ul>
            {links.map((link) => (
              <li key={link}>
                <a href={`/${locale}/${link}`}>{t(link)}</a>
              </li>
            ))}
            <li>
              <a href="/api/openapi.json">{t("api")}</a>
            </li>
          </ul>
        </nav>
        <p>
          <small>{t("noCookies")}</small>
        </p>
      </div>
    </footer>
  );
}
