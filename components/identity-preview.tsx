import { useLocale, useTranslations } from "next-intl";
import type { IdentityPreview as Preview } from "@/db/identity";
import type { FieldProblem } from "./error-summary";
import { IdentityMoves } from "./identity-moves";
import { Button, ButtonLink } from "./ui/button";
import { Field } from "./ui/field";

type IdentityPreviewProps = { preview: Preview; fields: Record<string, string>; problems: FieldProblem[] };

/** Everything that a change would move, with the button that makes it; nothing is saved before. */
export function IdentityPreview({ preview, fields, problems }: IdentityPreviewProps) {
  const locale = useLocale();
  const t = useTranslations("identity");
  const { kind, detail, told, apart } = preview;
  const { reason, ...sent } = fields;
  const labels = { subject: String(detail.subject ?? ""), target: String(detail.target ?? "") };
  return (
    <section className="preview" aria-labelledby="preview-title">
      <div className="head">
        <h2 id="preview-title">{t("previewTitle")}</h2>
        <p>{t("nothingSaved")}</p>
      </div>
      <p>{t(`what.${kind}`, labels)}</p>
      <IdentityMoves summary={preview} apart={apart} />
      <p>{t("credibilities")}</p>
      <p>{t("told", { count: told })}</p>
      <form method="post" action="/api/v1/identity">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="returnTo" value={`/${locale}/moderation/identity/new`} />
        {Object.entries(sent)
          .filter(([name]) => name !== "draft")
          .map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        <Field
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          problem={problems.find(({ path }) => path === "reason")?.text}
        >
          {(control) => <textarea {...control} required rows={2} maxLength={1000} defaultValue={reason} />}
        </Field>
        <div className="actions">
          <Button look="primary">{t("confirm")}</Button>
          <ButtonLink href={`/${locale}/moderation/identity`}>{t("back")}</ButtonLink>
        </div>
      </form>
    </section>
  );
}
