import { useLocale, useTranslations } from "next-intl";
import { COMMENT_MAX_LENGTH, EDIT_MINUTES } from "@/rules/comments";
import { PostForm } from "./post-form";
import { Button, ButtonLink } from "./ui/button";
import { Field } from "./ui/field";

type CommentFormProps = {
  claimId: string;
  /** The comment it answers, and whose that is. */
  reply: { id: string; who: string } | null;
  /** The comment it changes. */
  edited: { id: string } | null;
  typed: string | undefined;
};

/** A comment to write or change, in a form of its own. */
export function CommentForm({ claimId, reply, edited, typed }: CommentFormProps) {
  const locale = useLocale();
  const t = useTranslations("discussion");
  const page = `/${locale}/claims/${claimId}/discussion`;
  const query = edited ? `?edit=${edited.id}` : reply ? `?reply=${reply.id}` : "";
  const label = edited ? t("editTitle") : reply ? t("yourReply", { who: reply.who }) : t("yours");
  return (
    <div className="comment-form" id="write">
      <PostForm
        action={edited ? `/api/v1/comments/${edited.id}` : `/api/v1/claims/${claimId}/comments`}
        locale={locale}
        returnTo={page + query}
        hidden={{ parentId: reply?.id }}
      >
        <Field name="text" label={label} hint={t("hint", { minutes: EDIT_MINUTES })}>
          {(control) => (
            <textarea {...control} rows={6} required maxLength={COMMENT_MAX_LENGTH} defaultValue={typed} />
          )}
        </Field>
        <p className="hint">
          {t.rich("evidenceHint", { submit: (words) => <a href={`/${locale}/submit`}>{words}</a> })}
        </p>
        <div className="actions">
          <Button look="primary">{t(edited ? "save" : "send")}</Button>
          {query && <ButtonLink href={page}>{t("cancel")}</ButtonLink>}
        </div>
      </PostForm>
    </div>
  );
}
