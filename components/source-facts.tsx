import { useLocale, useTranslations } from "next-intl";
import type { SourcePage } from "@/db/sources";
import { Fact, Facts } from "./facts";
import { formatCount, formatLanguage } from "./format";
import { OutcomeTally } from "./outcome-tally";
import { withOpen } from "./source-table";

/** Who a source is, and what became of what it said first. */
export function SourceFacts({ source }: { source: SourcePage }) {
  const t = useTranslations("source");
  const kind = useTranslations("vocabulary.sourceKind");
  const locale = useLocale();
  const { total } = source.originated;
  return (
    <>
      <Facts>
        <Fact name={t("facts.kind")}>{kind(source.kind)}</Fact>
        {source.brand && (
          <Fact name={t("facts.brand")}>
            <a href={`/${locale}/brands/${source.brand.slug}`}>{source.brand.name}</a>
          </Fact>
        )}
        <Fact name={t("facts.language")}>{formatLanguage(source.language, locale)}</Fact>
        <Fact name={t("facts.first")}>{formatCount(total, locale)}</Fact>
        <Fact name={t("facts.published")}>{formatCount(source.documents, locale)}</Fact>
        {source.url && (
          <Fact name={t("facts.site")}>
            <a href={source.url} rel="noopener external nofollow">
              {hostOf(source.url)}
            </a>
          </Fact>
        )}
      </Facts>
      {total > 0 && <Record originated={source.originated} />}
    </>
  );
}

function Record({ originated }: { originated: SourcePage["originated"] }) {
  const t = useTranslations("source.record");
  const tally = withOpen(originated);
  const settled = tally.total - tally.open;
  return (
    <div className="record-line">
      <OutcomeTally tally={tally} />
      <span>{t("settled", { settled, total: tally.total })}</span>
    </div>
  );
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}
