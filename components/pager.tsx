import { useTranslations } from "next-intl";

type PagerProps = { page: number; pages: number; href: (page: number) => string };

/** Pages of a list that differ in their query: plain links, because the router takes such addresses for one static page. */
export function Pager({ page, pages, href }: PagerProps) {
  const t = useTranslations("devices.pager");
  if (pages <= 1) return null;
  return (
    <nav className="pager" aria-label={t("label")}>
      {page > 1 && (
        <a className="button" href={href(page - 1)} rel="prev">
          {t("previous")}
        </a>
      )}
      <span>{t("page", { page, pages })}</span>
      {page < pages && (
        <a className="button" href={href(page + 1)} rel="next">
          {t("next")}
        </a>
      )}
    </nav>
  );
}
