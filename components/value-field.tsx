import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { type Attribute, bounds } from "@/rules/vocabulary";
import type { SubmitForm } from "./submit-form";

const currencies = ["USD", "EUR", "CNY", "GBP", "INR", "JPY", "KRW", "CHF", "CAD", "AUD"];

type Part = { form: SubmitForm; attribute: Attribute };

/** The field for a value, made for its attribute's type; the names are those of the API's form. */
export function ValueField({ form, attribute }: Part): ReactNode {
  switch (attribute.type) {
    case "text":
      return <TextValueField form={form} />;
    case "number":
      return <NumberValueField form={form} attribute={attribute} />;
    case "money":
      return <MoneyValueField form={form} />;
    case "date":
      return <DateValueField form={form} />;
    case "boolean":
      return <BooleanValueField form={form} />;
  }
}

function TextValueField({ form: { words, fields, problem } }: { form: SubmitForm }) {
  return (
    <Field
      name="valueText"
      label={words.value.text}
      hint={words.value.textHint}
      problem={problem("valueText", "value")}
    >
      {(control) => (
        <input {...control} required maxLength={120} defaultValue={fields.valueText} autoComplete="off" />
      )}
    </Field>
  );
}

function NumberValueField({ form, attribute }: Part) {
  const { words, fields, problem } = form;
  const label = attribute.unit
    ? words.value.number.replace("{unit}", attribute.unit)
    : words.value.plainNumber;
  return (
    <div className="field-row">
      <Field name="valueNumber" label={label} problem={problem("valueNumber", "value")}>
        {(control) => (
          <input {...control} required inputMode="decimal" maxLength={40} defaultValue={fields.valueNumber} />
        )}
      </Field>
      <EndField form={form} />
      <BoundField form={form} />
    </div>
  );
}

function MoneyValueField({ form }: { form: SubmitForm }) {
  const { words, fields, problem } = form;
  return (
    <div className="field-row">
      <Field name="valueAmount" label={words.value.amount} problem={problem("valueAmount", "value")}>
        {(control) => (
          <input {...control} required inputMode="decimal" maxLength={40} defaultValue={fields.valueAmount} />
        )}
      </Field>
      <Field name="valueCurrency" label={words.value.currency} problem={problem("valueCurrency")}>
        {(control) => (
          <>
            <input
              {...control}
              required
              list="currencies"
              maxLength={3}
              pattern="[A-Za-z]{3}"
              autoComplete="off"
              defaultValue={fields.valueCurrency ?? "USD"}
            />
            <datalist id="currencies">
              {currencies.map((currency) => (
                <option key={currency} value={currency} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <EndField form={form} />
      <BoundField form={form} />
    </div>
  );
}

function EndField({ form: { words, fields, problem } }: { form: SubmitForm }) {
  return (
    <Field name="valueTo" label={words.value.to} hint={words.value.toHint} problem={problem("valueTo")}>
      {(control) => <input {...control} inputMode="decimal" maxLength={40} defaultValue={fields.valueTo} />}
    </Field>
  );
}

function BoundField({ form: { words, fields, problem } }: { form: SubmitForm }) {
  return (
    <Field name="valueBound" label={words.value.bound} problem={problem("valueBound")}>
      {(control) => (
        <select {...control} defaultValue={fields.valueBound ?? ""}>
          <option value="">{words.value.exactly}</option>
          {bounds.map((bound) => (
            <option key={bound} value={bound}>
              {words.value.bounds[bound]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function DateValueField({ form: { words, fields, problem } }: { form: SubmitForm }) {
  return (
    <div className="field-row">
      <Field name="valueFrom" label={words.value.from} problem={problem("valueFrom", "value")}>
        {(control) => <input {...control} type="date" required defaultValue={fields.valueFrom} />}
      </Field>
      <Field
        name="valueTo"
        label={words.value.until}
        hint={words.value.untilHint}
        problem={problem("valueTo")}
      >
        {(control) => <input {...control} type="date" defaultValue={fields.valueTo} />}
      </Field>
    </div>
  );
}

function BooleanValueField({ form: { words, fields, problem } }: { form: SubmitForm }) {
  const wrong = problem("valueBool", "value");
  return (
    <fieldset className="choices" aria-describedby={wrong ? "valueBool-problem" : undefined}>
      <legend>{words.value.bool}</legend>
      {(["true", "false"] as const).map((word) => (
        <label key={word}>
          <input
            type="radio"
            name="valueBool"
            value={word}
            required
            defaultChecked={fields.valueBool === word}
          />
          {word === "true" ? words.value.yes : words.value.no}
        </label>
      ))}
      {wrong && (
        <p className="problem" id="valueBool-problem">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
