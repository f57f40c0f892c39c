import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { ClaimRows } from "@/components/claim-rows";
import { DocumentFacts, RulingNote } from "@/components/document-facts";
import { formatDay } from "@/components/format";
import { SubjectLinks } from "@/components/subject-links";
import { Crumbs } from "@/components/ui/crumbs";
import { Section } from "@/components/ui/section";
import { Tag } from "@/components/ui/tag";
import { type DocumentPage as Document, findDocumentPage } from "@/db/documents";
import { findMergedInto } from "@/db/identity-redirects";
import { stances } from "@/rules/vocabulary";

type Props = { params: Promise<{ id: string }> };

const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ id: placeholder }];
}

async function loadDocument(id: string): Promise<Document | { movedTo: string } | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `document:${id}`);
  if (id === placeholder) return null;
  const found = await findDocumentPage(id);
  const movedTo = found ? null : await findMergedInto("documents", id);
  return movedTo ? { movedTo } : found;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const document = await loadDocument((await params).id);
  if (!document || "movedTo" in document) return {};
  const t = await getTranslations("document");
  const kind = await getTranslations("vocabulary.documentKind");
  const locale = await currentLocale();
  return publicMetadata({
    locale,
    path: `/documents/${document.id}`,
    title: document.title,
    description: t("description", {
      kind: kind(document.kind),
      source: document.source.name,
      day: formatDay(document.published, document.publishedPrecision, locale),
    }),
  });
}

export default async function DocumentPage({ params }: Props) {
  const document = await loadDocument((await params).id);
  if (!document) notFound();
  if ("movedTo" in document) permanentRedirect(`/${await currentLocale()}/documents/${document.movedTo}`);
  const t = await getTranslations("document");
  const sources = await getTranslations("source.list");
  const locale = await currentLocale();
  const silent = document.reports.length + document.rulings.length + document.evidence.length === 0;
  return (
    <div className="listpage">
      <Crumbs
        label={t("crumbs")}
        parts={[
          { href: `/${locale}/sources`, name: sources("title") },
          { href: `/${locale}/sources/${document.source.slug}`, name: document.source.name },
        ]}
      />
      <h1 className="document-title">{document.title}</h1>
      <DocumentFacts document={document} />
      {silent && <p>{t("none")}</p>}
      {(["rulings", "evidence"] as const).map(
        (part) =>
          document[part].length > 0 && (
            <Section key={part} id={part} title={t(`${part}.title`)} intro={t(`${part}.intro`)}>
              <ClaimRows
                claims={document[part]}
                aside={(claim) =>
                  claim.verdict && <RulingNote verdict={claim.verdict} cited={part === "rulings"} />
                }
              />
            </Section>
          ),
      )}
      <Said reports={document.reports} />
      <SubjectLinks kind="document" id={document.id} />
    </div>
  );
}

async function Said({ reports }: Pick<Document, "reports">) {
  const t = await getTranslations("document");
  return stances.map((stance) => {
    const own = reports.filter((report) => report.stance === stance);
    const altered = new Set(
      own.filter(({ fidelity }) => fidelity === "altered").map(({ claim }) => claim.id),
    );
    if (own.length === 0) return null;
    return (
      <Section key={stance} id={stance} title={t(`${stance}.title`)} intro={t(`${stance}.intro`)}>
        <ClaimRows
          claims={own.map(({ claim }) => claim)}
          aside={(claim) => altered.has(claim.id) && <Tag tone="refuted">{t("altered")}</Tag>}
        />
      </Section>
    );
  });
}
