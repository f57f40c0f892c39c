import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SourceListView, sourceListMetadata } from "@/app/[locale]/(public)/sources/source-list";
import { parseSourceListSegment } from "@/rules/source-filters";

type Props = { params: Promise<{ filters: string }> };

export function generateStaticParams() {
  return [{ filters: "_placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const filters = parseSourceListSegment((await params).filters);
  return filters ? sourceListMetadata(filters) : {};
}

/** Where the queries of /sources are rewritten to: a query alone would not change a static page. */
export default async function FilteredSourcesPage({ params }: Props) {
  const filters = parseSourceListSegment((await params).filters);
  if (!filters) notFound();
  return <SourceListView filters={filters} />;
}
