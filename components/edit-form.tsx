import { useLocale, useTranslations } from "next-intl";
import type { Editable } from "@/db/editable";
import { fieldName } from "./field-changes";
import { PostForm } from "./post-form";
import { Button, ButtonLink } from "./ui/button";
import { Field } from "./ui/field";

type EditFormProps = {
  edited: Pick<Editable, "kind" | "id" | "path" | "fields"> & { number: number };
  direct: boolean;
  typed: Record<string, string>;
};

const longest: Record<string, number> = {
  workingName: 80,
  summary: 1000,
  statement: 140,
  name: 80,
  url: 1000,
  title: 200,
  language: 2,
};

/** The words of an entry in fields, and why they should be others. */
export function EditForm({ edited: { kind, id, path, fields, number }, direct, typed }: EditFormProps) {
  const locale = useLocale();
  const t = useTranslations("edits");
  return (
    <PostForm
      action={`/api/v1/edits/${kind}/${id}`}
      locale={locale}
      returnTo={`/${locale}/edit/${kind}/${id}`}
      hidden={{ baseNumber: typed.baseNumber ?? String(number) }}
    >
      <div className="sheet">
        {Object.entries(fields).map(([name, text]) => (
          <Field key={name} name={name} label={fieldName(t, name)}>
            {(control) =>
              name === "summary" || name === "statement" ? (
                <textarea
                  {...control}
                  rows={name === "summary" ? 6 : 3}
                  required
                  maxLength={longest[name]}
                  defaultValue={typed[name] ?? text ?? ""}
                />
              ) : (
                <input
                  {...control}
                  required={name !== "url"}
                  maxLength={longest[name]}
                  defaultValue={typed[name] ?? text ?? ""}
                />
              )
            }
          </Field>
        ))}
        <Field name="reason" label={t("reason")}>
          {(control) => <input {...control} required maxLength={500} defaultValue={typed.reason} />}
        </Field>
        <div className="actions">
          <Button look="primary">{t(direct ? "save" : "suggest")}</Button>
          <ButtonLink href={`/${locale}${path}`}>{t("cancel")}</ButtonLink>
        </div>
      </div>
    </PostForm>
  );
}
