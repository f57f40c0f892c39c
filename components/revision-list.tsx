import "./edits.css";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RevisionEntry, WordingUse } from "@/db/edits";
import { FieldChanges, fieldName } from "./field-changes";
import { formatMoment } from "./format";
import { MemberLink } from "./member-link";

type RevisionListProps = {
  /** Newest first. */
  revisions: RevisionEntry[];
  /** Of a claim: what was decided and rated on each wording. */
  uses?: Map<number, WordingUse>;
  /** What may be done with an earlier one. */
  action?: (revision: RevisionEntry) => ReactNode;
};

/** Every wording something had, each with what it changed. */
export function RevisionList({ revisions, uses, action }: RevisionListProps) {
  return (
    <ol className="revisions-kept" reversed>
      {revisions.map((revision, index) => (
        <li key={revision.number} id={`r-${revision.number}`}>
          <RevisionHead revision={revision} />
          <RevisionChanges revision={revision} before={revisions[index + 1]} />
          {revision.reason && <blockquote className="decision-reason">{revision.reason}</blockquote>}
          <Use use={uses?.get(revision.number)} />
          {index > 0 && action?.(revision)}
        </li>
      ))}
    </ol>
  );
}

function RevisionHead({ revision: { number, at, author, revertsTo } }: { revision: RevisionEntry }) {
  const locale = useLocale();
  const t = useTranslations("edits");
  if (number === 0)
    return (
      <p>
        <b>{t("first")}</b>
      </p>
    );
  return (
    <p>
      <b>{t("number", { number })}</b> <time dateTime={at}>{formatMoment(at, locale)}</time>{" "}
      <span className="quiet-words">
        {author && t.rich("by", { who: () => <MemberLink member={author} /> })}
        {revertsTo !== null && ` ${t("reverts", { number: revertsTo })}`}
      </span>
    </p>
  );
}

function RevisionChanges({
  revision,
  before,
}: {
  revision: RevisionEntry;
  before: RevisionEntry | undefined;
}) {
  const t = useTranslations("edits");
  if (before) return <FieldChanges before={before.fields} after={revision.fields} />;
  return (
    <dl className="field-changes">
      {Object.entries(revision.fields).map(([name, text]) => (
        <div key={name}>
          <dt>{fieldName(t, name)}</dt>
          <dd className="word-diff">{text ?? t("empty")}</dd>
        </div>
      ))}
    </dl>
  );
}

function Use({ use }: { use: WordingUse | undefined }) {
  const t = useTranslations("edits");
  const outcome = useTranslations("vocabulary.state");
  if (!use || use.verdicts.length + use.ratings === 0) return null;
  const outcomes = use.verdicts.map((word) => outcome(word)).join(", ");
  return (
    <p className="hint">
      {use.verdicts.length > 0 && t("ruled", { count: use.verdicts.length, outcomes })}{" "}
      {use.ratings > 0 && t("rated", { count: use.ratings })}
    </p>
  );
}
