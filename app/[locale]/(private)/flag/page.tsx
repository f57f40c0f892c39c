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
import { FlagForm } from "@/components/flag-form";
import { FlaggedSubject } from "@/components/flagged-subject";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type Flagged, findFlagged } from "@/db/flags";
import { objectionToFlagging } from "@/rules/flags";
import type { Viewer } from "@/rules/viewer";
import { subjectKinds } from "@/rules/vocabulary";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flags");
  return { title: t("title") };
}

export default async function FlagPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const kind = subjectKinds.find((word) => word === queryValue(query, "kind"));
  const id = queryId(query, "id");
  const [locale, viewer, flagged, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    kind && id ? findFlagged({ kind, id }) : null,
    getTranslations("flags"),
  ]);
  if (!flagged || flagged.removed) notFound();
  const objection = objectionToFlagging(viewer, flagged);
  const path = `/${locale}/flag?kind=${flagged.kind}&id=${flagged.id}`;
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">{t("lede")}</p>
      <FlaggedSubject flagged={flagged} />
      {objection ? (
        <RefusedViewer reason={objection} path={path} />
      ) : queryValue(query, "done") ? (
        <Notice kind="done">{t("done")}</Notice>
      ) : (
        <Flagging flagged={flagged} viewer={viewer} query={query} path={path} />
      )}
      <p className="actions">
        <ButtonLink href={`/${locale}${flagged.path}`}>{t("back")}</ButtonLink>
      </p>
    </div>
  );
}

type FlaggingProps = { flagged: Flagged; viewer: Viewer; query: Query; path: string };

async function Flagging({ flagged, viewer, query, path }: FlaggingProps) {
  const [t, { fields, refusal }] = await Promise.all([getTranslations("flags"), shownDraft(query, viewer)]);
  return (
    <>
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      {flagged.kind === "claim" && <p className="hint">{t("wrongHint")}</p>}
      <FlagForm flagged={flagged} returnTo={path} typed={refusal ? fields : {}} />
    </>
  );
}
