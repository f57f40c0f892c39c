import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { DocumentRef } from "@/db/references";
import { bases, outcomes, qualifiers } from "@/rules/vocabulary";
import type { FieldProblem } from "./error-summary";
import { formatDay } from "./format";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { MarkShape } from "./ui/mark";

type RuleFormProps = {
  claim: ClaimEntry;
  /** What reports on the claim and its rivals: the likely places of the answer. */
  documents: DocumentRef[];
  fields: Record<string, string>;
  problems: FieldProblem[];
};

type Part = Pick<RuleFormProps, "fields"> & { problem: (...paths: string[]) => string | undefined };

/** The verdict as a form. It leads to the preview; nothing is saved by it. */
export function RuleForm({ claim, documents, fields, problems }: RuleFormProps) {
  const locale = useLocale();
  const t = useTranslations("moderate.rule");
  return (
    <form className="sheet" method="post" action={`/api/v1/claims/${claim.id}/verdicts/preview`}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="returnTo" value={`/${locale}/claims/${claim.id}/rule`} />
      <input type="hidden" name="supersedesId" value={fields.supersedesId ?? claim.verdict?.id ?? ""} />
      <VerdictFields documents={documents} fields={fields} problems={problems} />
      <div className="actions">
        <Button look="primary">{t("preview")}</Button>
      </div>
    </form>
  );
}

/** Everything a verdict consists of, for the forms that end in one. */
export function VerdictFields({ documents, fields, problems }: Omit<RuleFormProps, "claim">) {
  const t = useTranslations("moderate.rule");
  const part: Part = {
    fields,
    problem: (...paths) => problems.find(({ path }) => paths.includes(path))?.text,
  };
  return (
    <>
      <OutcomePart {...part} />
      <BasisPart {...part} />
      <EvidencePart {...part} documents={documents} />
      <KnownPart {...part} />
      <Field
        name="note"
        label={
          <>
            {t("note")} <Optional />
          </>
        }
        hint={t("noteHint")}
        problem={part.problem("note")}
      >
        {(control) => <textarea {...control} rows={2} maxLength={1000} defaultValue={fields.note} />}
      </Field>
    </>
  );
}

function Optional() {
  const t = useTranslations("submit");
  return <small>({t("optional")})</small>;
}

function OutcomePart({ fields, problem }: Part) {
  const t = useTranslations("moderate.rule");
  const words = useTranslations("vocabulary.state");
  const wrong = problem("outcome");
  return (
    <fieldset id="outcome">
      <legend>{t("outcome")}</legend>
      {wrong && <p className="problem">{wrong}</p>}
      <div className="options">
        {outcomes.map((outcome) => (
          <label key={outcome}>
            <input
              type="radio"
              name="outcome"
              value={outcome}
              required
              defaultChecked={fields.outcome === outcome}
            />
            <span className={`mark ${outcome}`}>
              <MarkShape state={outcome} />
              {words(outcome)}
            </span>
            <small>{t(`outcomeHints.${outcome}`)}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function BasisPart({ fields, problem }: Part) {
  const t = useTranslations("moderate.rule");
  const words = useTranslations("vocabulary");
  const wrong = problem("basis");
  return (
    <fieldset id="basis">
      <legend>{t("basis")}</legend>
      {wrong && <p className="problem">{wrong}</p>}
      <div className="options">
        {bases.map((basis) => (
          <label key={basis}>
            <input type="radio" name="basis" value={basis} required defaultChecked={fields.basis === basis} />
            <b>{words(`basis.${basis}`)}</b>
            <small>{t(`basisHints.${basis}`)}</small>
          </label>
        ))}
      </div>
      <Field name="qualifier" label={t("qualifier")} problem={problem("qualifier")}>
        {(control) => (
          <select {...control} defaultValue={fields.qualifier ?? ""}>
            <option value="">{t("noQualifier")}</option>
            {qualifiers.map((qualifier) => (
              <option key={qualifier} value={qualifier}>
                {words(`qualifier.${qualifier}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </fieldset>
  );
}

function EvidencePart({ fields, problem, documents }: Part & { documents: DocumentRef[] }) {
  const locale = useLocale();
  const t = useTranslations("moderate.rule");
  return (
    <fieldset>
      <legend>{t("evidence")}</legend>
      <Field name="documentId" label={t("document")} hint={t("documentHint")} problem={problem("documentId")}>
        {(control) => (
          <select {...control} defaultValue={fields.documentId ?? ""}>
            <option value="">{t("noDocument")}</option>
            {documents.map(({ id, title, source, published, publishedPrecision }) => (
              <option key={id} value={id}>
                {formatDay(published, publishedPrecision, locale, "short")} · {source.name}: {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="documentUrl"
        label={t("documentUrl")}
        hint={t("documentUrlHint")}
        problem={problem("documentUrl")}
      >
        {(control) => (
          <input {...control} maxLength={2000} autoComplete="off" defaultValue={fields.documentUrl} />
        )}
      </Field>
      <Field name="passage" label={t("passage")} hint={t("passageHint")} problem={problem("passage")}>
        {(control) => <textarea {...control} rows={3} maxLength={2000} defaultValue={fields.passage} />}
      </Field>
    </fieldset>
  );
}

function KnownPart({ fields, problem }: Part) {
  const t = useTranslations("moderate.rule");
  return (
    <fieldset>
      <legend>{t("known")}</legend>
      <p className="hint">{t("knownHint")}</p>
      <div className="field-row">
        <Field name="knownAt" label={t("knownDate")} problem={problem("knownAt")}>
          {(control) => <input {...control} type="date" required defaultValue={fields.knownAt} />}
        </Field>
        <Field
          name="knownTime"
          label={
            <>
              {t("knownTime")} <Optional />
            </>
          }
          problem={problem("knownTime")}
        >
          {(control) => <input {...control} type="time" defaultValue={fields.knownTime} />}
        </Field>
      </div>
    </fieldset>
  );
}
