import { useLocale, useTranslations } from "next-intl";
import type { Flagged } from "@/db/flags";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type DecideFlagsProps = { flagged: Pick<Flagged, "kind" | "id">; typed: Record<string, string> };

/** Whether something is wrong, and why; all flags on it are decided at once. */
export function DecideFlags({ flagged: { kind, id }, typed }: DecideFlagsProps) {
  const locale = useLocale();
  const t = useTranslations("flags");
  return (
    <PostForm
      action={`/api/v1/moderation/flags/${kind}/${id}`}
      locale={locale}
      returnTo={`/${locale}/moderation/flags/${kind}/${id}`}
    >
      <div className="sheet">
        <fieldset>
          <legend id="decision">{t("decision")}</legend>
          <div className="choices">
            {(["upheld", "rejected"] as const).map((decision) => (
              <label key={decision}>
                <input
                  type="radio"
                  name="decision"
                  value={decision}
                  required
                  defaultChecked={typed.decision === decision}
                />
                {t(decision)}
              </label>
            ))}
          </div>
          {kind === "comment" && (
            <div className="choices">
              <label>
                <input
                  type="checkbox"
                  name="removeComment"
                  value="yes"
                  defaultChecked={typed.removeComment === "yes"}
                />
                {t("removeComment")}
              </label>
            </div>
          )}
        </fieldset>
        <Field name="reason" label={t("answer")}>
          {(control) => (
            <textarea {...control} rows={2} required maxLength={500} defaultValue={typed.reason} />
          )}
        </Field>
        <div className="actions">
          <Button look="primary">{t("decide")}</Button>
        </div>
      </div>
    </PostForm>
  );
}
