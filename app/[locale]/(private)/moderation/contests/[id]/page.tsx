import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ClaimSubject } from "@/components/claim-subject";
import { ContestFound } from "@/components/contest-found";
import { DecideContest } from "@/components/decide-contest";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { VerdictStamp } from "@/components/verdict-stamp";
import { findClaimPage } from "@/db/claims";
import { type Contest, findContest } from "@/db/contest-lists";
import { listRuleDocuments } from "@/db/planned-verdicts";
import { objectionToDecidingContest } from "@/rules/contests";
import { objectionToModerating } from "@/rules/moderation";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contests");
  return { title: t("decideTitle") };
}

type ContestPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function ContestPage({ params, searchParams }: ContestPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("contests"),
  ]);
  const objection = objectionToModerating(viewer);
  const contest = objection ? null : await findContest(id);
  if (!objection && !contest) notFound();
  return (
    <div className="form-page">
      <h1>{t("decideTitle")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation/contests/${id}`} />}
      {contest && <Deciding contest={contest} viewer={viewer} query={query} />}
      <p className="actions">
        <ButtonLink href={`/${locale}/moderation`}>{t("toQueue")}</ButtonLink>
      </p>
    </div>
  );
}

async function Deciding({ contest, viewer, query }: { contest: Contest; viewer: Viewer; query: Query }) {
  const [t, reasons, page, { fields, refusal }] = await Promise.all([
    getTranslations("contests"),
    getTranslations("reasons"),
    findClaimPage(contest.claimId),
    shownDraft(query, viewer),
  ]);
  if (!page) notFound();
  const { claim, rivals, formerVerdicts } = page;
  const verdict = [claim.verdict, ...formerVerdicts].find((one) => one?.id === contest.verdictId);
  const objection = objectionToDecidingContest(viewer, { contest, ...contest });
  const documents = [contest.document, ...listRuleDocuments([claim, ...rivals])];
  const unique = [...new Map(documents.map((one) => [one.id, one])).values()];
  return (
    <>
      <ClaimSubject claim={claim} />
      {queryValue(query, "done") && <Notice kind="done">{t("decided")}</Notice>}
      {refusal && (
        <ErrorSummary title={t("refusedDecision")} reason={refusal.words} problems={refusal.problems} />
      )}
      {verdict && (
        <section aria-labelledby="verdict-title">
          <h2 id="verdict-title">{t("verdict")}</h2>
          <VerdictStamp verdict={verdict} />
        </section>
      )}
      <section aria-labelledby="counter-title">
        <h2 id="counter-title">{t("counter")}</h2>
        <ContestFound contest={contest} />
      </section>
      {objection && <p className="hint">{reasons(objection)}</p>}
      {!objection && (
        <DecideContest
          contest={contest}
          documents={unique}
          fields={refusal ? fields : { documentId: contest.document.id, passage: contest.passage ?? "" }}
          problems={refusal?.problems ?? []}
        />
      )}
    </>
  );
}
