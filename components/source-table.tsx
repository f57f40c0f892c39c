import { useLocale, useTranslations } from "next-intl";
import type { SourceCard } from "@/db/sources";
import type { SourceKind } from "@/rules/vocabulary";
import { formatCount } from "./format";
import { OutcomeTally } from "./outcome-tally";
import { SourceLink } from "./source-link";

/** Sources of one kind: those that said something first in a table, those that only repeated folded under it. */
export function SourceTable({ kind, sources }: { kind: SourceKind; sources: SourceCard[] }) {
  const t = useTranslations("source.list");
  const first = sources.filter((source) => source.originated.total > 0);
  const echoes = sources.filter((source) => source.originated.total === 0);
  return (
    <>
      {first.length > 0 && <OriginTable kind={kind} sources={first} />}
      {echoes.length > 0 && (
        <details className="echoes">
          <summary>{t("more", { count: echoes.length })}</summary>
          <ul>
            {echoes.map((source) => (
              <li key={source.slug}>
                <SourceLink source={source} /> <small>{source.documents}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OriginTable({ kind, sources }: { kind: SourceKind; sources: SourceCard[] }) {
  const t = useTranslations("source.list");
  const locale = useLocale();
  return (
    <table className="sources">
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col" className="figure">
            {t("first")}
          </th>
          <th scope="col">{t("outcome")}</th>
          <th scope="col" className="figure">
            {t("documents")}
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.slug}>
            <th scope="row" id={`${kind}-${source.slug}`}>
              <SourceLink source={source} />
            </th>
            <td className="figure">{formatCount(source.originated.total, locale)}</td>
            <td>
              <OutcomeTally tally={withOpen(source.originated)} />
            </td>
            <td className="figure">{formatCount(source.documents, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is neither settled nor closed is open. */
export function withOpen(originated: SourceCard["originated"]) {
  const { total, confirmed, partly, refuted, unresolved } = originated;
  return { ...originated, open: total - confirmed - partly - refuted - unresolved };
}
