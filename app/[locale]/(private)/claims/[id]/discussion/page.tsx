import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryId, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ClaimSubject } from "@/components/claim-subject";
import { CommentForm } from "@/components/comment-form";
import { DiscussionThreads } from "@/components/discussion";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { RemoveComment } from "@/components/remove-comment";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { findClaimPage } from "@/db/claims";
import {
  type CommentEntry,
  type Discussion,
  findComment,
  findDiscussion,
  listOwnComments,
  type OwnComment,
} from "@/db/comments";
import { objectionToCommenting } from "@/rules/comments";
import { objectionToModerating } from "@/rules/moderation";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

type DiscussionPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("discussion");
  return { title: t("title") };
}

export default async function DiscussionPage({ params, searchParams }: DiscussionPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [locale, viewer, page, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    findClaimPage(id),
    getTranslations("discussion"),
  ]);
  if (!page) notFound();
  const before = queryId(query, "before");
  const [discussion, own] = await Promise.all([findDiscussion(id, before), listOwnComments(viewer, id)]);
  const path = `/${locale}/claims/${id}/discussion`;
  const objection = objectionToCommenting(viewer);
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <ClaimSubject claim={page.claim} />
      <p className="lede">{t("intro")}</p>
      {queryId(query, "saved") && <Notice kind="done">{t("sent")}</Notice>}
      {objection ? (
        <RefusedViewer reason={objection} path={path} />
      ) : (
        <Writing claimId={id} query={query} viewer={viewer} />
      )}
      <Threads claimId={id} discussion={discussion} own={own} viewer={viewer} path={path} />
      <p className="actions">
        {before && <ButtonLink href={path}>{t("newest")}</ButtonLink>}
        {discussion.next && <ButtonLink href={`${path}?before=${discussion.next}`}>{t("older")}</ButtonLink>}
        <ButtonLink href={`/${locale}/claims/${id}`}>{t("back")}</ButtonLink>
      </p>
    </div>
  );
}

async function Writing({ claimId, query, viewer }: { claimId: string; query: Query; viewer: Viewer }) {
  const [t, { fields, refusal }, answered, edited, removed] = await Promise.all([
    getTranslations("discussion"),
    shownDraft(query, viewer),
    commentOfQuery(query, "reply", claimId),
    commentOfQuery(query, "edit", claimId),
    commentOfQuery(query, "remove", claimId),
  ]);
  const own = edited && edited.memberId === viewer?.id ? edited : null;
  return (
    <>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      {removed ? (
        <RemoveComment comment={removed} own={removed.memberId === viewer?.id} typed={fields.reason} />
      ) : (
        <CommentForm
          claimId={claimId}
          reply={
            answered && { id: answered.id, who: answered.author ? `@${answered.author.handle}` : t("gone") }
          }
          edited={own}
          typed={refusal ? fields.text : own?.written}
        />
      )}
    </>
  );
}

/** A standing comment on this claim that the address names. */
async function commentOfQuery(query: Query, name: string, claimId: string) {
  const id = queryId(query, name);
  const found = id ? await findComment(id) : null;
  return found && found.claimId === claimId && !found.removedBy ? found : null;
}

type ThreadsProps = {
  claimId: string;
  discussion: Discussion;
  own: Map<string, OwnComment>;
  viewer: Viewer;
  path: string;
};

async function Threads({ claimId, discussion, own, viewer, path }: ThreadsProps) {
  const t = await getTranslations("discussion");
  const locale = await currentLocale();
  const moderates = objectionToModerating(viewer) === null;
  const actions = ({ id }: CommentEntry) => (
    <>
      {own.get(id)?.editable && <a href={`${path}?edit=${id}#write`}>{t("edit")}</a>}
      {(own.has(id) || moderates) && <a href={`${path}?remove=${id}#write`}>{t("remove")}</a>}
      {moderates && <a href={`/${locale}/moderation/flags/comment/${id}`}>{t("moderate")}</a>}
    </>
  );
  return (
    <section aria-labelledby="said">
      <h2 id="said">{t("count", { count: discussion.count })}</h2>
      {discussion.threads.length === 0 ? (
        <p className="hint">{t("none")}</p>
      ) : (
        <DiscussionThreads claimId={claimId} threads={discussion.threads} actions={actions} />
      )}
    </section>
  );
}
