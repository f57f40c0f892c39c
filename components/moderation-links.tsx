import { useLocale, useTranslations } from "next-intl";

/** What moderators start by themselves, apart from the queue. */
export function ModerationLinks() {
  const locale = useLocale();
  const bench = useTranslations("workbench");
  const identity = useTranslations("identity");
  const mails = useTranslations("mails");
  const trust = useTranslations("trust");
  return (
    <>
      <p>
        <a href={`/${locale}/moderation/documents/new`}>{bench("newLink")}</a>{" "}
        <small>{bench("newHint")}</small>
      </p>
      <p>
        <a href={`/${locale}/moderation/identity`}>{identity("title")}</a>{" "}
        <small>{identity("description")}</small>
      </p>
      <p>
        <a href={`/${locale}/moderation/mail`}>{mails("title")}</a> <small>{mails("description")}</small>
      </p>
      <p>
        <a href={`/${locale}/moderation/members`}>{trust("members.title")}</a>{" "}
        <small>{trust("members.description")}</small>
      </p>
      <p>
        <a href={`/${locale}/moderation/log`}>{trust("log.title")}</a>
      </p>
    </>
  );
}
