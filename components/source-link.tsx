import { useLocale } from "next-intl";
import type { SourceRef } from "@/rules/provenance";

export function SourceLink({ source }: { source: Pick<SourceRef, "slug" | "name"> }) {
  const locale = useLocale();
  return <a href={`/${locale}/sources/${source.slug}`}>{source.name}</a>;
}
