import type { Metadata } from "next";
import { SourceListView, sourceListMetadata } from "@/app/[locale]/(public)/sources/source-list";
import { requireLocale } from "@/app/i18n";

const everybody = { kind: null, group: null };

export async function generateMetadata(): Promise<Metadata> {
  await requireLocale();
  return sourceListMetadata(everybody);
}

export default async function SourcesPage() {
  await requireLocale();
  return <SourceListView filters={everybody} />;
}
