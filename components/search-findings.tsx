import { useLocale, useTranslations } from "next-intl";
import type { FoundClaim, FoundDevice, FoundSource, SearchResults } from "@/db/search";
import { Standing } from "./claim-value";
import { DeviceName } from "./device-rows";
import { formatValue } from "./format";
import { SourceLink } from "./source-link";
import { StateMark } from "./state-mark";
import { Notice } from "./ui/notice";
import { Section } from "./ui/section";

/** What was found, devices first; or what was nearly found. */
export function SearchFindings({ query, results }: { query: string; results: SearchResults }) {
  const t = useTranslations("search");
  const { devices, claims, sources } = results.totals;
  const total = devices + claims + sources;
  return (
    <>
      <p className="found" role="status">
        {t("found", { total })} <q>{query}</q>
      </p>
      {total === 0 && <NothingFound similar={results.similar} />}
      {devices > 0 && (
        <Section id="devices" title={t("devices.title")}>
          <DeviceHits devices={results.devices} />
        </Section>
      )}
      {sources > 0 && (
        <Section id="sources" title={t("sources.title")}>
          <SourceHits sources={results.sources} />
        </Section>
      )}
      {claims > 0 && (
        <Section
          id="claims"
          title={t("claims.title")}
          intro={
            claims > results.claims.length &&
            t("claims.shown", { shown: results.claims.length, total: claims })
          }
        >
          <ClaimHits claims={results.claims} />
        </Section>
      )}
    </>
  );
}

/** Before anything is asked: what can be asked. */
export function SearchHelp() {
  const t = useTranslations("search");
  const locale = useLocale();
  return (
    <>
      <p className="standfirst">{t("lede")}</p>
      <ul className="examples">
        <li>{t("try")}</li>
        {(["old", "codename", "claim", "source"] as const).map((example) => (
          <li key={example}>
            <a href={`/${locale}/search?q=${encodeURIComponent(t(`examples.${example}`))}`}>
              {t(`examples.${example}`)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function NothingFound({ similar }: { similar: FoundDevice[] }) {
  const t = useTranslations("search");
  return (
    <>
      <Notice title={t("none.title")}>
        <p>{t("none.text")}</p>
      </Notice>
      {similar.length > 0 && (
        <Section id="similar" title={t("similar")}>
          <DeviceHits devices={similar} />
        </Section>
      )}
    </>
  );
}

function DeviceHits({ devices }: { devices: FoundDevice[] }) {
  const t = useTranslations("search");
  const status = useTranslations("vocabulary.deviceStatus");
  const claims = useTranslations("devices");
  const locale = useLocale();
  return (
    <ul className="rows">
      {devices.map((device) => (
        <li key={device.slug} className="row hit">
          <div>
            <p className="slot">
              {device.brand} · {status(device.status)}
            </p>
            <h3 className="row-name">
              <a href={`/${locale}/devices/${device.slug}`}>
                <DeviceName device={device} />
              </a>{" "}
              {device.matched && (
                <small>
                  {t("devices.matched", { name: device.matched.name })} ({t(`kinds.${device.matched.kind}`)})
                </small>
              )}
            </h3>
            <p className="said" lang="en">
              {device.summary}
            </p>
          </div>
          <small>{claims("claims", { total: device.claims })}</small>
        </li>
      ))}
    </ul>
  );
}

function SourceHits({ sources }: { sources: FoundSource[] }) {
  const t = useTranslations("search.sources");
  const kind = useTranslations("vocabulary.sourceKind");
  return (
    <ul className="rows">
      {sources.map((source) => (
        <li key={source.slug} className="row hit">
          <p>
            <SourceLink source={source} /> <small>{kind(source.kind)}</small>
          </p>
          <small>{t("documents", { count: source.documents })}</small>
        </li>
      ))}
    </ul>
  );
}

function ClaimHits({ claims }: { claims: FoundClaim[] }) {
  const locale = useLocale();
  return (
    <ul className="rows">
      {claims.map((claim) => (
        <li key={claim.id} className="row hit">
          <div>
            <p className="slot">
              {claim.device.name} · {claim.attribute.name[locale]}
              {claim.scope && `, ${claim.scope}`}
            </p>
            <p className="row-value">
              <a href={`/${locale}/claims/${claim.id}`}>
                <Standing state={claim.outcome ?? "rumored"}>
                  {formatValue(claim.value, claim.attribute, locale)}
                </Standing>
              </a>
            </p>
            <p className="said" lang={claim.language}>
              {claim.statement}
            </p>
          </div>
          <StateMark state={claim.outcome ?? "rumored"} />
        </li>
      ))}
    </ul>
  );
}
