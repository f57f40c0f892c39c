"use client";

import { type FormEvent, useRef, useState } from "react";
import { valueOfFields } from "@/rules/value-fields";
import type { Attribute } from "@/rules/vocabulary";
import type { FieldProblem } from "./error-summary";
import { Island } from "./island";
import { type RivalClaim, RivalList } from "./rival-list";
import { SlotRivals } from "./slot-rivals";
import { SubjectPart } from "./subject-part";
import type { SubmitChoices, SubmitForm } from "./submit-form";
import { DocumentPart, OriginPart, StatementPart } from "./submit-parts";
import { useScripted } from "./use-scripted";
import { ValueField } from "./value-field";

type SubmitClaimProps = Omit<SubmitForm, "problem"> & {
  choices: SubmitChoices;
  problems: FieldProblem[];
  /** What is claimed for the slot the page was asked with; later ones are asked for. */
  rivals: RivalClaim[] | null;
};

/**
 * The form for a rumor. Without a script its second button reloads the page with everything typed, and with the field and the
 * rivals of the chosen attribute; with one, both follow while somebody types. Sending is the browser's own either way.
 */
export function SubmitClaim({ choices, problems, rivals, ...rest }: SubmitClaimProps) {
  const scripted = useScripted();
  const element = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(rest.fields);
  const [sent, setSent] = useState(false);
  const form: SubmitForm = {
    ...rest,
    problem: (...paths) => problems.find((one) => paths.includes(one.path))?.text,
  };
  const attribute = choices.attributes
    .flatMap((group) => group.attributes)
    .find((one) => one.slug === (scripted ? fields.attribute : rest.fields.attribute));

  function read() {
    if (element.current) setFields(fieldsOf(element.current));
  }
  function send(event: FormEvent) {
    // A second click while the answer is on its way would submit the same rumor twice.
    if (sent) event.preventDefault();
    setSent(true);
  }
  return (
    <Island>
      <form
        id="submit-rumor"
        className="sheet"
        method="post"
        action="/api/v1/claims"
        ref={element}
        onInput={read}
        onChange={read}
        onSubmit={send}
      >
        <input type="hidden" name="locale" value={form.locale} />
        <input type="hidden" name="returnTo" value={`/${form.locale}/submit`} />
        <DocumentPart form={form} choices={choices} />
        <SubjectPart form={form} choices={choices} scripted={scripted} changed={read} />
        <fieldset>
          <legend>{form.words.value.legend}</legend>
          {attribute ? (
            <ValueField key={attribute.slug} form={form} attribute={attribute} />
          ) : (
            <p className="hint">{form.words.value.chooseFirst}</p>
          )}
          {!scripted && <ShowField form={form} />}
          {attribute && (scripted ? fields.device : rest.fields.device) && (
            <Rivals form={form} attribute={attribute} fields={fields} known={scripted ? null : rivals} />
          )}
          <StatementPart form={form} left={scripted ? 140 - (fields.statement ?? "").length : null} />
        </fieldset>
        <OriginPart form={form} />
        <div className="actions">
          <button className="primary" type="submit" aria-disabled={sent}>
            {sent ? form.words.sending : form.words.send}
          </button>
        </div>
      </form>
    </Island>
  );
}

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function ShowField({ form }: { form: SubmitForm }) {
  return (
    <p>
      <button type="submit" formMethod="get" formAction={`/${form.locale}/submit`} formNoValidate>
        {form.words.value.show}
      </button>
    </p>
  );
}

type RivalsProps = {
  form: SubmitForm;
  attribute: Attribute;
  fields: SubmitForm["fields"];
  known: RivalClaim[] | null;
};

function Rivals({ form, attribute, fields, known }: RivalsProps) {
  const value = valueOfFields(fields, attribute, form.locale);
  if (known) return <RivalList form={form} attribute={attribute} value={value} rivals={known} />;
  const slot = {
    device: fields.device ?? "",
    attribute: attribute.slug,
    scope: fields.scope?.trim() || undefined,
  };
  return (
    <SlotRivals slot={slot} words={form.words}>
      {(rivals) => <RivalList form={form} attribute={attribute} value={value} rivals={rivals} />}
    </SlotRivals>
  );
}
