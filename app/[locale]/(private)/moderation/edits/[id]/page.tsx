import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { FieldChanges } from "@/components/field-changes";
import { MemberLink } from "@/components/member-link";
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { findSuggestedEdit, type SuggestedEdit } from "@/db/edits";
import { objectionToDecidingEdit } from "@/rules/edits";
import { objectionToModerating } from "@/rules/moderation";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("vocabulary.queueKind");
  return { title: t("edit") };
}

type SuggestedEditPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function SuggestedEditPage({ params, searchParams }: SuggestedEditPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("edits"),
  ]);
  const objection = objectionToModerating(viewer);
  const asked = objection ? null : await findSuggestedEdit(id);
  if (!objection && !asked) notFound();
  return (
    <div className="form-page">
      <h1>{t("decideTitle", { title: asked?.subject.title ?? "" })}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation/edits/${id}`} />}
      {asked && <Suggested asked={asked} viewer={viewer} query={query} />}
      <p className="actions">
        <ButtonLink href={`/${locale}/moderation`}>{t("toQueue")}</ButtonLink>
        {asked && <ButtonLink href={`/${locale}${asked.subject.path}`}>{t("cancel")}</ButtonLink>}
      </p>
    </div>
  );
}

async function Suggested({ asked, viewer, query }: { asked: SuggestedEdit; viewer: Viewer; query: Query }) {
  const [t, reasons, { fields, refusal }] = await Promise.all([
    getTranslations("edits"),
    getTranslations("reasons"),
    shownDraft(query, viewer),
  ]);
  const { by, merged, state } = asked;
  const objection = objectionToDecidingEdit(viewer, asked);
  return (
    <>
      {by && <p className="hint">{t.rich("from", { who: () => <MemberLink member={by} /> })}</p>}
      {refusal && (
        <ErrorSummary title={t("refusedDecision")} reason={refusal.words} problems={refusal.problems} />
      )}
      <FieldChanges before={asked.base} after={asked.edited} />
      <blockquote className="decision-reason">{asked.reason}</blockquote>
      {state === "open" && !merged && (
        <>
          <Notice kind="problem">{t("clash")}</Notice>
          <h2>{t("standsNow")}</h2>
          <FieldChanges before={asked.base} after={asked.subject.fields} />
        </>
      )}
      {state !== "open" && (
        <Notice kind="done">
          {t(`decided.${state}`)} {asked.answer}
        </Notice>
      )}
      {state === "open" && objection && <p className="hint">{reasons(objection)}</p>}
      {state === "open" && !objection && (
        <Deciding id={asked.id} acceptable={merged !== null} typed={refusal ? fields.answer : undefined} />
      )}
    </>
  );
}

type DecidingProps = { id: string; acceptable: boolean; typed: string | undefined };

async function Deciding({ id, acceptable, typed }: DecidingProps) {
  const [t, locale] = await Promise.all([getTranslations("edits"), currentLocale()]);
  return (
    <PostForm
      action={`/api/v1/moderation/edits/${id}`}
      locale={locale}
      returnTo={`/${locale}/moderation/edits/${id}`}
    >
      <div className="sheet">
        <Field name="answer" label={t("answer")}>
          {(control) => <input {...control} maxLength={500} defaultValue={typed} />}
        </Field>
        <div className="actions">
          {acceptable && (
            <Button look="primary" name="decision" value="accept">
              {t("accept")}
            </Button>
          )}
          <Button look="danger" name="decision" value="refuse">
            {t("refuse")}
          </Button>
        </div>
      </div>
    </PostForm>
  );
}
