import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { SuspensionCard } from "@/components/suspension-card";
import { AppealDecisionForm, LiftForm } from "@/components/suspension-forms";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { findSuspension, type SuspensionEntry } from "@/db/suspensions";
import { objectionToModerating } from "@/rules/moderation";
import { objectionToDecidingAppeal, objectionToLifting } from "@/rules/suspensions";
import type { Viewer } from "@/rules/viewer";

type SuspensionPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const done = ["lifted", "rejected"] as const;

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trust.suspension");
  return { title: t("appeal") };
}

/** One suspension, its appeal, and what a moderator may do about them. */
export default async function SuspensionPage({ params, searchParams }: SuspensionPageProps) {
  const { id } = await params;
  const [query, locale, viewer] = await Promise.all([searchParams, currentLocale(), viewerOfRequest()]);
  const t = await getTranslations("trust.page");
  const objection = objectionToModerating(viewer);
  const suspension = objection ? null : await findSuspension(id);
  if (!objection && !suspension) notFound();
  const finished = done.find((name) => name === queryValue(query, "done"));
  return (
    <div className="form-page">
      <h1>{t("title", { handle: suspension?.handle ? `@${suspension.handle}` : "…" })}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation/suspensions/${id}`} />}
      {finished && <Notice kind="done">{t(`done.${finished}`)}</Notice>}
      {suspension && (
        <>
          <p>
            <a href={`/${locale}/moderation/members/${suspension.handle}`}>{t("toMember")}</a>
          </p>
          <ol className="cards">
            <SuspensionCard suspension={suspension} names />
          </ol>
          <Forms suspension={suspension} viewer={viewer} query={query} />
        </>
      )}
    </div>
  );
}

type FormsProps = { suspension: SuspensionEntry; viewer: Viewer; query: Query };

async function Forms({ suspension, viewer, query }: FormsProps) {
  const t = await getTranslations("trust");
  const reasons = await getTranslations("reasons");
  const { fields, refusal } = await shownDraft(query, viewer);
  const { id, memberId, role } = suspension;
  const subject = { id: memberId, role };
  const toDeciding = objectionToDecidingAppeal(viewer, { subject, suspension });
  const toLifting = objectionToLifting(viewer, { subject, suspension, now: new Date() });
  const problem = (path: string) => refusal?.problems.find((found) => found.path === path)?.text;
  return (
    <>
      {refusal && (
        <ErrorSummary title={t("page.refused")} reason={refusal.words} problems={refusal.problems} />
      )}
      {suspension.appealState === "open" && (
        <Section id="decide" title={t("decide.title")}>
          {toDeciding ? (
            <p className="hint">{reasons(toDeciding)}</p>
          ) : (
            <AppealDecisionForm id={id} fields={fields} problem={problem("answer")} />
          )}
        </Section>
      )}
      {!toLifting && (suspension.appealState !== "open" || toDeciding) && (
        <Section id="lift" title={t("lift.title")}>
          <LiftForm id={id} fields={fields} problem={problem("reason")} />
        </Section>
      )}
    </>
  );
}
