import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RelayRecord, Saying, SourceRecord } from "@/db/track-records";
import { shareOfHits } from "@/rules/beta";
import { groupBy } from "@/rules/grouping";
import { LEAST_TO_RANK } from "@/rules/leaderboards";
import type { Tally } from "@/rules/track-records";
import { Fact, Facts } from "./facts";
import { GroupName } from "./group-name";
import { ShareFigure } from "./share-figure";
import { Bits, Days } from "./source-leaderboard";

type SourceRecordProps = {
  record: SourceRecord | null;
  sayings: Saying[];
  rank: { rank: number; of: number } | null;
  relays: RelayRecord | null;
};

/** How what a source said first came out: at a glance, by attribute group, by how sure it sounded and how likely it seemed. */
export function SourceRecordView({ record, sayings, rank, relays }: SourceRecordProps) {
  const t = useTranslations("records.of");
  const words = useTranslations("records");
  const locale = useLocale();
  return (
    <>
      {record ? <AtAGlance record={record} rank={rank} /> : <p>{t("none")}</p>}
      {record && <RecordTables record={record} sayings={sayings} />}
      {relays && relays.checked > 0 && (
        <p className="board-note">
          <b>{t("relays")}</b>: {t("relayLine", relayCounts(relays))}
        </p>
      )}
      <p className="board-note">
        <a href={`/${locale}/method`}>{words("toMethod")}</a>
      </p>
    </>
  );
}

const relayCounts = ({ faithful, checked, altered, unchecked }: RelayRecord) => ({
  faithful,
  checked,
  altered,
  unchecked,
});

function AtAGlance({ record, rank }: { record: SourceRecord; rank: SourceRecordProps["rank"] }) {
  const t = useTranslations("records.of");
  const { hits, n, leadDays, surprise } = record.overall;
  return (
    <>
      <div className="record-figure">
        <ShareFigure share={shareOfHits(record.overall)} />
        <p className="record-words">
          {rank && n >= LEAST_TO_RANK ? t("ranked", { hits, n, ...rank }) : t("notRanked", { hits, n })}
        </p>
      </div>
      <Facts>
        <Fact name={t("lead")}>
          <Days days={leadDays} />
        </Fact>
        <Fact name={t("surprise")}>
          <Bits bits={surprise} />
        </Fact>
      </Facts>
    </>
  );
}

function RecordTables({ record, sayings }: { record: SourceRecord; sayings: Saying[] }) {
  const t = useTranslations("records.of");
  const words = useTranslations("records");
  const noted = sayings.flatMap((saying) => (saying.hedge ? { ...saying, hedge: saying.hedge } : []));
  return (
    <div className="record-tables">
      <TallyTable
        title={t("byGroup")}
        head={words("group")}
        rows={record.groups.map(({ group, ...tally }) => ({
          key: group,
          name: <GroupName group={group} />,
          tally,
        }))}
      />
      <TallyTable
        title={t("byBelief")}
        head={t("byBelief")}
        rows={tallies(sayings, beliefOf, ["unlikely", "open", "likely", "first"]).map(({ key, tally }) => ({
          key,
          name: t(`beliefs.${key}`),
          tally,
        }))}
      />
      {noted.length > 0 && (
        <TallyTable
          title={t("byHedge")}
          head={t("byHedge")}
          rows={tallies(noted, ({ hedge }) => hedge, ["will", "likely", "could"]).map(({ key, tally }) => ({
            key,
            name: t(`hedges.${key}`),
            tally,
          }))}
        />
      )}
    </div>
  );
}

type Belief = "first" | "unlikely" | "open" | "likely";

/** How likely a claim was held before a source made it, from its surprise in bits. */
function beliefOf({ surprise }: Saying): Belief {
  if (surprise === null) return "first";
  const before = 2 ** -surprise;
  if (before < 1 / 3) return "unlikely";
  return before <= 2 / 3 ? "open" : "likely";
}

function tallies<S extends Saying, K extends string>(sayings: S[], keyOf: (saying: S) => K, keys: K[]) {
  const grouped = groupBy(sayings, keyOf);
  return keys.flatMap((key) => {
    const own = grouped.get(key);
    return own ? [{ key, tally: { n: own.length, hits: own.filter(({ hit }) => hit).length } }] : [];
  });
}

type TallyRow = { key: string; name: ReactNode; tally: Tally };

function TallyTable({ title, head, rows }: { title: string; head: string; rows: TallyRow[] }) {
  const t = useTranslations("records");
  return (
    <section>
      <h3>{title}</h3>
      <table className="board">
        <thead className="vh">
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t("hits")}</th>
            <th scope="col">{t("share")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, tally }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="board-figure">{t("hitsOf", tally)}</td>
              <td className="board-share">
                <ShareFigure share={shareOfHits(tally)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
