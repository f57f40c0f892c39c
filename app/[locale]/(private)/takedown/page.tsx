import type { Metadata } from "next";
import { notFound } from "next/navigation";
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
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { database } from "@/db/client";
import { type Editable, findEditable } from "@/db/editable";
import { objectionToAskingForTakedown, takedownKinds } from "@/rules/takedowns";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("takedowns");
  return { title: t("title") };
}

export default async function TakedownPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const kind = takedownKinds.find((word) => word === queryValue(query, "kind"));
  const id = queryId(query, "id");
  const [locale, viewer, subject, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    kind && id ? findEditable({ kind, id }, database()) : null,
    getTranslations("takedowns"),
  ]);
  if (!subject || !kind) notFound();
  const objection = objectionToAskingForTakedown(viewer);
  const path = `/${locale}/takedown?kind=${kind}&id=${id}`;
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">{t(`lede.${kind}`)}</p>
      <p>
        <a href={`/${locale}${subject.path}`}>{subject.title}</a>
      </p>
      <p className="hint">
        {t.rich("noAccount", { contact: (words) => <a href={`/${locale}/contact`}>{words}</a> })}
      </p>
      {objection ? (
        <RefusedViewer reason={objection} path={path} />
      ) : queryValue(query, "done") ? (
        <Notice kind="done">{t("done")}</Notice>
      ) : (
        <Asking subject={subject} viewer={viewer} query={query} path={path} />
      )}
      <p className="actions">
        <ButtonLink href={`/${locale}${subject.path}`}>{subject.title}</ButtonLink>
      </p>
    </div>
  );
}

type AskingProps = { subject: Editable; viewer: Viewer; query: Query; path: string };

async function Asking({ subject: { kind, id }, viewer, query, path }: AskingProps) {
  const [t, locale, { fields, refusal }] = await Promise.all([
    getTranslations("takedowns"),
    currentLocale(),
    shownDraft(query, viewer),
  ]);
  return (
    <>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <PostForm action="/api/v1/takedowns" locale={locale} returnTo={path} hidden={{ kind, id }}>
        <div className="sheet">
          <Field name="reason" label={t("reason")}>
            {(control) => (
              <textarea
                {...control}
                rows={4}
                required
                maxLength={1000}
                defaultValue={refusal ? fields.reason : undefined}
              />
            )}
          </Field>
          <div className="actions">
            <Button look="primary">{t("send")}</Button>
          </div>
        </div>
      </PostForm>
    </>
  );
}
