import "@/components/board.css";
import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { MemberLeaderboard } from "@/components/member-leaderboard";
import { Section } from "@/components/ui/section";
import { listMemberRecords } from "@/db/member-records";
import { meanSkill, rankBy } from "@/rules/leaderboards";

async function loadBoard() {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "records");
  return rankBy(await listMemberRecords(), { n: ({ n }) => n, score: meanSkill });
}

export async function generateMetadata(): Promise<Metadata> {
  const locale = await requireLocale();
  const t = await getTranslations("members");
  return publicMetadata({ locale, path: "/members", title: t("title"), description: t("description") });
}

export default async function MembersPage() {
  await requireLocale();
  const board = await loadBoard();
  const t = await getTranslations("members");
  return (
    <div className="listpage">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      <Section id="board" title={t("board")} intro={t("boardIntro")}>
        <MemberLeaderboard board={board} />
      </Section>
    </div>
  );
}
