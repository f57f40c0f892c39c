import { useLocale, useTranslations } from "next-intl";
import { officialDocumentKinds, officialKinds, TEXT_MAX_LENGTH } from "@/rules/documents";
import { locales } from "@/rules/locales";
import type { FieldProblem } from "./error-summary";
import { formatLanguage } from "./format";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type DocumentFormProps = {
  fields: Record<string, string>;
  problems: FieldProblem[];
  /** Names of known makers and authorities. */
  publishers: string[];
};

type Part = { fields: Record<string, string>; problem: (name: string) => string | undefined };

/** An official document with its text. Sent again with the same address it replaces the text. */
export function DocumentForm({ fields, problems, publishers }: DocumentFormProps) {
  const locale = useLocale();
  const t = useTranslations("workbench.form");
  const part: Part = { fields, problem: (name) => problems.find(({ path }) => path === name)?.text };
  return (
    <form className="sheet" method="post" action="/api/v1/documents">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="returnTo" value={`/${locale}/moderation/documents/new`} />
      <fieldset>
        <legend>{t("document")}</legend>
        <Field name="url" label={t("url")} hint={t("urlHint")} problem={part.problem("url")}>
          {(control) => (
            <input
              {...control}
              type="url"
              required
              maxLength={2000}
              placeholder="https://"
              autoComplete="off"
              defaultValue={fields.url}
            />
          )}
        </Field>
        <Field name="title" label={t("title")} problem={part.problem("title")}>
          {(control) => <input {...control} required maxLength={200} defaultValue={fields.title} />}
        </Field>
        <PublisherPart {...part} publishers={publishers} />
        <FactsPart {...part} />
      </fieldset>
      <fieldset>
        <legend>{t("textPart")}</legend>
        <Field name="text" label={t("text")} hint={t("textHint")} problem={part.problem("text")}>
          {(control) => (
            <textarea
              {...control}
              required
              rows={14}
              maxLength={TEXT_MAX_LENGTH}
              defaultValue={fields.text}
            />
          )}
        </Field>
      </fieldset>
      <div className="actions">
        <Button look="primary">{t("send")}</Button>
      </div>
    </form>
  );
}

function PublisherPart({ fields, problem, publishers }: Part & { publishers: string[] }) {
  const t = useTranslations("workbench.form");
  const kinds = useTranslations("vocabulary.sourceKind");
  return (
    <div className="field-row">
      <Field name="publisher" label={t("publisher")} hint={t("publisherHint")} problem={problem("publisher")}>
        {(control) => (
          <input
            {...control}
            required
            list="official-sources"
            maxLength={80}
            autoComplete="off"
            defaultValue={fields.publisher}
          />
        )}
      </Field>
      <Field
        name="publisherKind"
        label={t("publisherKind")}
        hint={t("publisherKindHint")}
        problem={problem("publisherKind")}
      >
        {(control) => (
          <select {...control} defaultValue={fields.publisherKind ?? ""}>
            <option value="">{t("choose")}</option>
            {officialKinds.map((kind) => (
              <option key={kind} value={kind}>
                {kinds(kind)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <datalist id="official-sources">
        {publishers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

function FactsPart({ fields, problem }: Part) {
  const locale = useLocale();
  const t = useTranslations("workbench.form");
  const kinds = useTranslations("vocabulary.documentKind");
  return (
    <div className="field-row">
      <Field name="published" label={t("published")} problem={problem("published")}>
        {(control) => <input {...control} type="date" required defaultValue={fields.published} />}
      </Field>
      <Field name="language" label={t("language")} problem={problem("language")}>
        {(control) => (
          <select {...control} defaultValue={fields.language ?? locale}>
            {locales.map((code) => (
              <option key={code} value={code}>
                {formatLanguage(code, locale)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="documentKind" label={t("kind")} problem={problem("documentKind")}>
        {(control) => (
          <select {...control} defaultValue={fields.documentKind ?? "press_release"}>
            {officialDocumentKinds.map((kind) => (
              <option key={kind} value={kind}>
                {kinds(kind)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
