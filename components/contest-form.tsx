import { useLocale, useTranslations } from "next-intl";
import { documentKinds, precisions } from "@/rules/vocabulary";
import type { FieldProblem } from "./error-summary";
import { formatLanguage } from "./format";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type ContestFormProps = {
  claimId: string;
  verdictId: string;
  sources: string[];
  languages: string[];
  bringsDocuments: boolean;
  fields: Record<string, string>;
  problems: FieldProblem[];
};

type Part = Pick<ContestFormProps, "fields" | "sources" | "languages"> & {
  problem: (path: string) => string | undefined;
};

/** What speaks against a verdict: a document, a passage, and in words why. */
export function ContestForm({ claimId, verdictId, bringsDocuments, problems, ...rest }: ContestFormProps) {
  const locale = useLocale();
  const t = useTranslations("contests");
  const part: Part = { ...rest, problem: (path) => problems.find((one) => one.path === path)?.text };
  const { fields, problem } = part;
  return (
    <PostForm
      action={`/api/v1/claims/${claimId}/contests`}
      locale={locale}
      returnTo={`/${locale}/claims/${claimId}/contest`}
      hidden={{ verdictId }}
    >
      <div className="sheet">
        <fieldset>
          <legend>{t("legend")}</legend>
          <Field
            name="documentUrl"
            label={t("documentUrl")}
            hint={t("documentUrlHint")}
            problem={problem("documentUrl")}
          >
            {(control) => (
              <input
                {...control}
                required
                maxLength={1000}
                autoComplete="off"
                defaultValue={fields.documentUrl}
              />
            )}
          </Field>
          <Field name="passage" label={t("passage")} problem={problem("passage")}>
            {(control) => <textarea {...control} rows={3} maxLength={2000} defaultValue={fields.passage} />}
          </Field>
          <Field name="reason" label={t("reason")} hint={t("reasonHint")} problem={problem("reason")}>
            {(control) => (
              <textarea {...control} rows={3} required maxLength={1000} defaultValue={fields.reason} />
            )}
          </Field>
        </fieldset>
        {bringsDocuments ? <NewDocument {...part} /> : <OnlyKnown />}
        <div className="actions">
          <Button look="primary">{t("send")}</Button>
        </div>
      </div>
    </PostForm>
  );
}

function OnlyKnown() {
  const locale = useLocale();
  const t = useTranslations("contests");
  return (
    <p className="hint">
      {t.rich("onlyKnown", { submit: (words) => <a href={`/${locale}/submit`}>{words}</a> })}
    </p>
  );
}

function NewDocument(part: Part) {
  const { fields, problem, sources } = part;
  const t = useTranslations("contests");
  return (
    <fieldset>
      <legend>{t("unknown")}</legend>
      <p className="hint">{t("unknownHint")}</p>
      <Field name="title" label={t("documentTitle")} problem={problem("title")}>
        {(control) => <input {...control} maxLength={300} defaultValue={fields.title} />}
      </Field>
      <div className="field-row">
        <Field name="publisher" label={t("publisher")} problem={problem("publisher")}>
          {(control) => (
            <input
              {...control}
              list="known-sources"
              maxLength={80}
              autoComplete="off"
              defaultValue={fields.publisher}
            />
          )}
        </Field>
        <Field name="published" label={t("published")} problem={problem("published")}>
          {(control) => <input {...control} type="date" defaultValue={fields.published} />}
        </Field>
      </div>
      <NewDocumentChoices {...part} />
      <datalist id="known-sources">
        {sources.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </fieldset>
  );
}

function NewDocumentChoices({ fields, problem, languages }: Part) {
  const locale = useLocale();
  const t = useTranslations("contests");
  const words = useTranslations("vocabulary");
  return (
    <div className="field-row">
      <Choice
        name="publishedPrecision"
        label={t("precision")}
        problem={problem("publishedPrecision")}
        value={fields.publishedPrecision ?? "day"}
        options={precisions.map((one) => [one, t(`precisions.${one}`)])}
      />
      <Choice
        name="language"
        label={t("language")}
        problem={problem("language")}
        value={fields.language ?? locale}
        options={languages.map((code) => [code, formatLanguage(code, locale)])}
      />
      <Choice
        name="documentKind"
        label={t("documentKind")}
        problem={problem("documentKind")}
        value={fields.documentKind ?? "article"}
        options={documentKinds.map((kind) => [kind, words(`documentKind.${kind}`)])}
      />
    </div>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  problem: string | undefined;
  value: string;
  options: [string, string][];
};

function Choice({ name, label, problem, value, options }: ChoiceProps) {
  return (
    <Field name={name} label={label} problem={problem}>
      {(control) => (
        <select {...control} defaultValue={value}>
          {options.map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
