import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { QueuedSubmission } from "@/components/queued-submission";
import { RefusedViewer } from "@/components/refused-viewer";
import { WaitingItem } from "@/components/waiting-item";
import { listAttributes } from "@/db/attributes";
import { listSlotClaims } from "@/db/claims";
import { findWaiting } from "@/db/queue-list";
import { isUuid } from "@/db/references";
import { findSubmission } from "@/db/submission-lists";
import { findDocumentByUrl } from "@/db/submit-form";
import { objectionToDeciding, objectionToModerating } from "@/rules/moderation";
import { objectionToItem } from "@/rules/queue";
import type { Member } from "@/rules/viewer";

export const instant = false;

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("vocabulary.queueKind");
  return { title: t("submission") };
}

export default async function SubmissionPage({ params, searchParams }: PageProps) {
  const [{ id }, query, locale, viewer, t] = await Promise.all([
    params,
    searchParams,
    currentLocale(),
    viewerOfRequest(),
    getTranslations("vocabulary.queueKind"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page wide">
      <h1>{t("submission")}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation`} />}
      {viewer && !objection && <Deciding id={id} viewer={viewer} query={query} />}
    </div>
  );
}

async function Deciding({ id, viewer, query }: { id: string; viewer: Member; query: Query }) {
  const entry = isUuid(id) ? await findSubmission(id) : null;
  if (!entry) notFound();
  const { device, attribute, scope, url } = entry.content;
  const [t, waiting, { fields, refusal }, attributes, slot, document] = await Promise.all([
    getTranslations("moderate"),
    findWaiting(viewer.id, { kind: "submission", subjectId: id }),
    shownDraft(query, viewer),
    listAttributes(),
    "slug" in device ? listSlotClaims({ device: device.slug, attribute, scope }) : [],
    findDocumentByUrl(url),
  ]);
  const memberId = entry.submittedBy?.handle === viewer.handle ? viewer.id : "";
  return (
    <>
      <WaitingItem entry={waiting} viewer={viewer} path={`/moderation/submissions/${id}`} />
      {refusal && (
        <ErrorSummary title={t("refusedTitle")} reason={refusal.words} problems={refusal.problems} />
      )}
      <ol className="cards">
        <QueuedSubmission
          entry={entry}
          attribute={attributes.find(({ slug }) => slug === attribute) ?? null}
          slot={slot}
          document={document}
          typedReason={refusal ? fields.reason : undefined}
          objection={
            objectionToDeciding(viewer, { memberId, state: entry.state }) ??
            objectionToItem(viewer, waiting?.taken ?? null)
          }
        />
      </ol>
    </>
  );
}
