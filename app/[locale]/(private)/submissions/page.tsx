import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import {
  type Query,
  queryId,
  queryValue,
  shownDraft,
  viewerOfRequest,
} from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { OwnSubmissionCard } from "@/components/own-submission-card";
import { SignInFirst } from "@/components/sign-in-first";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { listAttributes } from "@/db/attributes";
import { listOwnSubmissions } from "@/db/submission-lists";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("submit.own");
  return { title: t("title"), description: t("description") };
}

const pageSize = 25;

export default async function SubmissionsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("submit"),
  ]);
  const before = queryId(query, "before");
  const path = `/${locale}/submissions`;
  if (!viewer)
    return (
      <div className="form-page">
        <h1>{t("own.title")}</h1>
        <SignInFirst reason={t("own.description")} link={t("signIn")} path={path} />
      </div>
    );
  const [{ refusal }, attributes, submissions] = await Promise.all([
    shownDraft(query, viewer),
    listAttributes(),
    listOwnSubmissions(viewer.id, { before, limit: pageSize }),
  ]);
  const submitted = submissions.find(({ id }) => id === queryValue(query, "submitted"));
  const last = submissions.at(-1);
  return (
    <div className="form-page">
      <h1>{t("own.title")}</h1>
      <p className="lede">{t("own.description")}</p>
      {submitted?.state === "queued" && <Notice kind="done">{t("own.received")}</Notice>}
      {refusal && <ErrorSummary title={refusal.words} reason="" problems={refusal.problems} />}
      {submissions.length === 0 && <p>{t("own.none")}</p>}
      <ol className="cards">
        {submissions.map((submission) => (
          <OwnSubmissionCard
            key={submission.id}
            submission={submission}
            attribute={attributes.find(({ slug }) => slug === submission.content.attribute)}
          />
        ))}
      </ol>
      <p className="actions">
        <ButtonLink href={`/${locale}/submit`} look="primary">
          {t("own.first")}
        </ButtonLink>
        {before && <ButtonLink href={path}>{t("own.newer")}</ButtonLink>}
        {last && submissions.length === pageSize && (
          <ButtonLink href={`${path}?before=${last.id}`}>{t("own.older")}</ButtonLink>
        )}
      </p>
    </div>
  );
}
