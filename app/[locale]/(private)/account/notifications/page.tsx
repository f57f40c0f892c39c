import "@/components/notification-list.css";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { listMailKinds } from "@/db/mail-opt-outs";
import { mailRoute } from "@/db/mail-route";
import { findAccount } from "@/db/members";
import { notificationKinds } from "@/rules/vocabulary";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications.settings");
  return { title: t("title"), description: t("description") };
}

export default async function MailSettingsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer] = await Promise.all([currentLocale(), viewerOfRequest()]);
  const here = `/${locale}/account/notifications`;
  const account = viewer && (await findAccount(viewer.id));
  if (!account) redirect(`/${locale}/sign-in?${new URLSearchParams({ returnTo: here })}`);
  const [t, kinds, wanted, { refusal }] = await Promise.all([
    getTranslations("notifications.settings"),
    getTranslations("vocabulary.notificationKind"),
    listMailKinds(account.id),
    shownDraft(query, viewer),
  ]);
  const why = whyNone(account);
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">{t("description")}</p>
      {queryValue(query, "done") && !refusal && <Notice kind="done">{t("saved")}</Notice>}
      {refusal && <ErrorSummary title={refusal.words} reason="" problems={refusal.problems} />}
      {why && (
        <Notice>
          <p>{t(why)}</p>
        </Notice>
      )}
      <PostForm action="/api/v1/me/mails" locale={locale} returnTo={here}>
        <fieldset className="mail-kinds">
          <legend>{t("kinds")}</legend>
          {notificationKinds.map((kind) => (
            <label key={kind}>
              <input type="checkbox" name={kind} defaultChecked={wanted.includes(kind)} />
              {kinds(kind)}
            </label>
          ))}
        </fieldset>
        <div className="actions">
          <Button look="primary">{t("save")}</Button>
        </div>
      </PostForm>
      <p className="actions">
        <a href={`/${locale}/notifications`}>{t("toList")}</a>
        <a href={`/${locale}/account`}>{t("toAccount")}</a>
      </p>
    </div>
  );
}

/** Why this member gets no mails whatever they choose, or null. */
function whyNone({ email, simulated }: { email: string | null; simulated: boolean }) {
  if (!mailRoute()) return "nowhere";
  if (simulated) return "simulated";
  return email ? null : "noAddress";
}
