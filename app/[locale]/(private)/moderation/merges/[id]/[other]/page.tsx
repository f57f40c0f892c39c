import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { WaitingItem } from "@/components/waiting-item";
import { findFlagged } from "@/db/flags";
import { findWaiting } from "@/db/queue-list";
import { isUuid } from "@/db/references";
import { objectionToModerating } from "@/rules/moderation";
import { mergeKindOf, objectionToTaking } from "@/rules/queue";
import type { Member } from "@/rules/viewer";

export const instant = false;

type Pair = { id: string; other: string };
type PageProps = { params: Promise<Pair>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("vocabulary.queueKind");
  return { title: t("merge") };
}

export default async function MergePage({ params, searchParams }: PageProps) {
  const [pair, query, locale, viewer, t] = await Promise.all([
    params,
    searchParams,
    currentLocale(),
    viewerOfRequest(),
    getTranslations("vocabulary.queueKind"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page">
      <h1>{t("merge")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation`} />}
      {viewer && !objection && <Deciding pair={pair} viewer={viewer} query={query} />}
    </div>
  );
}

async function Deciding({
  pair: { id, other },
  viewer,
  query,
}: {
  pair: Pair;
  viewer: Member;
  query: Query;
}) {
  if (!isUuid(id) || !isUuid(other)) notFound();
  const [locale, t, reasons, waiting, { fields, refusal }] = await Promise.all([
    currentLocale(),
    getTranslations("queue"),
    getTranslations("reasons"),
    findWaiting(viewer.id, { kind: "merge", subjectId: id }),
    shownDraft(query, viewer),
  ]);
  const kind = waiting?.subjectKind ?? null;
  const things = kind ? await Promise.all([id, other].map((thing) => findFlagged({ kind, id: thing }))) : [];
  const path = `/moderation/merges/${id}/${other}`;
  const objection = waiting && objectionToTaking(viewer, { ...waiting, closed: false });
  const merge = kind && mergeKindOf(kind);
  return (
    <>
      <WaitingItem entry={waiting} viewer={viewer} path={path} />
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <ul className="queue-pair">
        {things.map((thing) =>
          thing ? (
            <li key={thing.id}>
              <a href={`/${locale}${thing.path}`} lang={thing.language ?? undefined}>
                {thing.title}
              </a>
            </li>
          ) : null,
        )}
      </ul>
      {objection && <p className="hint">{reasons(objection)}</p>}
      {merge && !objection && (
        <>
          <p>{t("merge.intro")}</p>
          <p className="actions">
            <ButtonLink
              look="primary"
              href={`/${locale}/moderation/identity/new?kind=${merge}&subject=${id}&target=${other}`}
            >
              {t("merge.merge")}
            </ButtonLink>
          </p>
          <PostForm
            action={`/api/v1/moderation/merges/${id}/${other}/dismiss`}
            locale={locale}
            returnTo={`/${locale}${path}`}
          >
            <Field name="reason" label={t("merge.reason")}>
              {(control) => (
                <input
                  {...control}
                  required
                  maxLength={500}
                  defaultValue={refusal ? fields.reason : undefined}
                />
              )}
            </Field>
            <p className="actions">
              <Button>{t("merge.dismiss")}</Button>
            </p>
          </PostForm>
        </>
      )}
    </>
  );
}
