import "@/components/board.css";
import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { MemberRecordView, RatingTable } from "@/components/member-record";
import { Crumbs } from "@/components/ui/crumbs";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Tag } from "@/components/ui/tag";
import { findMemberPage, listMemberRecords } from "@/db/member-records";
import { meanSkill, rankBy } from "@/rules/leaderboards";

type Props = { params: Promise<{ handle: string }> };

const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ handle: placeholder }];
}

async function loadMember(handle: string) {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "records");
  if (handle === placeholder) return null;
  const page = await findMemberPage(handle);
  if (!page) return null;
  const { ranked } = rankBy(await listMemberRecords(), { n: ({ n }) => n, score: meanSkill });
  const found = ranked.find(({ entry }) => entry.handle === page.handle);
  return { ...page, rank: found ? { rank: found.rank, of: ranked.length } : null };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const member = await loadMember((await params).handle);
  if (!member) return {};
  const t = await getTranslations("members.of");
  const { handle, tally } = member;
  return publicMetadata({
    locale: await currentLocale(),
    path: `/members/${handle}`,
    title: t("title", { handle }),
    description: t("description", { handle, claims: tally?.n ?? 0 }),
  });
}

export default async function MemberPage({ params }: Props) {
  const member = await loadMember((await params).handle);
  if (!member) notFound();
  const { handle, simulated, tally, forecasts, ratings, rank } = member;
  const t = await getTranslations("members");
  const locale = await currentLocale();
  const standing = simulated ? "unrankable" : "notRanked";
  return (
    <div className="listpage">
      <Crumbs label={t("title")} parts={[{ href: `/${locale}/members`, name: t("title") }]} />
      <h1>@{handle}</h1>
      {simulated && (
        <Notice title={<Tag dashed>{t("of.simulated")}</Tag>}>
          <p>{t("of.simulatedNote")}</p>
        </Notice>
      )}
      <Section
        id="record"
        title={t("of.record")}
        intro={
          tally
            ? rank
              ? t("of.ranked", { n: tally.n, ...rank })
              : t(`of.${standing}`, { n: tally.n })
            : t("of.none", { handle })
        }
      >
        {tally && <MemberRecordView tally={tally} forecasts={forecasts} />}
      </Section>
      {tally && (
        <Section id="settled" title={t("of.settled")} intro={t("of.settledIntro")}>
          <RatingTable ratings={ratings} />
          {ratings.length < tally.n && (
            <p className="board-note">{t("of.shown", { shown: ratings.length, n: tally.n })}</p>
          )}
        </Section>
      )}
    </div>
  );
}
