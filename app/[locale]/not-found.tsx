import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { NotFoundNotice } from "@/components/not-found-notice";

export default async function NotFound() {
  const locale = await currentLocale();
  const t = await getTranslations("errors");
  const site = await getTranslations("site");
  return (
    <NotFoundNotice
      locale={locale}
      words={{
        title: t("notFound.title"),
        text: t("notFound.text"),
        home: t("notFound.home"),
        devices: t("notFound.devices"),
        searchLabel: site("search.label"),
        searchHint: site("search.hint"),
        search: site("search.button"),
      }}
    />
  );
}
