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
import { Field } from "@/components/ui/field";
import { VerdictStamp } from "@/components/verdict-stamp";
import { findClaimPage } from "@/db/claims";
import { findVerdictInForce } from "@/db/reopenings";
import { objectionToReopening } from "@/rules/contests";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contests");
  return { title: t("reopenTitle") };
}

type ReopenPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function ReopenPage({ params, searchParams }: ReopenPageProps) {
  const { id } = await params;
  const [locale, viewer, page, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    findClaimPage(id),
    getTranslations("contests"),
  ]);
  if (!page) notFound();
  const verdict = await findVerdictInForce(id);
  const objection = objectionToReopening(viewer, { submittedBy: verdict?.submittedBy ?? null });
  const refused = objection ?? (verdict ? null : "claim-open");
  const path = `/${locale}/claims/${id}/reopen`;
  return (
    <div className="form-page">
      <h1>{t("reopenTitle")}</h1>
      <p className="lede">{t("reopenLede")}</p>
      <ClaimSubject claim={page.claim} />
      {page.claim.verdict && <VerdictStamp verdict={{ ...page.claim.verdict, decidedBy: null }} />}
      {refused && <RefusedViewer reason={refused} path={path} />}
      {!refused && verdict && (
        <Reopening
          claimId={id}
          verdictId={verdict.id}
          path={path}
          viewer={viewer}
          query={await searchParams}
        />
      )}
      <p className="actions">
        <ButtonLink href={`/${locale}/claims/${id}`}>{t("back")}</ButtonLink>
      </p>
    </div>
  );
}

type ReopeningProps = { claimId: string; verdictId: string; path: string; viewer: Viewer; query: Query };

async function Reopening({ claimId, verdictId, path, viewer, query }: ReopeningProps) {
  const [locale, t, { fields, refusal }] = await Promise.all([
    currentLocale(),
    getTranslations("contests"),
    shownDraft(query, viewer),
  ]);
  return (
    <>
      {refusal && (
        <ErrorSummary title={t("reopenRefused")} reason={refusal.words} problems={refusal.problems} />
      )}
      <PostForm
        action={`/api/v1/claims/${claimId}/reopenings`}
        locale={locale}
        returnTo={path}
        hidden={{ verdictId }}
      >
        <div className="sheet">
          <Field name="reason" label={t("reopenReason")}>
            {(control) => (
              <textarea {...control} rows={3} required maxLength={1000} defaultValue={fields.reason} />
            )}
          </Field>
          <div className="actions">
            <Button look="primary">{t("reopenSend")}</Button>
          </div>
        </div>
      </PostForm>
    </>
  );
}
