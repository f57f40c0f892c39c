import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecisionLog } from "@/app/[locale]/(public)/decisions/decision-log";
import { requireLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";

type Props = { params: Promise<{ id: string }> };

export function generateStaticParams() {
  return [{ id: "_placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("decisions");
  return publicMetadata({
    locale: await requireLocale(),
    path: `/decisions/before/${(await params).id}`,
    title: t("olderTitle"),
    description: t("description"),
  });
}

export default async function OlderDecisionsPage({ params }: Props) {
  await requireLocale();
  return <DecisionLog before={(await params).id} />;
}
