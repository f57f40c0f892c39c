import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { DecideRelay } from "@/components/decide-relay";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { Notice } from "@/components/ui/notice";
import { WaitingItem } from "@/components/waiting-item";
import { findWaiting } from "@/db/queue-list";
import { findSuggestedRelay } from "@/db/relays";
import { objectionToModerating } from "@/rules/moderation";
import { objectionToItem } from "@/rules/queue";
import { objectionToDecidingRelay } from "@/rules/relays";
import type { Member } from "@/rules/viewer";

export const instant = false;

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("vocabulary.queueKind");
  return { title: t("relay") };
}

export default async function RelayPage({ params, searchParams }: PageProps) {
  const [{ id }, query, locale, viewer, t] = await Promise.all([
    params,
    searchParams,
    currentLocale(),
    viewerOfRequest(),
    getTranslations("vocabulary.queueKind"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page">
      <h1>{t("relay")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation`} />}
      {viewer && !objection && <Deciding id={id} viewer={viewer} query={query} />}
    </div>
  );
}

async function Deciding({ id, viewer, query }: { id: string; viewer: Member; query: Query }) {
  const relay = await findSuggestedRelay(id);
  if (!relay) notFound();
  const [t, waiting, { fields, refusal }] = await Promise.all([
    getTranslations("queue"),
    findWaiting(viewer.id, { kind: "relay", subjectId: id }),
    shownDraft(query, viewer),
  ]);
  const objection =
    objectionToDecidingRelay(viewer, relay) ?? objectionToItem(viewer, waiting?.taken ?? null);
  return (
    <>
      <WaitingItem entry={waiting} viewer={viewer} path={`/moderation/relays/${id}`} />
      {queryValue(query, "done") && <Notice kind="done">{t("relay.done")}</Notice>}
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      <DecideRelay relay={relay} objection={objection} typedReason={refusal ? fields.reason : undefined} />
    </>
  );
}
