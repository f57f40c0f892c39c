import "@/components/board.css";
import "@/components/method.css";
import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { formatPercent } from "@/components/format";
import { HearsayCalibration } from "@/components/hearsay-calibration";
import { Section } from "@/components/ui/section";
import { listScoredClaims } from "@/db/calibration";
import { trackRecordPrior } from "@/rules/beta";
import { type Calibration, calibrate } from "@/rules/calibration";
import { algorithmVersion } from "@/rules/credibility";
import { knownAfterClaims, newcomersAtMost, newcomerWeight, youngDays } from "@/rules/crowd";
import { LEAST_TO_RANK } from "@/rules/leaderboards";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY } from "@/rules/ratings";
import {
  baseShrinkage,
  certainty,
  creditedShare,
  denialFactor,
  recordShrinkage,
  strongest,
} from "@/rules/source-prior";

const parts = ["live", "how", "rest", "limits", "recompute"] as const;
const steps = ["base", "origins", "records", "crowd", "rivals", "range"] as const;
const rest = ["settled", "trackRecords", "clocks", "simulated"] as const;

async function loadCalibration(): Promise<Calibration> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", "records");
  return calibrate(await listScoredClaims());
}

export async function generateMetadata(): Promise<Metadata> {
  const locale = await requireLocale();
  const t = await getTranslations("method");
  return publicMetadata({ locale, path: "/method", title: t("title"), description: t("description") });
}

export default async function MethodPage() {
  await requireLocale();
  const calibration = await loadCalibration();
  const t = await getTranslations("method");
  return (
    <div className="listpage method">
      <h1>{t("title")}</h1>
      <p className="standfirst">{t("lede")}</p>
      <nav className="jump" aria-label={t("jump")}>
        <ul>
          {parts.map((part) => (
            <li key={part}>
              <a href={`#${part}`}>{t(`${part}.short`)}</a>
            </li>
          ))}
          <li className="method-version">{t("version", { version: algorithmVersion })}</li>
        </ul>
      </nav>
      <Section id="live" title={t("live.title")} intro={t("live.intro")}>
        <HearsayCalibration calibration={calibration} />
      </Section>
      <Section id="how" title={t("how.title")} intro={t("how.intro")}>
        <Steps of={steps} numbered />
      </Section>
      <Section id="rest" title={t("rest.title")}>
        <Steps of={rest} />
      </Section>
      <Section id="limits" title={t("limits.title")}>
        <p className="method-text">{t("limits.text")}</p>
      </Section>
      <Section id="recompute" title={t("recompute.title")}>
        <p>{t("recompute.text")}</p>
        <pre className="method-commands">
          <code>
            npm run export -- hearsay.jsonl{"\n"}
            npm run recompute -- hearsay.jsonl
          </code>
        </pre>
        <p>
          {t.rich("recompute.api", {
            link: (path) => <a href="/api/v1/calibration">{path}</a>,
          })}
        </p>
      </Section>
    </div>
  );
}

type Step = (typeof steps)[number] | (typeof rest)[number];

async function Steps({ of, numbered = false }: { of: readonly Step[]; numbered?: boolean }) {
  const locale = await requireLocale();
  const t = await getTranslations("method.steps");
  const List = numbered ? "ol" : "ul";
  const constants = {
    lowest: formatPercent(LOWEST_PROBABILITY, locale),
    highest: formatPercent(HIGHEST_PROBABILITY, locale),
    known: knownAfterClaims,
    newcomer: formatPercent(newcomerWeight, locale),
    newcomersAtMost,
    young: youngDays,
    priorHits: trackRecordPrior.hits,
    priorMisses: trackRecordPrior.misses,
    least: LEAST_TO_RANK,
    baseShrinkage,
    recordShrinkage,
    credited: formatPercent(creditedShare, locale),
    likely: formatPercent(certainty.likely, locale),
    could: formatPercent(certainty.could, locale),
    denial: denialFactor,
    cap: Math.round(Math.exp(strongest)),
  };
  return (
    <List className={`method-steps${numbered ? " numbered" : ""}`}>
      {of.map((step) => (
        <li key={step}>
          <h3>{t(`${step}.title`)}</h3>
          <p>{t(`${step}.text`, constants)}</p>
        </li>
      ))}
    </List>
  );
}
