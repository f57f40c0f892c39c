import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ClaimSubject } from "@/components/claim-subject";
import { ErrorSummary } from "@/components/error-summary";
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { WaitingItem } from "@/components/waiting-item";
import { findClaimPage } from "@/db/claims";
import { findWaiting } from "@/db/queue-list";
import { objectionToModerating } from "@/rules/moderation";
import { objectionToTaking } from "@/rules/queue";
import type { Member } from "@/rules/viewer";

export const instant = false;

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("vocabulary.queueKind");
  return { title: t("lapse") };
}

export default async function LapsePage({ params, searchParams }: PageProps) {
  const [{ id }, query, locale, viewer, t] = await Promise.all([
    params,
    searchParams,
    currentLocale(),
    viewerOfRequest(),
    getTranslations("vocabulary.queueKind"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page">
      <h1>{t("lapse")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation`} />}
      {viewer && !objection && <Deciding id={id} viewer={viewer} query={query} />}
    </div>
  );
}

async function Deciding({ id, viewer, query }: { id: string; viewer: Member; query: Query }) {
  const page = await findClaimPage(id);
  if (!page || !("claim" in page)) notFound();
  const [locale, t, reasons, waiting, { refusal }] = await Promise.all([
    currentLocale(),
    getTranslations("queue"),
    getTranslations("reasons"),
    findWaiting(viewer.id, { kind: "lapse", subjectId: id }),
    shownDraft(query, viewer),
  ]);
  const path = `/moderation/lapses/${id}`;
  const objection = waiting && objectionToTaking(viewer, { ...waiting, closed: false });
  return (
    <>
      <WaitingItem entry={waiting} viewer={viewer} path={path} />
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <ClaimSubject claim={page.claim} />
      {objection && <p className="hint">{reasons(objection)}</p>}
      {waiting && !objection && (
        <>
          <p>{t("lapse.intro")}</p>
          <p className="actions">
            <ButtonLink look="primary" href={`/${locale}/claims/${id}/rule?outcome=refuted&basis=lapse`}>
              {t("lapse.rule")}
            </ButtonLink>
          </p>
          <PostForm
            action={`/api/v1/moderation/lapses/${id}/leave-open`}
            locale={locale}
            returnTo={`/${locale}${path}`}
          >
            <Button>{t("lapse.leave")}</Button>
          </PostForm>
        </>
      )}
    </>
  );
}
