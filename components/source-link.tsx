import { useLocale, useTranslations } from "next-intl";
import type { SourceRef } from "@/rules/provenance";
import { WITHHELD } from "@/rules/takedowns";

export function SourceLink({ source }: { source: Pick<SourceRef, "slug" | "name"> }) {
  const locale = useLocale();
  const withheld = useTranslations("takedowns")("nameWithheld");
  return (
    <a href={`/${locale}/sources/${source.slug}`}>{source.name === WITHHELD ? withheld : source.name}</a>
  );
}
