import { useLocale, useTranslations } from "next-intl";
import { CommentText } from "./comment-text";
import { PostForm } from "./post-form";
import { Button, ButtonLink } from "./ui/button";
import { Field } from "./ui/field";

type RemoveCommentProps = {
  comment: { id: string; claimId: string; text: string | null };
  own: boolean;
  typed: string | undefined;
};

/** The last question before a comment goes; a moderator says why. */
export function RemoveComment({ comment, own, typed }: RemoveCommentProps) {
  const locale = useLocale();
  const t = useTranslations("discussion");
  const page = `/${locale}/claims/${comment.claimId}/discussion`;
  return (
    <section className="comment-form" id="write" aria-labelledby="remove-title">
      <h2 id="remove-title">{t("removeTitle")}</h2>
      <blockquote>
        <CommentText text={comment.text ?? ""} />
      </blockquote>
      {own && <p className="hint">{t("removeSure")}</p>}
      <PostForm
        action={`/api/v1/comments/${comment.id}/remove`}
        locale={locale}
        returnTo={`${page}?remove=${comment.id}`}
      >
        {!own && (
          <Field name="reason" label={t("removeReason")}>
            {(control) => <input {...control} required maxLength={500} defaultValue={typed} />}
          </Field>
        )}
        <div className="actions">
          <Button look="danger">{t("remove")}</Button>
          <ButtonLink href={page}>{t("cancel")}</ButtonLink>
        </div>
      </PostForm>
    </section>
  );
}
