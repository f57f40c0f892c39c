import "@/components/account.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { currentViewer, sessionToken, signInProviders } from "@/auth";
import { HandleForm, LanguageForm, SessionList } from "@/components/account-parts";
import { ErrorSummary } from "@/components/error-summary";
import { formatMoment } from "@/components/format";
import { PageHead } from "@/components/page-head";
import { PostForm } from "@/components/post-form";
import { RoleLimits } from "@/components/role-limits";
import { RoleStanding } from "@/components/role-standing";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { type Account, findAccount } from "@/db/members";
import { listDecided } from "@/db/roles";
import { listSessions } from "@/db/sessions";
import { listSuspensions } from "@/db/suspensions";
import type { Locale } from "@/rules/locales";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

const done = ["handle", "language", "revoked"] as const;

export default async function AccountPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const asking = await headers();
  const locale = await currentLocale();
  const here = `/${locale}/account`;
  const viewer = await currentViewer(asking);
  const account = viewer && (await findAccount(viewer.id));
  if (!account) redirect(`/${locale}/sign-in?${new URLSearchParams({ returnTo: here })}`);
  if (account.handle === null) redirect(`/${locale}/welcome?${new URLSearchParams({ next: here })}`);

  const t = await getTranslations("account");
  const trust = await getTranslations("trust");
  const { fields, refusal } = await shownDraft(query, viewer);
  const sessions = await listSessions(account.id, sessionToken(asking) ?? "");
  const place = { locale, returnTo: here };
  const finished = done.find((name) => name === queryValue(query, "done"));
  const problem = refusal?.problems.find(({ path }) => path === "handle")?.text;
  return (
    <>
      <PageHead title={t("title")} />
      {finished && !refusal && <Notice kind="done">{t(`done.${finished}`)}</Notice>}
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      {viewer.suspended && <SuspendedNotice memberId={viewer.id} locale={locale} />}
      <Section id="identity" title={t("identity")}>
        <Identity account={account} locale={locale} />
        <div className="actions">
          <PostForm action="/api/v1/sign-out" locale={locale} returnTo={`/${locale}`}>
            <Button>{t("signOut")}</Button>
          </PostForm>
        </div>
      </Section>
      <Section id="standing" title={trust("standing.title")}>
        <RoleStanding
          role={account.role}
          appointed={account.appointed}
          decided={await listDecided(account.id)}
        />
        <RoleLimits role={account.role} />
      </Section>
      <Section id="record" title={t("record")} intro={t("recordIntro")}>
        <p>
          <a href={`/${locale}/account/record`}>{t("toRecord")}</a>
        </p>
      </Section>
      <Section id="mails" title={t("mails")} intro={t("mailsIntro")}>
        <p>
          <a href={`/${locale}/account/notifications`}>{t("toMails")}</a>
        </p>
      </Section>
      <Section id="history" title={trust("account.history")} intro={trust("account.historyIntro")}>
        <p>
          <a href={`/${locale}/account/history`}>{trust("account.toHistory")}</a>
        </p>
      </Section>
      <Section id="settings" title={t("settings")} intro={account.simulated ? t("simulated") : undefined}>
        <div className="account-choices">
          {!account.simulated && (
            <HandleForm
              place={place}
              handle={refusal ? (fields.handle ?? account.handle) : account.handle}
              problem={problem}
              button={t("change")}
            />
          )}
          <LanguageForm place={place} language={account.locale} />
        </div>
      </Section>
      <Section id="sessions" title={t("sessions")} intro={t("sessionsIntro")}>
        <SessionList place={place} sessions={sessions} />
        {sessions.length > 1 && (
          <div className="actions">
            <PostForm action="/api/v1/me/sessions/revoke-others" {...place}>
              <Button look="danger">{t("revokeOthers")}</Button>
            </PostForm>
          </div>
        )}
      </Section>
    </>
  );
}

async function SuspendedNotice({ memberId, locale }: { memberId: string; locale: Locale }) {
  const t = await getTranslations("trust.account");
  const [current] = await listSuspensions(memberId);
  if (!current?.inForce) return null;
  return (
    <Notice kind="problem" title={t("suspended", { day: formatMoment(current.until, locale) })}>
      <p>
        <a href={`/${locale}/account/suspension`}>{t("toSuspension")}</a>
      </p>
    </Notice>
  );
}

function providerName(id: string): string {
  return signInProviders().find((provider) => provider.id === id)?.name ?? id;
}

async function Identity({ account, locale }: { account: Account; locale: Locale }) {
  const t = await getTranslations("account");
  return (
    <dl className="own-facts">
      <dt>{t("handle")}</dt>
      <dd>{account.handle}</dd>
      <dt>{t("email")}</dt>
      <dd>{account.email ?? t("noEmail")}</dd>
      <dt>{t("role")}</dt>
      <dd>{t(`roles.${account.role}`)}</dd>
      <dt>{t("since")}</dt>
      <dd>{formatMoment(account.createdAt, locale)}</dd>
      {account.providers.length > 0 && (
        <>
          <dt>{t("providers")}</dt>
          <dd>{account.providers.map(providerName).join(", ")}</dd>
        </>
      )}
    </dl>
  );
}
