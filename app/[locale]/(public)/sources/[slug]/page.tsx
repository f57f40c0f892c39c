import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { ClaimRows } from "@/components/claim-rows";
import { DocumentRows } from "@/components/document-rows";
import { SourceFacts } from "@/components/source-facts";
import { Crumbs } from "@/components/ui/crumbs";
import { Section } from "@/components/ui/section";
import { findSourcePage, type SourcePage as Source } from "@/db/sources";

type Props = { params: Promise<{ slug: string }> };

const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ slug: placeholder }];
}

async function loadSource(slug: string): Promise<Source | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `source:${slug}`);
  return slug === placeholder ? null : findSourcePage(slug);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await loadSource((await params).slug);
  if (!source) return {};
  const t = await getTranslations("source");
  return publicMetadata({
    locale: await currentLocale(),
    path: `/sources/${source.slug}`,
    title: t("title", { source: source.name }),
    description: t("description", { source: source.name, claims: source.originated.total }),
  });
}

export default async function SourcePage({ params }: Props) {
  const source = await loadSource((await params).slug);
  if (!source) notFound();
  const t = await getTranslations("source");
  const locale = await currentLocale();
  return (
    <div className="listpage">
      <Crumbs label={t("jump")} parts={[{ href: `/${locale}/sources`, name: t("list.title") }]} />
      <h1>{source.name}</h1>
      <SourceFacts source={source} />
      <Section
        id="claims"
        title={t("claims.title")}
        intro={t(source.claims.length > 0 ? "record.intro" : "claims.none")}
      >
        <ClaimRows claims={source.claims} />
      </Section>
      <Section
        id="documents"
        title={t("documents.title")}
        intro={t(source.publications.length > 0 ? "documents.intro" : "documents.none")}
      >
        <DocumentRows documents={source.publications} />
      </Section>
    </div>
  );
}
