import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ClaimEntry } from "@/db/claims";
import type { RulingsPreview } from "@/db/rulings";
import type { RulingDraft } from "@/db/verdicts";
import { formatPercent, formatValue } from "./format";
import { SourceLink } from "./source-link";
import { StateMark } from "./state-mark";
import { Button, ButtonLink } from "./ui/button";
import { SaveKey } from "./workbench-save-key";
import { compareSlots, rank } from "./workbench-sections";

type WorkbenchPreviewProps = {
  documentId: string;
  rulings: RulingDraft[];
  /** The claims ruled on, in the order of the rulings. */
  claims: ClaimEntry[];
  preview: RulingsPreview;
  /** Open claims of the devices that stay as they are. */
  stay: number;
  /** The form's fields, sent again as they are to save it. */
  fields: Record<string, string>;
  /** Where the decisions can be changed, and where a refused save leads. */
  back: string;
};

/** Everything that follows from the decisions, before anything is saved. */
export function WorkbenchPreview(props: WorkbenchPreviewProps) {
  const { documentId, rulings, fields, back, preview, stay } = props;
  const locale = useLocale();
  const t = useTranslations("workbench.follows");
  const [first] = rulings;
  return (
    <section className="preview wb-preview" aria-labelledby="preview-title">
      <div className="head">
        <h2 id="preview-title">{t("title")}</h2>
        <p>
          {t("verdicts", { count: rulings.length })}.{" "}
          {first && t("known", { moment: first.draft.knownAt.toISOString().slice(0, 16).replace("T", " ") })}.{" "}
          {t("stay", { count: stay })} {t("intro")}
        </p>
      </div>
      <form className="actions" method="post" action={`/api/v1/documents/${documentId}/rulings`}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="returnTo" value={back} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SaveKey hint={t("saveKey")}>
          <Button look="primary">{t("save")}</Button>
          <ButtonLink href={back}>{t("change")}</ButtonLink>
        </SaveKey>
      </form>
      <Ruled {...props} />
      <dl className="follows">
        <Part title={t("rivals")}>
          <Rivals rivals={preview.rivals} />
        </Part>
        <Part title={t("ratings")}>
          <p>
            {t("scored", { count: preview.ratings.scored })}{" "}
            {t("late", { count: preview.ratings.afterKnown })}
          </p>
        </Part>
        <Part title={t("records")}>
          <Records sources={preview.sources} />
        </Part>
        <Part title={t("notifications")}>
          <p>{t("told", { count: preview.notifications })}</p>
        </Part>
      </dl>
    </section>
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

function Ruled({ rulings, claims, preview }: WorkbenchPreviewProps) {
  const locale = useLocale();
  const t = useTranslations("workbench.follows");
  const rows = rulings.flatMap(({ claimId, draft }) => {
    const claim = claims.find(({ id }) => id === claimId);
    return claim ? [{ claim, draft }] : [];
  });
  rows.sort((a, b) => compareSlots(a.claim, b.claim) || rank(a.draft.outcome) - rank(b.draft.outcome));
  const moved = new Map(preview.claims.map((one) => [one.id, one]));
  return (
    <table className="wb-ruled">
      <thead>
        <tr>
          <th scope="col">{t("claim")}</th>
          <th scope="col">{t("before")}</th>
          <th scope="col">{t("after")}</th>
          <th scope="col">{t("passage")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ claim, draft }) => (
          <tr key={claim.id}>
            <th scope="row">
              {claim.attribute.name[locale]}
              {claim.scope && ` (${claim.scope})`}
              {": "}
              <a href={`/${locale}/claims/${claim.id}`}>
                {formatValue(claim.value, claim.attribute, locale)}
              </a>{" "}
              <small>{claim.device.name}</small>
            </th>
            <td>{formatPercent(moved.get(claim.id)?.before ?? 0, locale)}</td>
            <td>
              <StateMark state={draft.outcome} />
            </td>
            <td>
              <q>{draft.passage}</q>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rivals({ rivals }: { rivals: RulingsPreview["rivals"] }) {
  const locale = useLocale();
  const t = useTranslations("workbench.follows");
  if (rivals.length === 0) return <p>{t("noRivals")}</p>;
  return (
    <ul>
      {rivals.map(({ id, statement, language, before, after }) => (
        <li key={id}>
          <a href={`/${locale}/claims/${id}`} lang={language}>
            {statement}
          </a>{" "}
          {formatPercent(before, locale)} <span aria-hidden="true">→</span> {formatPercent(after, locale)}
        </li>
      ))}
    </ul>
  );
}

function Records({ sources }: { sources: RulingsPreview["sources"] }) {
  const t = useTranslations("workbench.follows");
  if (sources.length === 0) return <p>{t("noRecords")}</p>;
  return (
    <ul className="wb-records">
      {sources.map(({ source, hits, misses }) => (
        <li key={source.slug}>
          <SourceLink source={source} />:{" "}
          {t("tally", { hits, misses, both: hits > 0 && misses > 0 ? "yes" : "no" })}
        </li>
      ))}
    </ul>
  );
}
