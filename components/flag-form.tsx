import { useLocale, useTranslations } from "next-intl";
import type { Flagged } from "@/db/flags";
import { flagReasons } from "@/rules/vocabulary";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type FlagFormProps = {
  flagged: Pick<Flagged, "kind" | "id">;
  returnTo: string;
  typed: Record<string, string>;
};

/** What is wrong with something, in one choice and perhaps a sentence. */
export function FlagForm({ flagged: { kind, id }, returnTo, typed }: FlagFormProps) {
  const locale = useLocale();
  const t = useTranslations("flags");
  const words = useTranslations("vocabulary.flagReason");
  return (
    <PostForm action="/api/v1/flags" locale={locale} returnTo={returnTo} hidden={{ kind, id }}>
      <div className="sheet">
        <fieldset>
          <legend id="reason">{t("reason")}</legend>
          <div className="choices">
            {flagReasons.map((reason) => (
              <label key={reason}>
                <input
                  type="radio"
                  name="reason"
                  value={reason}
                  required
                  defaultChecked={typed.reason === reason}
                />
                {words(reason)}
              </label>
            ))}
          </div>
        </fieldset>
        <Field name="note" label={t("note")}>
          {(control) => <textarea {...control} rows={3} maxLength={500} defaultValue={typed.note} />}
        </Field>
        <div className="actions">
          <Button look="primary">{t("send")}</Button>
        </div>
      </div>
    </PostForm>
  );
}
