import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { IdentityParties } from "@/components/identity-changes";
import { IdentityMoves } from "@/components/identity-moves";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { UndoIdentity } from "@/components/undo-identity";
import { findIdentityChange } from "@/db/identity-lists";
import { objectionToChangingIdentity, objectionToUndoing } from "@/rules/identity";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("title"), description: t("description") };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function IdentityChangePage({ params, searchParams }: Props) {
  const { id } = await params;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("identity"),
  ]);
  const objection = objectionToChangingIdentity(viewer);
  if (!objection) return <Change id={id} viewer={viewer} query={await searchParams} />;
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <RefusedViewer reason={objection} path={`/${locale}/moderation/identity/${id}`} />
    </div>
  );
}

async function Change({ id, viewer, query }: { id: string; viewer: Viewer; query: Query }) {
  const [found, locale, t, { fields, refusal }] = await Promise.all([
    findIdentityChange(id),
    currentLocale(),
    getTranslations("identity"),
    shownDraft(query, viewer),
  ]);
  if (!found) notFound();
  const { entry, summary } = found;
  const objection = objectionToUndoing(viewer, { undone: entry.undoneAt !== null });
  return (
    <div className="form-page">
      <h1>{t(`kinds.${entry.kind}`)}</h1>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      {!refusal && !entry.undoneAt && <Notice kind="done">{t("done")}</Notice>}
      <IdentityParties entry={entry} />
      <IdentityMoves summary={summary} />
      {!objection && <UndoIdentity id={id} reason={fields.reason} problems={refusal?.problems ?? []} />}
      <p className="actions">
        <ButtonLink href={`/${locale}/moderation/identity`}>{t("back")}</ButtonLink>
      </p>
    </div>
  );
}
