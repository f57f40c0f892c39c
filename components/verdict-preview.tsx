import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ClaimEntry, VerdictEntry } from "@/db/claims";
import type { VerdictConsequences } from "@/rules/verdicts";
import { Day } from "./day";
import { formatPercent, formatValue } from "./format";
import { SourceLink } from "./source-link";
import { StateMark } from "./state-mark";
import { Button, ButtonLink } from "./ui/button";
import { VerdictStamp } from "./verdict-stamp";

type VerdictPreviewProps = {
  claim: ClaimEntry;
  /** The verdict as it would stand on the page. */
  planned: VerdictEntry;
  consequences: VerdictConsequences;
  /** The form's fields, sent again as they are to save it. */
  fields: Record<string, string>;
};

/** The verdict as it will stand, and everything that follows from it, before anything is saved. */
export function VerdictPreview({ claim, planned, consequences, fields }: VerdictPreviewProps) {
  const locale = useLocale();
  const t = useTranslations("moderate.rule");
  const page = `/${locale}/claims/${claim.id}/rule`;
  return (
    <section className="preview" aria-labelledby="preview-title">
      <div className="head">
        <h2 id="preview-title">{t("previewTitle")}</h2>
        <p>{t("previewIntro")}</p>
      </div>
      <div className="preview-parts">
        <VerdictStamp verdict={planned} />
        <Consequences claim={claim} planned={planned} consequences={consequences} />
      </div>
      <form className="actions" method="post" action={`/api/v1/claims/${claim.id}/verdicts`}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="returnTo" value={page} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button look="primary">{t("save")}</Button>
        <ButtonLink href="#verdict-form">{t("edit")}</ButtonLink>
      </form>
    </section>
  );
}

type ConsequencesProps = Omit<VerdictPreviewProps, "fields">;

function Consequences({ claim, planned, consequences }: ConsequencesProps) {
  const t = useTranslations("moderate.rule.follows");
  return (
    <dl className="follows">
      <Part title={t("claim")}>
        <ClaimFollows claim={claim} planned={planned} closes={consequences.closesRating} />
      </Part>
      <Part title={t("ratings")}>
        <RatingsFollow claim={claim} consequences={consequences} />
      </Part>
      <Part title={t("sources")}>
        <SourcesFollow sources={consequences.sources} known={planned.knownAt} />
      </Part>
      <Part title={t("rivals")}>
        <RivalsFollow claim={claim} rivals={consequences.rivals} />
      </Part>
      <Part title={t("pages")}>
        <p>{t("pagesText")}</p>
      </Part>
    </dl>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ClaimFollows({
  claim,
  planned,
  closes,
}: {
  claim: ClaimEntry;
  planned: VerdictEntry;
  closes: boolean;
}) {
  const t = useTranslations("moderate.rule.follows");
  const current = claim.verdict;
  return (
    <>
      <p className="moves">
        <StateMark state={current?.outcome ?? "rumored"} /> <span aria-hidden="true">→</span>{" "}
        <StateMark state={planned.outcome} />
      </p>
      {closes && <p>{t("closes")}</p>}
      {current && <p>{t.rich("supersedes", { day: () => <Day day={current.decidedAt} /> })}</p>}
      <p>{t("contest")}</p>
    </>
  );
}

function RatingsFollow({
  claim,
  consequences: { ratings },
}: Pick<ConsequencesProps, "claim" | "consequences">) {
  const locale = useLocale();
  const t = useTranslations("moderate.rule.follows");
  const simulated = claim.ratings.filter((rating) => rating.simulated).length;
  if (ratings.scored + ratings.afterKnown === 0) return <p>{t("noRatings")}</p>;
  return (
    <>
      <p>{t("scored", { count: ratings.scored })}</p>
      <p>{t("late", { count: ratings.afterKnown })}</p>
      {simulated > 0 && <p>{t("simulated", { count: simulated })}</p>}
      <p>{t("credibility", { percent: formatPercent(claim.credibility.probability, locale) })}</p>
    </>
  );
}

function SourcesFollow({ sources, known }: { sources: VerdictConsequences["sources"]; known: string }) {
  const t = useTranslations("moderate.rule.follows");
  if (sources.length === 0) return <p>{t("noSources")}</p>;
  return (
    <ul>
      {sources.map(({ source, stance, first, record }) => {
        const days = Math.round((Date.parse(known.slice(0, 10)) - Date.parse(first)) / 86_400_000);
        return (
          <li key={source.slug + stance}>
            <SourceLink source={source} />: {t(`record.${record}`)}
            {record !== "none" && days >= 0 && <small> · {t("lead", { days })}</small>}
          </li>
        );
      })}
    </ul>
  );
}

function RivalsFollow({ claim, rivals }: { claim: ClaimEntry; rivals: VerdictConsequences["rivals"] }) {
  const locale = useLocale();
  const t = useTranslations("moderate.rule.follows");
  if (rivals.length === 0) return <p>{t("noRivals")}</p>;
  return (
    <>
      <p>{t("rivalsStay")}</p>
      <ul>
        {rivals.map((rival) => (
          <li key={rival.id}>
            <a href={`/${locale}/claims/${rival.id}`}>{formatValue(rival.value, claim.attribute, locale)}</a>{" "}
            <StateMark state={rival.outcome ?? "rumored"} />
            {rival.excluded && rival.outcome === null && <small> {t("excluded")}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}
