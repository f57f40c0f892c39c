import Link from "next/link";
import { useLocale } from "next-intl";
import type { SourceRef } from "@/rules/provenance";

export function SourceLink({ source }: { source: Pick<SourceRef, "slug" | "name"> }) {
  const locale = useLocale();
  return (
    <Link href={`/${locale}/sources/${source.slug}`} prefetch={false}>
      {source.name}
    </Link>
  );
}
