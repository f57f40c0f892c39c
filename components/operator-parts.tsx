import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "./ui/notice";

/** Said in place of the operator while nobody has named one. */
export function OperatorMissing({ missing, trial }: { missing: string[]; trial: boolean }) {
  const t = useTranslations("legal.missing");
  const locale = useLocale();
  return (
    <Notice kind="problem" title={t("title")}>
      <p>
        {t.rich("text", {
          variables: () =>
            new Intl.ListFormat(locale)
              .formatToParts(missing)
              .map(({ type, value }) => (type === "element" ? <code key={value}>{value}</code> : value)),
        })}
      </p>
      <p>{t(trial ? "trial" : "public")}</p>
    </Notice>
  );
}

export function PostalAddress({ name, lines }: { name: string; lines: string[] }) {
  return <address>{[name, ...lines].join("\n")}</address>;
}

export function MailLink({ email }: { email: string }) {
  return <a href={`mailto:${email}`}>{email}</a>;
}

/** A heading with a paragraph, as legal texts are made of. */
export function Clause({ id, title, children }: { id?: string; title: ReactNode; children: ReactNode }) {
  return (
    <>
      <h2 id={id}>{title}</h2>
      {children}
    </>
  );
}
