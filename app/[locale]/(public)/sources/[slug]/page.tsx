import "@/components/board.css";
import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { ClaimRows } from "@/components/claim-rows";
import { DocumentRows } from "@/components/document-rows";
import { SayingTable } from "@/components/saying-table";
import { SourceFacts } from "@/components/source-facts";
import { SourceRecordView } from "@/components/source-record";
import { SubjectLinks } from "@/components/subject-links";
import { Crumbs } from "@/components/ui/crumbs";
import { Section } from "@/components/ui/section";
import { findMergedInto } from "@/db/identity-redirects";
import { findSourcePage, type SourcePage as Source } from "@/db/sources";
import { listRelayRecords, listSayings, listSourceRecords } from "@/db/track-records";
import { rankByShare } from "@/rules/leaderboards";

type Props = { params: Promise<{ slug: string }> };

const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ slug: placeholder }];
}

async function loadSource(slug: string): Promise<Source | { movedTo: string } | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `source:${slug}`);
  if (slug === placeholder) return null;
  const found = await findSourcePage(slug);
  const movedTo = found ? null : await findMergedInto("sources", slug);
  return movedTo ? { movedTo } : found;
}

async function loadRecord(slug: string) {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "records", `source:${slug}`);
  const [records, relays, sayings] = await Promise.all([
    listSourceRecords(),
    listRelayRecords(),
    listSayings(slug),
  ]);
  const { ranked } = rankByShare(records, ({ overall }) => overall);
  const found = ranked.find(({ entry }) => entry.entry.source.slug === slug);
  return {
    record: records.find(({ source }) => source.slug === slug) ?? null,
    relays: relays.find(({ source }) => source.slug === slug) ?? null,
    rank: found ? { rank: found.rank, of: ranked.length } : null,
    sayings,
  };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await loadSource((await params).slug);
  if (!source || "movedTo" in source) return {};
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
  if ("movedTo" in source) permanentRedirect(`/${await currentLocale()}/sources/${source.movedTo}`);
  const record = await loadRecord(source.slug);
  const settled = new Set(record.sayings.map(({ claimId }) => claimId));
  const open = source.claims.filter(({ id }) => !settled.has(id));
  const t = await getTranslations("source");
  const words = await getTranslations("records.of");
  const locale = await currentLocale();
  return (
    <div className="listpage">
      <Crumbs label={t("jump")} parts={[{ href: `/${locale}/sources`, name: t("list.title") }]} />
      <h1>{source.name}</h1>
      <SourceFacts source={source} />
      <Section
        id="record"
        title={words("title")}
        intro={source.claims.length > 0 ? words("intro") : t("claims.none")}
      >
        <SourceRecordView {...record} />
      </Section>
      {record.sayings.length > 0 && (
        <Section id="settled" title={words("settled")} intro={words("settledIntro")}>
          <SayingTable sayings={record.sayings} claims={source.claims} />
        </Section>
      )}
      {open.length > 0 && (
        <Section id="claims" title={words("open")} intro={words("openIntro")}>
          <ClaimRows claims={open} />
        </Section>
      )}
      <Section
        id="documents"
        title={t("documents.title")}
        intro={t(source.publications.length > 0 ? "documents.intro" : "documents.none")}
      >
        <DocumentRows documents={source.publications} />
      </Section>
      <SubjectLinks kind="source" id={source.id} />
    </div>
  );
}
