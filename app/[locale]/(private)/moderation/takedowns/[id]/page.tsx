import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { MemberLink } from "@/components/member-link";
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { findTakedown, type TakedownRequest } from "@/db/takedowns";
import { objectionToModerating } from "@/rules/moderation";
import { objectionToDecidingTakedown } from "@/rules/takedowns";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("takedowns");
  return { title: t("decideTitle") };
}

type TakedownRequestPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function TakedownRequestPage({ params, searchParams }: TakedownRequestPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("takedowns"),
  ]);
  const objection = objectionToModerating(viewer);
  const asked = objection ? null : await findTakedown(id);
  if (!objection && !asked) notFound();
  return (
    <div className="form-page">
      <h1>{t("decideTitle")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation/takedowns/${id}`} />}
      {asked && <Request asked={asked} viewer={viewer} query={query} />}
      <p className="actions">
        <ButtonLink href={`/${locale}/moderation`}>{t("toQueue")}</ButtonLink>
      </p>
    </div>
  );
}

async function Request({ asked, viewer, query }: { asked: TakedownRequest; viewer: Viewer; query: Query }) {
  const [t, reasons, locale, { fields, refusal }] = await Promise.all([
    getTranslations("takedowns"),
    getTranslations("reasons"),
    currentLocale(),
    shownDraft(query, viewer),
  ]);
  const { subject, by, state } = asked;
  const objection = objectionToDecidingTakedown(viewer, asked);
  return (
    <>
      <dl className="facts-list">
        <dt>{t("subject")}</dt>
        <dd>
          <a href={`/${locale}${subject.path}`}>{subject.title}</a>
        </dd>
        <dt>{t("from")}</dt>
        <dd>{by ? <MemberLink member={by} /> : "–"}</dd>
      </dl>
      <blockquote className="decision-reason">{asked.reason}</blockquote>
      {asked.kind === "document" && <p>{t("quotations", { count: asked.quotations })}</p>}
      {refusal && (
        <ErrorSummary title={t("refusedDecision")} reason={refusal.words} problems={refusal.problems} />
      )}
      {state !== "open" ? (
        <Notice kind="done">
          {t(`state.${state}`)} {asked.answer}
        </Notice>
      ) : objection ? (
        <p className="hint">{reasons(objection)}</p>
      ) : (
        <Deciding id={asked.id} typed={refusal ? fields.answer : undefined} />
      )}
    </>
  );
}

async function Deciding({ id, typed }: { id: string; typed: string | undefined }) {
  const [t, locale] = await Promise.all([getTranslations("takedowns"), currentLocale()]);
  return (
    <PostForm
      action={`/api/v1/moderation/takedowns/${id}`}
      locale={locale}
      returnTo={`/${locale}/moderation/takedowns/${id}`}
    >
      <div className="sheet">
        <p className="hint">{t("final")}</p>
        <Field name="answer" label={t("answer")}>
          {(control) => <input {...control} required maxLength={500} defaultValue={typed} />}
        </Field>
        <div className="actions">
          <Button look="danger" name="decision" value="upheld">
            {t("upheld")}
          </Button>
          <Button name="decision" value="rejected">
            {t("rejected")}
          </Button>
        </div>
      </div>
    </PostForm>
  );
}
