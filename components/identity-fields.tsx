import { useLocale, useTranslations } from "next-intl";
import type { DevicePage } from "@/db/devices";
import { deviceStatuses } from "@/rules/vocabulary";
import type { FieldProblem } from "./error-summary";
import { formatValue } from "./format";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type IdentityFieldsProps = { device: DevicePage; fields: Record<string, string>; problems: FieldProblem[] };
type Part = Omit<IdentityFieldsProps, "problems"> & { problem: (path: string) => string | undefined };

/** What renaming and splitting ask for besides the device. Sent by GET: it leads to the preview. */
export function IdentityFields({ device, fields, problems }: IdentityFieldsProps) {
  const locale = useLocale();
  const t = useTranslations("identity");
  const problem = (path: string) => problems.find((one) => one.path === path)?.text;
  const part = { device, fields, problem };
  const split = fields.kind === "split_device";
  return (
    <form className="sheet" method="get" action={`/${locale}/moderation/identity/new`}>
      <input type="hidden" name="kind" value={fields.kind} />
      <input type="hidden" name="subject" value={fields.subject} />
      {split && <input type="hidden" name="target" value={fields.target ?? ""} />}
      <div>{split ? <SplitFields {...part} /> : <RenameFields {...part} />}</div>
      <div className="actions">
        <Button>{t("preview")}</Button>
      </div>
    </form>
  );
}

type TextProps = Pick<Part, "problem"> & { name: "name" | "slug"; label: string; value: string | undefined };

function Text({ name, label, value, problem }: TextProps) {
  const t = useTranslations("identity");
  return (
    <Field
      name={name}
      label={label}
      hint={name === "slug" ? t("slugHint") : undefined}
      problem={problem(name)}
    >
      {(control) => (
        <input
          {...control}
          required
          maxLength={80}
          pattern={name === "slug" ? "[a-z0-9][a-z0-9\\-]*" : undefined}
          autoComplete="off"
          defaultValue={value}
        />
      )}
    </Field>
  );
}

function RenameFields({ device, fields, problem }: Part) {
  const t = useTranslations("identity");
  const words = useTranslations("vocabulary.deviceStatus");
  return (
    <>
      <Text
        name="name"
        label={t("name")}
        value={fields.name ?? device.officialName ?? ""}
        problem={problem}
      />
      <Text name="slug" label={t("slug")} value={fields.slug ?? device.slug} problem={problem} />
      <div className="field-row">
        <Field name="status" label={t("status")} problem={problem("status")}>
          {(control) => (
            <select {...control} defaultValue={fields.status ?? device.status}>
              {deviceStatuses.map((status) => (
                <option key={status} value={status}>
                  {words(status)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {(["announced", "released"] as const).map((name) => (
          <Field key={name} name={name} label={t(name)} problem={problem(name)}>
            {(control) => (
              <input {...control} type="date" defaultValue={fields[name] ?? device[name] ?? ""} />
            )}
          </Field>
        ))}
      </div>
    </>
  );
}

function SplitFields({ device, fields, problem }: Part) {
  const locale = useLocale();
  const t = useTranslations("identity");
  return (
    <>
      {!fields.target && (
        <>
          <Text name="name" label={t("otherName")} value={fields.name} problem={problem} />
          <Text name="slug" label={t("slug")} value={fields.slug} problem={problem} />
        </>
      )}
      <fieldset className="identity-claims" id="claims">
        <legend>{t("claims")}</legend>
        {device.claims.map((claim) => (
          <label key={claim.id}>
            <input
              type="checkbox"
              name={`claim-${claim.id}`}
              defaultChecked={`claim-${claim.id}` in fields}
            />
            <span lang={claim.language}>{claim.statement}</span>{" "}
            <small>
              {claim.attribute.name[locale]}: {formatValue(claim.value, claim.attribute, locale)}
            </small>
          </label>
        ))}
      </fieldset>
    </>
  );
}
