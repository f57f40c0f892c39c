import "@/components/board.css";
import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { type JudgedRelay, RelayLeaderboard } from "@/components/relay-table";
import { compareGroups } from "@/components/slots";
import { SourceFilterForm } from "@/components/source-filter-form";
import { type JudgedSource, SourceLeaderboard } from "@/components/source-leaderboard";
import { SourceTable } from "@/components/source-table";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { listSources, type SourceCard } from "@/db/sources";
import { listRelayRecords, listSourceRecords } from "@/db/track-records";
import { groupBy } from "@/rules/grouping";
import { type Leaderboard, rankByShare } from "@/rules/leaderboards";
import {
  parseSourceListSegment,
  type SourceFilters,
  sourceListQuery,
  sourceListSegment,
} from "@/rules/source-filters";
import { type SourceKind, sourceKinds } from "@/rules/vocabulary";

/** Those who speak for themselves or know first before those who pass on. */
const order: readonly SourceKind[] = [
  "leaker",
  "analyst",
  ...sourceKinds.filter((kind) => !["leaker", "analyst", "outlet"].includes(kind)),
  "outlet",
];

type SourceListData = {
  board: Leaderboard<JudgedSource>;
  /** Null where the filters leave nobody who repeats. */
  relays: Leaderboard<JudgedRelay> | null;
  sources: SourceCard[];
  /** What can be filtered by. */
  kinds: SourceKind[];
  groups: string[];
};

async function loadSourceList(segment: string): Promise<SourceListData | null> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "home", "records");
  const filters = parseSourceListSegment(segment);
  if (!filters) return null;
  const [sources, records, relays] = await Promise.all([
    listSources(),
    listSourceRecords(),
    listRelayRecords(),
  ]);
  const groups = [...new Set(records.flatMap((record) => record.groups.map(({ group }) => group)))];
  const kinds = order.filter((kind) => sources.some((source) => source.kind === kind));
  if (filters.group && !groups.includes(filters.group)) return null;
  if (filters.kind && !kinds.includes(filters.kind)) return null;
  return {
    board: rankByShare(judgedIn(records, filters), ({ tally }) => tally),
    relays: repeats(filters) ? rankByShare(relays, faithfulness) : null,
    sources: sources
      .filter(({ kind }) => filters.kind === null || kind === filters.kind)
      .sort((a, b) => b.originated.total - a.originated.total || b.documents - a.documents),
    kinds,
    groups: groups.sort(compareGroups),
  };
}

function judgedIn(records: Awaited<ReturnType<typeof listSourceRecords>>, { kind, group }: SourceFilters) {
  return records
    .filter(({ source }) => kind === null || source.kind === kind)
    .flatMap((record) => {
      const tally = group ? record.groups.find((own) => own.group === group) : record.overall;
      return tally ? { record, tally } : [];
    });
}

function repeats({ kind, group }: SourceFilters): boolean {
  return group === null && (kind === null || kind === "outlet");
}

const faithfulness = ({ faithful, checked }: { faithful: number; checked: number }) => ({
  hits: faithful,
  n: checked,
});

export async function sourceListMetadata(filters: SourceFilters): Promise<Metadata> {
  const list = await loadSourceList(sourceListSegment(filters));
  if (!list) return {};
  const t = await getTranslations("source.list");
  const what = await narrowedTo(filters);
  return publicMetadata({
    locale: await currentLocale(),
    path: `/sources${sourceListQuery(filters)}`,
    title: what ? t("boardOf", { what }) : t("title"),
    description: t("description"),
  });
}

/** The filters in force by the names people know them by; empty without one. */
async function narrowedTo({ kind, group }: SourceFilters): Promise<string> {
  const kinds = await getTranslations("source.kinds");
  const groups = await getTranslations("vocabulary.group");
  const known = group as Parameters<typeof groups>[0] | null;
  return [kind && kinds(kind), known && (groups.has(known) ? groups(known) : known)]
    .filter(Boolean)
    .join(", ");
}

export async function SourceListView({ filters }: { filters: SourceFilters }) {
  const list = await loadSourceList(sourceListSegment(filters));
  if (!list) notFound();
  const t = await getTranslations("source");
  const relays = await getTranslations("records.relays");
  const what = await narrowedTo(filters);
  const byKind = groupBy(list.sources, (source) => source.kind);
  const kinds = order.filter((kind) => byKind.has(kind));
  return (
    <div className="listpage">
      <h1>{t("list.title")}</h1>
      <p className="standfirst">{t("list.lede")}</p>
      {list.sources.length === 0 && <Notice title={t("list.empty")} />}
      <SourceFilterForm filters={filters} kinds={list.kinds} groups={list.groups} />
      <Section id="board" title={what ? t("list.boardOf", { what }) : t("list.board")}>
        <SourceLeaderboard board={list.board} />
      </Section>
      {list.relays && list.relays.ranked.length + list.relays.unranked.length > 0 && (
        <Section id="relays" title={relays("title")} intro={relays("intro")}>
          <RelayLeaderboard board={list.relays} />
        </Section>
      )}
      <Section id="everyone" title={t("list.everyone")} intro={t("list.everyoneIntro")}>
        {kinds.map((kind) => (
          <details key={kind} className="folded kind" id={kind} open={filters.kind === kind}>
            <summary>
              <h3>{t(`kinds.${kind}`)}</h3> <small>{byKind.get(kind)?.length}</small>
            </summary>
            <SourceTable kind={kind} sources={byKind.get(kind) ?? []} />
          </details>
        ))}
      </Section>
    </div>
  );
}
