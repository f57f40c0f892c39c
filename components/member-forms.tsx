import { useLocale, useTranslations } from "next-intl";
import { type GivenRole, givenRoles } from "@/rules/roles";
import { suspensionDays } from "@/rules/suspensions";
import type { FieldProblem } from "./error-summary";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type FormProps = { handle: string; fields: Record<string, string>; problems: FieldProblem[] };

const problemAt = (problems: FieldProblem[], path: string) =>
  problems.find((problem) => problem.path === path)?.text;

/** Suspends a member: how long, and why. */
export function SuspendForm({ handle, fields, problems }: FormProps) {
  const t = useTranslations("trust.suspend");
  const locale = useLocale();
  const chosen = fields.days ?? "7";
  return (
    <PostForm
      action={`/api/v1/members/${handle}/suspensions`}
      locale={locale}
      returnTo={`/${locale}/moderation/members/${handle}?form=suspend`}
    >
      <fieldset id="days">
        <legend>{t("term")}</legend>
        {problemAt(problems, "days") && <p className="problem">{problemAt(problems, "days")}</p>}
        <div className="options">
          {suspensionDays.map((days) => (
            <label key={days}>
              <input type="radio" name="days" value={days} defaultChecked={chosen === String(days)} />
              {t("days", { days })}
            </label>
          ))}
          <label>
            <input type="radio" name="days" value="other" defaultChecked={chosen === "other"} />
            {t("other")}
          </label>
        </div>
        <Field
          name="lastDay"
          label={t("lastDay")}
          hint={t("lastDayHint")}
          problem={problemAt(problems, "lastDay")}
        >
          {(control) => <input {...control} type="date" defaultValue={fields.lastDay} />}
        </Field>
      </fieldset>
      <Field name="reason" label={t("reason")} problem={problemAt(problems, "reason")}>
        {(control) => (
          <textarea {...control} rows={3} required maxLength={1000} defaultValue={fields.reason} />
        )}
      </Field>
      <div className="actions">
        <Button look="danger">{t("suspend")}</Button>
      </div>
    </PostForm>
  );
}

/** Gives a member a role, or leaves it to their record. */
export function RoleForm({ handle, fields, problems, given }: FormProps & { given: GivenRole }) {
  const t = useTranslations("trust.role");
  const locale = useLocale();
  return (
    <PostForm
      action={`/api/v1/members/${handle}/role`}
      locale={locale}
      returnTo={`/${locale}/moderation/members/${handle}?form=role`}
    >
      <fieldset id="role">
        <legend>{t("role")}</legend>
        <div className="options">
          {givenRoles.map((role) => (
            <label key={role}>
              <input type="radio" name="role" value={role} defaultChecked={(fields.role ?? given) === role} />
              <b>{t(`given.${role}`)}</b>
              <small>{t(`hints.${role}`)}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <Field name="reason" id="role-reason" label={t("reason")} problem={problemAt(problems, "reason")}>
        {(control) => <input {...control} required maxLength={500} defaultValue={fields.reason} />}
      </Field>
      <div className="actions">
        <Button look="primary">{t("give")}</Button>
      </div>
    </PostForm>
  );
}
