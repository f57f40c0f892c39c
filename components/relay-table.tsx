import { useTranslations } from "next-intl";
import type { RelayRecord } from "@/db/track-records";
import type { Judged, Leaderboard } from "@/rules/leaderboards";
import { ShareFigure } from "./share-figure";
import { Days } from "./source-leaderboard";
import { SourceLink } from "./source-link";

export type JudgedRelay = Judged<RelayRecord>;

/** Outlets by how faithfully they repeat. */
export function RelayLeaderboard({ board }: { board: Leaderboard<JudgedRelay> }) {
  const t = useTranslations("records");
  return (
    <>
      {board.ranked.length > 0 && <RelayTable relays={board.ranked.map(({ entry }) => entry)} />}
      {board.unranked.length > 0 && (
        <details className="folded board-fold">
          <summary>{t("relays.few", { count: board.unranked.length })}</summary>
          <RelayTable relays={board.unranked} />
        </details>
      )}
    </>
  );
}

function RelayTable({ relays }: { relays: JudgedRelay[] }) {
  const t = useTranslations("records");
  return (
    <table className="board stacks">
      <thead>
        <tr>
          <th scope="col">{t("source")}</th>
          <th scope="col" className="board-figure">
            {t("relays.faithful")}
          </th>
          <th scope="col" className="board-share">
            {t("relays.share")}
          </th>
          <th scope="col" className="board-figure">
            {t("relays.altered")}
          </th>
          <th scope="col" className="board-figure">
            {t("relays.unchecked")}
          </th>
          <th scope="col" className="board-figure">
            {t("relays.ahead")}
          </th>
        </tr>
      </thead>
      <tbody>
        {relays.map((relay) => (
          <RelayRow key={relay.entry.source.slug} relay={relay} />
        ))}
      </tbody>
    </table>
  );
}

function RelayRow({ relay: { entry, share } }: { relay: JudgedRelay }) {
  const t = useTranslations("records");
  const { faithful, checked, altered, unchecked, leadDays } = entry;
  return (
    <tr>
      <th scope="row">
        <SourceLink source={entry.source} />
      </th>
      <td className="board-figure">{t("relays.faithfulOf", { faithful, checked })}</td>
      <td className="board-share">
        <ShareFigure share={share} />
      </td>
      <td className="board-figure" data-label={t("relays.altered")}>
        {altered}
      </td>
      <td className="board-figure" data-label={t("relays.unchecked")}>
        {unchecked}
      </td>
      <td className="board-figure" data-label={t("relays.ahead")}>
        <Days days={leadDays} />
      </td>
    </tr>
  );
}
