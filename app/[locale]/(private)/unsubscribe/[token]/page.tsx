import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { readUnsubscribeToken } from "@/db/mail-opt-outs";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications.unsubscribe");
  return { title: t("title"), referrer: "no-referrer" };
}

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Query> };

/** For people who follow the link in a mail: asks before it changes anything, because programs open links too. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const [{ token: written }, query, locale, t, kinds] = await Promise.all([
    params,
    searchParams,
    currentLocale(),
    getTranslations("notifications.unsubscribe"),
    getTranslations("vocabulary.notificationKind"),
  ]);
  const token = decodeURIComponent(written);
  const meant = readUnsubscribeToken(token);
  const done = queryValue(query, "done");
  if (!meant)
    return (
      <div className="form-page">
        <h1>{t("title")}</h1>
        <Notice kind="problem">
          <p>{t("unknown")}</p>
        </Notice>
      </div>
    );
  const kind = meant.kind === "*" ? null : kinds(meant.kind);
  const form = { action: `/api/v1/unsubscribe/${token}`, locale, returnTo: "" } as const;
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      {done ? (
        <Notice kind="done">
          <p>{done === "all" || !kind ? t("doneAll") : t("doneKind", { kind })}</p>
        </Notice>
      ) : (
        <p className="lede">{kind ? t("kind", { kind }) : t("every")}</p>
      )}
      <div className="actions">
        {!done && kind && (
          <PostForm {...form}>
            <Button look="primary">{t("stopKind")}</Button>
          </PostForm>
        )}
        {done !== "all" && (
          <PostForm {...form} hidden={{ all: "on" }}>
            <Button>{t("stopAll")}</Button>
          </PostForm>
        )}
      </div>
      <p className="hint">{t("stay")}</p>
      <p>
        <a href={`/${locale}/account/notifications`}>{t("settings")}</a>
      </p>
    </div>
  );
}
