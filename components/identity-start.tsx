import { useLocale, useTranslations } from "next-intl";
import { identityKinds } from "@/rules/vocabulary";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

/** What happened, to what. It leads to the preview; nothing is saved by it. */
export function IdentityStart({ fields }: { fields: Record<string, string> }) {
  const locale = useLocale();
  const t = useTranslations("identity");
  return (
    <form className="sheet" method="get" action={`/${locale}/moderation/identity/new`}>
      <div>
        <Field name="kind" label={t("kind")}>
          {(control) => (
            <select {...control} defaultValue={fields.kind}>
              {identityKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {(["subject", "target"] as const).map((name) => (
          <Field key={name} name={name} label={t(name)} hint={t(`${name}Hint`)}>
            {(control) => (
              <input
                {...control}
                required={name === "subject"}
                maxLength={500}
                autoComplete="off"
                defaultValue={fields[name]}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="actions">
        <Button look="primary">{t("next")}</Button>
      </div>
    </form>
  );
}
