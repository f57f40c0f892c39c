import "./discussion.css";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CommentEntry, CommentThread } from "@/db/comments";
import { CommentText } from "./comment-text";
import { formatMoment } from "./format";
import { MemberLink } from "./member-link";

type ThreadsProps = {
  claimId: string;
  threads: CommentThread[];
  /** What may be done with a comment, besides replying and flagging. */
  actions?: (comment: CommentEntry) => ReactNode;
};

/** Comments with their replies folded under them where there are many. */
export function DiscussionThreads({ claimId, threads, actions }: ThreadsProps) {
  return (
    <ol className="comment-threads">
      {threads.map((thread) => (
        <li key={thread.id}>
          <Comment claimId={claimId} comment={thread} actions={actions?.(thread)} />
          {thread.replies.length > 0 && (
            <Replies claimId={claimId} replies={thread.replies} actions={actions} />
          )}
        </li>
      ))}
    </ol>
  );
}

const shownReplies = 3;

function Replies({
  claimId,
  replies,
  actions,
}: Pick<ThreadsProps, "claimId" | "actions"> & { replies: CommentEntry[] }) {
  const t = useTranslations("discussion");
  const list = (
    <ol>
      {replies.map((reply) => (
        <li key={reply.id}>
          <Comment claimId={claimId} comment={reply} actions={actions?.(reply)} />
        </li>
      ))}
    </ol>
  );
  return (
    <details className="comment-replies" open={replies.length <= shownReplies}>
      <summary>{t("replies", { count: replies.length })}</summary>
      {list}
    </details>
  );
}

function Comment({
  claimId,
  comment,
  actions,
}: {
  claimId: string;
  comment: CommentEntry;
  actions: ReactNode;
}) {
  const t = useTranslations("discussion");
  const flags = useTranslations("flags");
  const locale = useLocale();
  const path = `/${locale}/claims/${claimId}/discussion`;
  return (
    <article className="comment" id={`c-${comment.id}`} aria-labelledby={`by-${comment.id}`}>
      <p className="comment-head" id={`by-${comment.id}`}>
        {comment.author ? <MemberLink member={comment.author} /> : t("gone")}{" "}
        <a href={`${path}#c-${comment.id}`} title={t("permalink")}>
          <time dateTime={comment.createdAt}>{formatMoment(comment.createdAt, locale)}</time>
        </a>
        {comment.editedAt && !comment.removedBy && <small> {t("editedMark")}</small>}
      </p>
      <CommentBody comment={comment} />
      {!comment.removedBy && (
        <p className="comment-actions">
          <a href={`${path}?reply=${comment.id}#write`}>{t("reply")}</a>
          <a href={`/${locale}/flag?kind=comment&id=${comment.id}`} rel="nofollow">
            {flags("link")}
          </a>
          {actions}
        </p>
      )}
    </article>
  );
}

function CommentBody({ comment: { text, removedBy, folded } }: { comment: CommentEntry }) {
  const t = useTranslations("discussion");
  if (text === null)
    return <p className="hint">{t(removedBy === "moderator" ? "removedByModerator" : "removedByAuthor")}</p>;
  if (!folded) return <CommentText text={text} />;
  return (
    <details className="comment-folded">
      <summary>{t("folded")}</summary>
      <CommentText text={text} />
    </details>
  );
}
