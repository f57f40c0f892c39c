import { cacheLife, cacheTag } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { FrontPage, type FrontPageData } from "@/components/front-page";
import { findHomePage } from "@/db/home";
import { orderDevices } from "@/rules/device-filters";

async function loadHome(): Promise<FrontPageData> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "home");
  const home = await findHomePage();
  const today = new Date().toISOString().slice(0, 10);
  return { ...home, upcoming: orderDevices(home.upcoming, "launch", today), today };
}

export async function generateMetadata() {
  const t = await getTranslations("home");
  return publicMetadata({
    locale: await requireLocale(),
    path: "",
    title: { absolute: t("title") },
    description: t("description"),
  });
}

export default async function HomePage() {
  await requireLocale();
  return <FrontPage home={await loadHome()} />;
}
