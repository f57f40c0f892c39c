import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ClaimSubject } from "@/components/claim-subject";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { RuleForm } from "@/components/rule-form";
import { VerdictConflict } from "@/components/verdict-conflict";
import { VerdictPreview } from "@/components/verdict-preview";
import { VerdictStamp } from "@/components/verdict-stamp";
import { type ClaimPage, findClaimPage } from "@/db/claims";
import { findPlannedVerdict, listRuleDocuments } from "@/db/planned-verdicts";
import { findConsequences } from "@/db/verdicts";
import { objectionToRuling } from "@/rules/verdicts";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("moderate.rule");
  return { title: t("title"), description: t("description") };
}

type RulePageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function RulePage({ params, searchParams }: RulePageProps) {
  const { id } = await params;
  const [locale, viewer, page, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    findClaimPage(id),
    getTranslations("moderate.rule"),
  ]);
  if (!page) notFound();
  const own = viewer?.handle && viewer.handle === page.claim.submittedBy?.handle;
  const objection = objectionToRuling(viewer, { submittedBy: own ? viewer.id : null });
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <ClaimSubject claim={page.claim} />
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/claims/${id}/rule`} />
      ) : (
        <Ruling page={page} viewer={viewer} query={await searchParams} />
      )}
    </div>
  );
}

async function Ruling({ page, viewer, query }: { page: ClaimPage; viewer: Viewer; query: Query }) {
  const { claim, rivals } = page;
  const [{ fields, refusal }, t, contests, locale] = await Promise.all([
    shownDraft(query, viewer),
    getTranslations("moderate.rule"),
    getTranslations("contests"),
    currentLocale(),
  ]);
  const planned = await findPlannedVerdict(fields, viewer);
  const conflict = refusal?.reason === "already-ruled";
  const previewed = planned && !refusal && queryValue(query, "draft") !== undefined;
  return (
    <>
      {refusal && !conflict && (
        <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />
      )}
      {conflict && claim.verdict && planned && <VerdictConflict theirs={claim.verdict} yours={planned} />}
      {previewed ? (
        <VerdictPreview
          claim={claim}
          planned={planned}
          fields={fields}
          consequences={
            await findConsequences(claim.id, {
              outcome: planned.outcome,
              knownAt: new Date(planned.knownAt),
            })
          }
        />
      ) : (
        <p className="lede">{t("intro")}</p>
      )}
      {claim.verdict && !conflict && !previewed && (
        <section aria-labelledby="current-title">
          <h2 id="current-title">{t("current")}</h2>
          <VerdictStamp verdict={claim.verdict} />
          <p>
            <a href={`/${locale}/claims/${claim.id}/reopen`}>{contests("reopenLink")}</a>
          </p>
        </section>
      )}
      <div id="verdict-form">
        <RuleForm
          claim={claim}
          documents={listRuleDocuments([claim, ...rivals])}
          // After a conflict the form replaces what stands now, which its reader has just been shown.
          fields={conflict ? { ...fields, supersedesId: claim.verdict?.id ?? "" } : fields}
          problems={refusal?.problems ?? []}
        />
      </div>
    </>
  );
}
