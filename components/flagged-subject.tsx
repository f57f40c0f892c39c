import { useLocale, useTranslations } from "next-intl";
import type { Flagged } from "@/db/flags";
import { CommentText } from "./comment-text";

/** What a flag is about, with the way there. */
export function FlaggedSubject({ flagged: { kind, title, language, path } }: { flagged: Flagged }) {
  const locale = useLocale();
  const t = useTranslations("flags");
  const kinds = useTranslations("vocabulary.subjectKind");
  return (
    <dl className="facts-list">
      <dt>{t("subject")}</dt>
      <dd>
        <a href={`/${locale}${path}`} lang={(kind !== "comment" && language) || undefined}>
          {kind === "comment" ? kinds(kind) : title}
        </a>
        {kind === "comment" ? <CommentText text={title} /> : <small>{kinds(kind)}</small>}
      </dd>
    </dl>
  );
}
