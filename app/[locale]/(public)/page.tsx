import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";

export async function generateMetadata() {
  const t = await getTranslations("site");
  const locale = await currentLocale();
  return publicMetadata({ locale, path: "", title: { absolute: t("title") }, description: t("description") });
}

export default async function Home() {
  const t = await getTranslations("site");
  return <h1>{t("title")}</h1>;
}
