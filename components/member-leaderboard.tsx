import { useLocale, useTranslations } from "next-intl";
import type { MemberRecord } from "@/db/member-records";
import { LEAST_FOR_SKILL, type Leaderboard, meanSkill, type Ranked } from "@/rules/leaderboards";
import { formatPercent } from "./format";
import { MemberLink } from "./member-link";
import { Score } from "./score";

/** Members by how much closer to the truth than the others they were. */
export function MemberLeaderboard({ board }: { board: Leaderboard<MemberRecord> }) {
  const t = useTranslations("members");
  const words = useTranslations("records");
  const locale = useLocale();
  const empty = board.ranked.length + board.unranked.length === 0;
  return (
    <>
      {empty && <p>{t("none")}</p>}
      {!empty && board.ranked.length === 0 && <p>{words("nobody")}</p>}
      {board.ranked.length > 0 && <MemberTable rows={board.ranked} />}
      {board.unranked.length > 0 && (
        <details className="folded board-fold" open={board.ranked.length === 0}>
          <summary>{t("unranked", { count: board.unranked.length })}</summary>
          <MemberTable rows={board.unranked.map((entry) => ({ entry, rank: null }))} />
        </details>
      )}
      <p className="board-note">{t("simulatedOut")}</p>
      <p className="board-note">
        {t("howToRead", { least: LEAST_FOR_SKILL })} <a href={`/${locale}/method`}>{words("toMethod")}</a>
      </p>
    </>
  );
}

type Row = Ranked<MemberRecord> | { entry: MemberRecord; rank: null };

function MemberTable({ rows }: { rows: Row[] }) {
  const t = useTranslations("members");
  const words = useTranslations("records");
  const ranked = rows.some(({ rank }) => rank !== null);
  return (
    <table className="board stacks">
      <thead>
        <tr>
          {ranked && (
            <th scope="col" className="board-rank">
              {words("rank")}
            </th>
          )}
          <th scope="col">{words("member")}</th>
          {(["better", "brier", "claims", "logScore", "coverage"] as const).map((column) => (
            <th key={column} scope="col" className="board-figure">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ entry, rank }) => (
          <MemberRow key={entry.handle} record={entry} rank={rank} />
        ))}
      </tbody>
    </table>
  );
}

function MemberRow({ record, rank }: { record: MemberRecord; rank: number | null }) {
  const t = useTranslations("members");
  const locale = useLocale();
  return (
    <tr>
      {rank !== null && <td className="board-rank">{rank}</td>}
      <th scope="row">
        <MemberLink member={{ handle: record.handle, simulated: false }} />
      </th>
      <td className="board-figure" data-label={t("better")}>
        <b>
          <Score value={meanSkill(record)} signed />
        </b>
      </td>
      <td className="board-figure" data-label={t("brier")}>
        <Score value={record.brier} />
      </td>
      <td className="board-figure" data-label={t("claims")}>
        {record.n}
      </td>
      <td className="board-figure" data-label={t("logScore")}>
        <Score value={record.logScore} />
      </td>
      <td className="board-figure" data-label={t("coverage")}>
        {formatPercent(record.coverage, locale)}
      </td>
    </tr>
  );
}
