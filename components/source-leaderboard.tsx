import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { SourceRecord, SourceTally } from "@/db/track-records";
import type { Judged, Leaderboard, Ranked } from "@/rules/leaderboards";
import { ShareFigure } from "./share-figure";
import { SourceLink } from "./source-link";

export type JudgedSource = Judged<{ record: SourceRecord; tally: SourceTally }>;

/** Sources by the lower end of their interval; those with too few settled claims folded under them, without a rank. */
export function SourceLeaderboard({ board }: { board: Leaderboard<JudgedSource> }) {
  const t = useTranslations("records");
  const locale = useLocale();
  return (
    <>
      {board.ranked.length === 0 ? <p>{t("nobody")}</p> : <SourceTable rows={board.ranked} />}
      {board.unranked.length > 0 && (
        <details className="folded board-fold" open={board.ranked.length === 0}>
          <summary>{t("unranked", { count: board.unranked.length })}</summary>
          <SourceTable rows={board.unranked.map((entry) => ({ entry, rank: null }))} />
        </details>
      )}
      <p className="board-note">
        {t("howToRead")} <a href={`/${locale}/method`}>{t("toMethod")}</a>
      </p>
    </>
  );
}

type Row = Ranked<JudgedSource> | { entry: JudgedSource; rank: null };

function SourceTable({ rows }: { rows: Row[] }) {
  const t = useTranslations("records");
  const ranked = rows.some(({ rank }) => rank !== null);
  return (
    <table className="board stacks">
      <thead>
        <tr>
          {ranked && (
            <th scope="col" className="board-rank">
              {t("rank")}
            </th>
          )}
          <th scope="col">{t("source")}</th>
          <th scope="col" className="board-figure">
            {t("hits")}
          </th>
          <th scope="col" className="board-share">
            {t("share")}
          </th>
          <th scope="col" className="board-figure">
            {t("lead")}
          </th>
          <th scope="col" className="board-figure">
            {t("surprise")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ entry, rank }) => (
          <SourceRow key={entry.entry.record.source.slug} judged={entry} rank={rank} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ judged, rank }: { judged: JudgedSource; rank: number | null }) {
  const t = useTranslations("records");
  const kinds = useTranslations("vocabulary.sourceKind");
  const { record, tally } = judged.entry;
  return (
    <tr>
      {rank !== null && <td className="board-rank">{rank}</td>}
      <th scope="row">
        <SourceLink source={record.source} /> <small>{kinds(record.source.kind)}</small>
      </th>
      <td className="board-figure">{t("hitsOf", { hits: tally.hits, n: tally.n })}</td>
      <td className="board-share">
        <ShareFigure share={judged.share} />
      </td>
      <td className="board-figure" data-label={t("lead")}>
        <Days days={tally.leadDays} />
      </td>
      <td className="board-figure" data-label={t("surprise")}>
        <Bits bits={tally.surprise} />
      </td>
    </tr>
  );
}

export function Days({ days }: { days: number | null }) {
  const t = useTranslations("records");
  return days === null ? "–" : t("days", { days: Math.round(days) });
}

export function Bits({ bits }: { bits: number | null }) {
  const t = useTranslations("records");
  const format = useFormatter();
  return bits === null
    ? "–"
    : t("bits", { bits: format.number(bits, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) });
}
