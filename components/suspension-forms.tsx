import { useLocale, useTranslations } from "next-intl";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type FormProps = { id: string; fields: Record<string, string>; problem?: string | undefined };

/** A suspended member's one appeal. */
export function AppealForm({ id, fields, problem }: FormProps) {
  const t = useTranslations("trust.appeal");
  const locale = useLocale();
  return (
    <PostForm
      action={`/api/v1/suspensions/${id}/appeal`}
      locale={locale}
      returnTo={`/${locale}/account/suspension`}
    >
      <Field name="appeal" label={t("text")} hint={t("hint")} problem={problem}>
        {(control) => (
          <textarea {...control} rows={6} required maxLength={2000} defaultValue={fields.appeal} />
        )}
      </Field>
      <div className="actions">
        <Button look="primary">{t("send")}</Button>
      </div>
    </PostForm>
  );
}

/** Lifts a suspension before its term. */
export function LiftForm({ id, fields, problem }: FormProps) {
  const t = useTranslations("trust.lift");
  const locale = useLocale();
  return (
    <PostForm
      action={`/api/v1/suspensions/${id}/lift`}
      locale={locale}
      returnTo={`/${locale}/moderation/suspensions/${id}`}
    >
      <Field name="reason" label={t("reason")} problem={problem}>
        {(control) => <input {...control} required maxLength={1000} defaultValue={fields.reason} />}
      </Field>
      <div className="actions">
        <Button>{t("lift")}</Button>
      </div>
    </PostForm>
  );
}

/** Answers an appeal: the suspension is lifted, or stands. */
export function AppealDecisionForm({ id, fields, problem }: FormProps) {
  const t = useTranslations("trust.decide");
  const locale = useLocale();
  return (
    <PostForm
      action={`/api/v1/suspensions/${id}/decision`}
      locale={locale}
      returnTo={`/${locale}/moderation/suspensions/${id}`}
    >
      <Field name="answer" label={t("answer")} problem={problem}>
        {(control) => (
          <textarea {...control} rows={4} required maxLength={1000} defaultValue={fields.answer} />
        )}
      </Field>
      <div className="actions">
        <Button name="decision" value="lift" look="primary">
          {t("lift")}
        </Button>
        <Button name="decision" value="reject" look="danger">
          {t("reject")}
        </Button>
      </div>
    </PostForm>
  );
}
