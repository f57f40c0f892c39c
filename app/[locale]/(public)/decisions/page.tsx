import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { DecisionLog } from "./decision-log";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("decisions");
  return publicMetadata({
    locale: await requireLocale(),
    path: "/decisions",
    title: t("title"),
    description: t("description"),
  });
}

export default async function DecisionsPage() {
  await requireLocale();
  return <DecisionLog before={null} />;
}
