import { useLocale, useTranslations } from "next-intl";
import type { FieldProblem } from "./error-summary";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type UndoIdentityProps = { id: string; reason: string | undefined; problems: FieldProblem[] };

/** Puts a change back, with a reason for the log. */
export function UndoIdentity({ id, reason, problems }: UndoIdentityProps) {
  const locale = useLocale();
  const t = useTranslations("identity");
  return (
    <section aria-labelledby="undo-title">
      <h2 id="undo-title">{t("undoTitle")}</h2>
      <p>{t("undoIntro")}</p>
      <PostForm
        action={`/api/v1/identity/${id}/undo`}
        locale={locale}
        returnTo={`/${locale}/moderation/identity/${id}`}
      >
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          problem={problems.find(({ path }) => path === "reason")?.text}
        >
          {(control) => <textarea {...control} required rows={2} maxLength={1000} defaultValue={reason} />}
        </Field>
        <div className="actions">
          <Button look="danger">{t("undo")}</Button>
        </div>
      </PostForm>
    </section>
  );
}
