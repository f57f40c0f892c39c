import "./notification-list.css";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { MailStatus, UnsettledMail } from "@/db/mail-status";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Tag } from "./ui/tag";

function useMoment() {
  const format = useFormatter();
  return (at: Date) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
}

export function MailCounts({ status }: { status: MailStatus }) {
  const t = useTranslations("mails");
  const { oldestWaiting, lastError } = status;
  const moment = useMoment();
  const rows: [string, string | number][] = [
    [t("waiting"), status.waiting],
    [t("retried"), status.retried],
    [t("oldest"), oldestWaiting ? moment(oldestWaiting) : t("never")],
    [t("sending"), status.sending],
    [t("sentToday"), status.sentToday],
    [t("unknown"), status.unknown],
    [t("failed"), status.failed],
  ];
  return (
    <>
      <dl className="own-facts">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mail-trouble">
        {t("lastError")}: {lastError ? `${lastError.error ?? ""} (${moment(lastError.at)})` : t("never")}
      </p>
    </>
  );
}

export function UnsettledMails({ mails, failed }: { mails: UnsettledMail[]; failed: number }) {
  const locale = useLocale();
  const t = useTranslations("mails");
  const place = { locale, returnTo: `/${locale}/moderation/mail` };
  if (mails.length === 0) return <p>{t("nothing")}</p>;
  return (
    <>
      {failed > 1 && (
        <div className="actions">
          <PostForm action="/api/v1/moderation/mails/failed" {...place}>
            <Button>{t("sendAllFailed")}</Button>
          </PostForm>
        </div>
      )}
      <ol className="unsettled">
        {mails.map((mail) => (
          <UnsettledMailRow key={mail.id} mail={mail} />
        ))}
      </ol>
    </>
  );
}

function UnsettledMailRow({ mail }: { mail: UnsettledMail }) {
  const locale = useLocale();
  const t = useTranslations("mails");
  const kinds = useTranslations("vocabulary.notificationKind");
  const at = useMoment()(mail.changedAt);
  const named = { kind: kinds(mail.kind), handle: mail.handle ?? t("noHandle"), at };
  const form = {
    action: `/api/v1/moderation/mails/${mail.id}`,
    locale,
    returnTo: `/${locale}/moderation/mail`,
  } as const;
  return (
    <li>
      <p>
        <Tag tone={mail.state === "failed" ? "refuted" : undefined}>
          {t(mail.state === "failed" ? "failed" : "unknown")}
        </Tag>{" "}
        <b>{named.kind}</b> {t("to", named)}
      </p>
      <p>{mail.lastError ?? (mail.state === "unknown" ? t("workerEnded") : null)}</p>
      <p className="hint">
        {at} · {t("attempts", { count: mail.attempts })}
      </p>
      <div className="actions">
        <PostForm {...form} hidden={{ decision: "send" }}>
          <Button aria-label={t("sendLabel", named)}>{t("send")}</Button>
        </PostForm>
        <PostForm {...form} hidden={{ decision: "drop" }}>
          <Button look="danger" aria-label={t("dropLabel", named)}>
            {t("drop")}
          </Button>
        </PostForm>
      </div>
    </li>
  );
}
