import "@/components/account.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { mailRoute } from "@/auth";
import { PageHead } from "@/components/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { listLocalMails } from "@/db/mailbox";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mailbox");
  return { title: t("title"), referrer: "no-referrer" };
}

/** The mail's text with its one link to follow. */
function MailText({ text }: { text: string }) {
  const lines = text.split(/(https?:\/\/\S+)/);
  return (
    <div className="mail-text">
      {lines.map((part) =>
        part.startsWith("http") ? (
          <a href={part} key={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}

export default async function MailboxPage() {
  if (mailRoute(await headers()) !== "mailbox") notFound();
  const locale = await currentLocale();
  const t = await getTranslations("mailbox");
  const format = await getFormatter();
  const mails = await listLocalMails();
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      {mails.length === 0 && (
        <Notice>
          <p>{t("empty")}</p>
        </Notice>
      )}
      <ol className="mails">
        {mails.map((mail) => (
          <li key={mail.id}>
            <h2>{mail.subject}</h2>
            <p className="hint">
              {t("toAt", {
                to: mail.to,
                at: format.dateTime(mail.at, { dateStyle: "medium", timeStyle: "medium" }),
              })}
            </p>
            <MailText text={mail.text} />
          </li>
        ))}
      </ol>
      <div className="actions">
        <ButtonLink href={`/${locale}/sign-in`}>{t("signIn")}</ButtonLink>
      </div>
    </>
  );
}
