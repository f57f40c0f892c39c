import "./notification-list.css";
import { useLocale, useTranslations } from "next-intl";
import type { ShownNotification } from "@/db/notifications";
import { aboutLines, headlineValues, pathOf } from "@/rules/notifications";
import { formatMoment } from "./format";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Tag } from "./ui/tag";

/** What the reader was told, newest first. */
export function NotificationList({ notifications }: { notifications: ShownNotification[] }) {
  return (
    <ol className="told-list">
      {notifications.map((notification) => (
        <ToldItem key={notification.id} told={notification} />
      ))}
    </ol>
  );
}

function ToldItem({ told }: { told: ShownNotification }) {
  const locale = useLocale();
  const t = useTranslations("notifications");
  const headline = t(`headline.${told.kind}`, headlineValues(told));
  const { statement, subject } = aboutLines(told);
  const day = formatMoment(told.createdAt, locale);
  const about = statement ?? subject ?? day;
  const here = `/${locale}/notifications`;
  return (
    <li className={told.readAt ? "told" : "told unread"}>
      <h2>
        {headline} {!told.readAt && <Tag>{t("new")}</Tag>}
      </h2>
      {statement && <p className="told-about">{t("quoted", { text: statement })}</p>}
      {subject && <p className="told-about">{subject}</p>}
      {told.reason && <p>{t("reasonGiven", { reason: told.reason })}</p>}
      <p className="hint">
        <time dateTime={told.createdAt.toISOString()}>{day}</time>
      </p>
      <div className="actions">
        <a href={`/${locale}${pathOf(told)}`} aria-label={t("seeLabel", { headline, about })}>
          {t("see")}
        </a>
        {!told.readAt && (
          <PostForm action={`/api/v1/me/notifications/${told.id}/read`} locale={locale} returnTo={here}>
            <Button look="quiet" aria-label={t("markReadLabel", { headline, about })}>
              {t("markRead")}
            </Button>
          </PostForm>
        )}
      </div>
    </li>
  );
}
