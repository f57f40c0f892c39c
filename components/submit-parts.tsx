import { Field } from "@/components/ui/field";
import { documentKinds, hedges, precisions, sourceKinds, stances } from "@/rules/vocabulary";
import type { SubmitChoices, SubmitForm } from "./submit-form";

type Part = { form: SubmitForm; choices: SubmitChoices };

export function DocumentPart({ form, choices }: Part) {
  const { words, labels, fields, problem } = form;
  return (
    <fieldset>
      <legend>{words.document.legend}</legend>
      <Field
        name="url"
        label={words.document.url}
        hint={words.document.urlHint}
        problem={problem("url", "sourceUrl")}
      >
        {(control) => (
          <input
            {...control}
            type="url"
            inputMode="url"
            required
            maxLength={2000}
            placeholder="https://"
            autoComplete="off"
            defaultValue={fields.url}
          />
        )}
      </Field>
      <Field name="title" label={words.document.title} problem={problem("title")}>
        {(control) => <input {...control} required maxLength={200} defaultValue={fields.title} />}
      </Field>
      <div className="field-row">
        <Field
          name="publisher"
          label={words.document.publisher}
          hint={words.document.publisherHint}
          problem={problem("publisher", "publisher.slug", "publisher.name")}
        >
          {(control) => (
            <input
              {...control}
              required
              list="known-sources"
              maxLength={80}
              autoComplete="off"
              defaultValue={fields.publisher}
            />
          )}
        </Field>
        <SourceKindField
          form={form}
          name="publisherKind"
          label={words.document.publisherKind}
          hint={words.document.publisherKindHint}
        />
      </div>
      <div className="field-row">
        <Field name="published" label={words.document.published} problem={problem("published")}>
          {(control) => <input {...control} type="date" required defaultValue={fields.published} />}
        </Field>
        <Field
          name="publishedPrecision"
          label={words.document.precision}
          problem={problem("publishedPrecision")}
        >
          {(control) => (
            <select {...control} defaultValue={fields.publishedPrecision ?? "day"}>
              {precisions.map((precision) => (
                <option key={precision} value={precision}>
                  {words.document.precisions[precision]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="language" label={words.document.language} problem={problem("language")}>
          {(control) => (
            <select {...control} defaultValue={fields.language ?? form.locale}>
              {choices.languages.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="documentKind" label={words.document.kind} problem={problem("documentKind")}>
          {(control) => (
            <select {...control} defaultValue={fields.documentKind ?? "article"}>
              {documentKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {labels.documentKind[kind]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <datalist id="known-sources">
        {choices.sources.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </fieldset>
  );
}

type SourceKindProps = {
  form: SubmitForm;
  name: "publisherKind" | "originKind";
  label: string;
  hint: string;
};

function SourceKindField({ form: { words, labels, fields, problem }, name, label, hint }: SourceKindProps) {
  return (
    <Field name={name} label={label} hint={hint} problem={problem(name, name.replace("Kind", ".kind"))}>
      {(control) => (
        <select {...control} defaultValue={fields[name] ?? ""}>
          <option value="">{words.document.choose}</option>
          {sourceKinds.map((kind) => (
            <option key={kind} value={kind}>
              {labels.sourceKind[kind]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const origins = ["publisher", "other", "unknown"] as const;

export function OriginPart({ form }: { form: SubmitForm }) {
  const { words, fields, problem } = form;
  return (
    <fieldset>
      <legend>{words.origin.legend}</legend>
      <p className="hint">{words.origin.hint}</p>
      <div className="choices">
        {origins.map((origin) => (
          <label key={origin}>
            <input
              type="radio"
              name="originFrom"
              value={origin}
              defaultChecked={(fields.originFrom ?? "unknown") === origin}
            />
            {words.origin[origin]}
          </label>
        ))}
      </div>
      <div className="field-row only-when-other">
        <Field
          name="origin"
          label={words.origin.name}
          problem={problem("origin", "origin.slug", "origin.name")}
        >
          {(control) => (
            <input
              {...control}
              list="known-sources"
              maxLength={80}
              autoComplete="off"
              defaultValue={fields.origin}
            />
          )}
        </Field>
        <SourceKindField
          form={form}
          name="originKind"
          label={words.origin.kind}
          hint={words.origin.kindHint}
        />
      </div>
    </fieldset>
  );
}

export function StatementPart({ form, left }: { form: SubmitForm; left: number | null }) {
  const { words, labels, fields, problem, locale } = form;
  return (
    <>
      <Field
        name="statement"
        label={words.value.statement}
        hint={words.value.statementHint}
        problem={problem("statement")}
      >
        {(control) => (
          <textarea {...control} required rows={2} maxLength={140} defaultValue={fields.statement} />
        )}
      </Field>
      {left !== null && <p className="hint counter">{words.value.left.replace("{count}", String(left))}</p>}
      <div className="field-row">
        <Field
          name="statementLanguage"
          label={words.value.statementLanguage}
          problem={problem("statementLanguage")}
        >
          {(control) => (
            <select {...control} defaultValue={fields.statementLanguage ?? locale}>
              <option value="en">English</option>
              <option value="de">Deutsch</option>
            </select>
          )}
        </Field>
        <Field name="stance" label={words.value.stance} problem={problem("stance")}>
          {(control) => (
            <select {...control} defaultValue={fields.stance ?? "supports"}>
              {stances.map((stance) => (
                <option key={stance} value={stance}>
                  {labels.stance[stance]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="hedge" label={words.value.hedge} hint={words.value.hedgeHint} problem={problem("hedge")}>
          {(control) => (
            <select {...control} defaultValue={fields.hedge ?? ""}>
              <option value="">{words.value.hedges.unknown}</option>
              {hedges.map((hedge) => (
                <option key={hedge} value={hedge}>
                  {words.value.hedges[hedge]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </>
  );
}
