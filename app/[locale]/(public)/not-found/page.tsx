import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import NotFound from "@/app/[locale]/not-found";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.notFound");
  return { title: t("title"), robots: { index: false } };
}

/** What the process answers with where Next's own 404 would stay empty without JavaScript. */
export default function NotFoundPage() {
  return <NotFound />;
}
