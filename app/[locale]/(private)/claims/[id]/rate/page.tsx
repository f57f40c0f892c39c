import "@/components/rate-claim.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ClaimSubject } from "@/components/claim-subject";
import { CredibilityFigure } from "@/components/credibility";
import { ErrorSummary } from "@/components/error-summary";
import { PlainRatingForm } from "@/components/plain-rating-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { type ClaimEntry, findClaimPage } from "@/db/claims";
import { listOwnRatings } from "@/db/ratings";
import { objectionToRating } from "@/rules/ratings";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rate");
  return { title: t("title") };
}

type RatePageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

/** The rating form as a page of its own, for browsers without a script. */
export default async function RatePage({ params, searchParams }: RatePageProps) {
  const { id } = await params;
  const [locale, viewer, page, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    findClaimPage(id),
    getTranslations("rate"),
  ]);
  if (!page) notFound();
  const objection = objectionToRating(viewer, { closed: page.claim.verdict !== null });
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <ClaimSubject claim={page.claim} />
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/claims/${id}/rate`} />
      ) : (
        <Rating claim={page.claim} viewer={viewer} query={await searchParams} />
      )}
      <p className="actions">
        <ButtonLink href={`/${locale}/claims/${id}`}>{t("back")}</ButtonLink>
      </p>
    </div>
  );
}

async function Rating({ claim, viewer, query }: { claim: ClaimEntry; viewer: Viewer; query: Query }) {
  const [{ rate: words }, { fields, refusal }, ratings] = await Promise.all([
    getMessages(),
    shownDraft(query, viewer),
    viewer ? listOwnRatings(viewer.id, { claimId: claim.id }) : null,
  ]);
  const own = ratings?.[claim.id] ?? null;
  return (
    <>
      {refusal && <ErrorSummary title={words.refused} reason={refusal.words} problems={refusal.problems} />}
      {own && <CredibilityFigure estimate={claim.credibility} />}
      <PlainRatingForm
        claimId={claim.id}
        own={own}
        typed={fields.percent}
        crowd={claim.credibility.parts.crowd}
      />
    </>
  );
}
