import "@/components/account.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { currentViewer, isLocalTrial, mailRoute, signInProviders } from "@/auth";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { DemoForms, MailForm, ProviderForms } from "@/components/sign-in-parts";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { listDemoMembers } from "@/db/members";
import { safeReturnPath } from "@/rules/return-paths";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

const known = ["OAuthAccountNotLinked", "OAuthCallbackError", "AccessDenied"] as const;

/** What next-auth says went wrong on the way back from a provider. */
function errorKey(error: string) {
  return known.find((name) => name === error) ?? "other";
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const asking = await headers();
  const locale = await currentLocale();
  const next = safeReturnPath(queryValue(query, "returnTo"));
  const back = next ? `?${new URLSearchParams({ returnTo: next })}` : "";
  if (await currentViewer(asking)) redirect(next ?? `/${locale}/account`);

  const t = await getTranslations("signIn");
  const { fields, refusal } = await shownDraft(query, null);
  const error = queryValue(query, "error");
  const providers = signInProviders();
  const demo = isLocalTrial(asking) ? await listDemoMembers() : [];
  const place = { locale, next, returnTo: `/${locale}/sign-in${back}` };
  const problem = refusal?.problems.find(({ path }) => path === "email")?.text;
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      {error && (
        <Notice kind="problem" title={t("refused")}>
          <p>{t(`errors.${errorKey(error)}`)}</p>
        </Notice>
      )}
      {demo.length > 0 && (
        <Section id="demo" title={t("demoTitle")} intro={t("demoIntro")}>
          <DemoForms place={place} members={demo} />
        </Section>
      )}
      <Section id="mail" title={t("mailTitle")}>
        {mailRoute(asking) ? (
          <MailForm place={place} email={fields.email} problem={problem} />
        ) : (
          <Notice>
            <p>{t("noMail")}</p>
          </Notice>
        )}
      </Section>
      {providers.length > 0 && (
        <Section id="providers" title={t("providersTitle")}>
          <ProviderForms place={place} providers={providers} />
        </Section>
      )}
    </>
  );
}
