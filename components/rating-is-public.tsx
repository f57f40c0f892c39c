import { useLocale, useTranslations } from "next-intl";

/** What members should know before they rate: a pseudonym in the export does not hide them. */
export function RatingIsPublic() {
  const t = useTranslations("rate");
  const locale = useLocale();
  return (
    <p className="hint">
      {t.rich("isPublic", {
        link: (words) => <a href={`/${locale}/privacy#contributions`}>{words}</a>,
      })}
    </p>
  );
}
