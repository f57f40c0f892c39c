import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ClaimSubject } from "@/components/claim-subject";
import { ContestForm } from "@/components/contest-form";
import { ContestFound } from "@/components/contest-found";
import { ErrorSummary } from "@/components/error-summary";
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { VerdictStamp } from "@/components/verdict-stamp";
import { type ClaimPage, findClaimPage } from "@/db/claims";
import { type Contest, findOwnContest } from "@/db/contest-lists";
import { findVerdictInForce } from "@/db/reopenings";
import { listSubmitChoices } from "@/db/submit-form";
import { objectionToContesting } from "@/rules/contests";
import { publishesAtOnce } from "@/rules/submissions";
import type { Viewer } from "@/rules/viewer";

const languages = "en de zh ja ko es fr it pt nl pl cs ru uk tr vi id hi".split(" ");

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contests");
  return { title: t("title"), description: t("description") };
}

type ContestPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function ContestPage({ params, searchParams }: ContestPageProps) {
  const { id } = await params;
  const [locale, viewer, page, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    findClaimPage(id),
    getTranslations("contests"),
  ]);
  if (!page) notFound();
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">{t("lede")}</p>
      <ClaimSubject claim={page.claim} />
      {page.claim.verdict && (
        <section aria-labelledby="verdict-title">
          <h2 id="verdict-title">{t("verdict")}</h2>
          <VerdictStamp verdict={{ ...page.claim.verdict, decidedBy: null }} />
        </section>
      )}
      <Contesting page={page} viewer={viewer} query={await searchParams} />
      <p className="actions">
        <ButtonLink href={`/${locale}/claims/${id}`}>{t("back")}</ButtonLink>
      </p>
    </div>
  );
}

type ContestingProps = { page: ClaimPage; viewer: Viewer; query: Query };

async function Contesting({ page: { claim }, viewer, query }: ContestingProps) {
  const locale = await currentLocale();
  const verdict = await findVerdictInForce(claim.id);
  const path = `/${locale}/claims/${claim.id}/contest`;
  if (!verdict) return <RefusedViewer reason="claim-open" path={path} />;
  const own = viewer && (await findOwnContest({ verdictId: verdict.id, memberId: viewer.id }));
  if (own) return <OwnContest contest={own} path={path} />;
  const objection = objectionToContesting(viewer, { verdict, now: new Date() });
  if (objection) return <RefusedViewer reason={objection} path={path} />;
  const [t, { fields, refusal }, { sources }] = await Promise.all([
    getTranslations("contests"),
    shownDraft(query, viewer),
    listSubmitChoices(),
  ]);
  return (
    <>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <ContestForm
        claimId={claim.id}
        verdictId={verdict.id}
        sources={sources}
        languages={languages}
        bringsDocuments={publishesAtOnce(viewer)}
        fields={fields}
        problems={refusal?.problems ?? []}
      />
    </>
  );
}

async function OwnContest({ contest, path }: { contest: Contest; path: string }) {
  const [locale, t] = await Promise.all([currentLocale(), getTranslations("contests")]);
  return (
    <>
      {contest.state === "open" && <Notice kind="done">{t("sent")}</Notice>}
      <section aria-labelledby="own-title">
        <h2 id="own-title">{t("yours")}</h2>
        <ContestFound contest={contest} />
      </section>
      {contest.state === "open" && (
        <PostForm action={`/api/v1/contests/${contest.id}/withdraw`} locale={locale} returnTo={path}>
          <div className="actions">
            <Button>{t("withdraw")}</Button>
          </div>
        </PostForm>
      )}
    </>
  );
}
