"use client";

import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { DeviceField } from "./device-field";
import type { SubmitChoices, SubmitForm } from "./submit-form";

type SubjectPartProps = {
  form: SubmitForm;
  choices: SubmitChoices;
  scripted: boolean;
  /** Called after a change that the form's own events do not tell. */
  changed: () => void;
};

/** Which device and attribute a document speaks of. */
export function SubjectPart({ form, choices, scripted, changed }: SubjectPartProps) {
  const { words, fields, problem } = form;
  const [device, setDevice] = useState(choices.devices.find(({ slug }) => slug === fields.device) ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hidden field that changed tells nobody by itself.
  useEffect(changed, [device?.slug]);
  return (
    <fieldset>
      <legend>{words.subject.legend}</legend>
      {scripted ? (
        <DeviceField form={form} chosen={device} choose={setDevice} />
      ) : (
        <DeviceSelect form={form} devices={choices.devices} />
      )}
      <NewDevice form={form} brands={choices.brands} />
      <div className="field-row">
        <Field name="attribute" label={words.subject.attribute} problem={problem("attribute")}>
          {(control) => (
            <select {...control} required defaultValue={fields.attribute ?? ""}>
              <option value="">{words.subject.choose}</option>
              {choices.attributes.map(({ group, label, attributes }) => (
                <optgroup key={group} label={label}>
                  {attributes.map(({ slug, name }) => (
                    <option key={slug} value={slug}>
                      {name[form.locale]}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field
          name="scope"
          label={
            <>
              {words.subject.scope} <small>({words.optional})</small>
            </>
          }
          hint={words.subject.scopeHint}
          problem={problem("scope")}
        >
          {(control) => <input {...control} maxLength={60} defaultValue={fields.scope} />}
        </Field>
      </div>
    </fieldset>
  );
}

/** Without a script: every device in one list. */
function DeviceSelect({ form, devices }: { form: SubmitForm; devices: SubmitChoices["devices"] }) {
  const { words, fields, problem } = form;
  const brands = [...new Set(devices.map(({ brand }) => brand))];
  return (
    <Field name="device" label={words.subject.device} problem={problem("device", "device.slug")}>
      {(control) => (
        <select {...control} defaultValue={fields.device ?? ""}>
          <option value="">{words.subject.choose}</option>
          {brands.map((brand) => (
            <optgroup key={brand} label={brand}>
              {devices
                .filter((one) => one.brand === brand)
                .map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

function NewDevice({ form, brands }: { form: SubmitForm; brands: string[] }) {
  const { words, fields, problem } = form;
  const brandProblem = problem("newDeviceBrand", "device.brand");
  const nameProblem = problem("newDeviceName", "device.name");
  const open = Boolean(fields.newDeviceName || brandProblem || nameProblem);
  return (
    <details className="fold" open={open}>
      <summary>{words.subject.propose}</summary>
      <p className="hint">{words.subject.proposeHint}</p>
      <div className="field-row">
        <Field name="newDeviceBrand" label={words.subject.brand} problem={brandProblem}>
          {(control) => (
            <>
              <input
                {...control}
                list="known-brands"
                maxLength={60}
                autoComplete="off"
                defaultValue={fields.newDeviceBrand}
              />
              <datalist id="known-brands">
                {brands.map((brand) => (
                  <option key={brand} value={brand} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field name="newDeviceName" label={words.subject.name} problem={nameProblem}>
          {(control) => (
            <input {...control} maxLength={80} autoComplete="off" defaultValue={fields.newDeviceName} />
          )}
        </Field>
      </div>
    </details>
  );
}
