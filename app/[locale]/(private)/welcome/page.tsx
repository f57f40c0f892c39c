import "@/components/account.css";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { HandleForm } from "@/components/account-parts";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { safeReturnPath } from "@/rules/return-paths";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("welcomeTitle") };
}

/** Where every sign-in arrives: whoever has a handle passes through. */
export default async function WelcomePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const locale = await currentLocale();
  const viewer = await viewerOfRequest();
  const next = safeReturnPath(queryValue(query, "next"));
  const here = `/${locale}/welcome${next ? `?${new URLSearchParams({ next })}` : ""}`;
  if (!viewer) redirect(`/${locale}/sign-in?${new URLSearchParams({ returnTo: here })}`);
  if (viewer.handle !== null) redirect(next ?? `/${locale}`);

  const t = await getTranslations("account");
  const { fields, refusal } = await shownDraft(query, viewer);
  return (
    <>
      <PageHead title={t("welcomeTitle")}>{t("welcome")}</PageHead>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={[]} />}
      <HandleForm
        place={{ locale, returnTo: here, next: next ?? `/${locale}` }}
        handle={fields.handle}
        problem={refusal?.problems[0]?.text}
        button={t("choose")}
      />
    </>
  );
}
