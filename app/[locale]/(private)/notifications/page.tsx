import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryId, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { NotificationList } from "@/components/notification-list";
import { PostForm } from "@/components/post-form";
import { SignInFirst } from "@/components/sign-in-first";
import { Button, ButtonLink } from "@/components/ui/button";
import { countUnread, listNotifications } from "@/db/notifications";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications");
  return { title: t("title"), description: t("description") };
}

const pageSize = 25;

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const before = queryId(await searchParams, "before");
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("notifications"),
  ]);
  const path = `/${locale}/notifications`;
  if (!viewer)
    return (
      <div className="form-page">
        <h1>{t("title")}</h1>
        <SignInFirst reason={t("description")} link={t("signIn")} path={path} />
      </div>
    );
  const [unread, notifications] = await Promise.all([
    countUnread(viewer.id),
    listNotifications(viewer.id, { before, limit: pageSize }),
  ]);
  const [newest] = notifications;
  const last = notifications.at(-1);
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">{newest ? t("unread", { count: unread }) : t("none")}</p>
      <div className="actions">
        {unread > 0 && newest && !before && (
          <PostForm
            action="/api/v1/me/notifications/read"
            locale={locale}
            returnTo={path}
            hidden={{ newest: newest.id }}
          >
            <Button>{t("markAll")}</Button>
          </PostForm>
        )}
        <ButtonLink href={`/${locale}/account/notifications`} look="quiet">
          {t("choose")}
        </ButtonLink>
      </div>
      <NotificationList notifications={notifications} />
      <p className="actions">
        {before && <ButtonLink href={path}>{t("newest")}</ButtonLink>}
        {last && notifications.length === pageSize && (
          <ButtonLink href={`${path}?before=${last.id}`}>{t("older")}</ButtonLink>
        )}
      </p>
    </div>
  );
}
