import { useLocale, useTranslations } from "next-intl";
import type { Editable } from "@/db/editable";
import type { RevisionEntry } from "@/db/edits";
import { FieldChanges } from "./field-changes";
import { PostForm } from "./post-form";
import { Button, ButtonLink } from "./ui/button";
import { Field } from "./ui/field";

type RevertFormProps = { edited: Editable; to: RevisionEntry; typed: string | undefined };

/** What going back to an earlier wording would change, and why. */
export function RevertForm({ edited, to, typed }: RevertFormProps) {
  const locale = useLocale();
  const t = useTranslations("edits");
  const page = `/${locale}/edit/${edited.kind}/${edited.id}`;
  return (
    <section aria-labelledby="revert">
      <h2 id="revert">{t("revertTitle", { number: to.number })}</h2>
      <FieldChanges before={edited.fields} after={to.fields} />
      <PostForm
        action={`/api/v1/edits/${edited.kind}/${edited.id}/revert`}
        locale={locale}
        returnTo={`${page}?revert=${to.number}`}
        hidden={{ number: String(to.number) }}
      >
        <Field name="reason" label={t("revertReason")}>
          {(control) => <input {...control} required maxLength={500} defaultValue={typed} />}
        </Field>
        <div className="actions">
          <Button look="primary">{t("revert")}</Button>
          <ButtonLink href={page}>{t("cancel")}</ButtonLink>
        </div>
      </PostForm>
    </section>
  );
}
