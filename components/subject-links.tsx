import "./edits.css";
import { useLocale, useTranslations } from "next-intl";
import { takedownKinds } from "@/rules/takedowns";
import type { EditableKind } from "@/rules/vocabulary";

/** What anybody may want to do about an entry: the pages behind the links ask who they are. */
export function SubjectLinks({ kind, id }: { kind: EditableKind; id: string }) {
  const locale = useLocale();
  const t = useTranslations("edits");
  const flags = useTranslations("flags");
  const removable = takedownKinds.some((known) => known === kind);
  return (
    <nav className="subject-links" aria-label={t("links")}>
      <ul>
        <li>
          <a href={`/${locale}/history/${kind}/${id}`}>{t("history")}</a>
        </li>
        <li>
          <a href={`/${locale}/edit/${kind}/${id}`} rel="nofollow">
            {t("edit")}
          </a>
        </li>
        <li>
          <a href={`/${locale}/flag?kind=${kind}&id=${id}`} rel="nofollow">
            {flags("link")}
          </a>
        </li>
        {removable && (
          <li>
            <a href={`/${locale}/takedown?kind=${kind}&id=${id}`} rel="nofollow">
              {t("takedown")}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
