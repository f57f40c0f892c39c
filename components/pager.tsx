import Link from "next/link";
import { useTranslations } from "next-intl";

type PagerProps = { page: number; pages: number; href: (page: number) => string };

export function Pager({ page, pages, href }: PagerProps) {
  const t = useTranslations("devices.pager");
  if (pages <= 1) return null;
  return (
    <nav className="pager" aria-label={t("label")}>
      {page > 1 && (
        <Link className="button" href={href(page - 1)} rel="prev" prefetch={false}>
          {t("previous")}
        </Link>
      )}
      <span>{t("page", { page, pages })}</span>
      {page < pages && (
        <Link className="button" href={href(page + 1)} rel="next" prefetch={false}>
          {t("next")}
        </Link>
      )}
    </nav>
  );
}
