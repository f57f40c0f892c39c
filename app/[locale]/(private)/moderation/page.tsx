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
import { QueuedSubmission } from "@/components/queued-submission";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { listAttributes } from "@/db/attributes";
import { listSlotClaims } from "@/db/claims";
import { countQueue, listQueue, type SubmissionEntry } from "@/db/submission-lists";
import { findDocumentByUrl } from "@/db/submit-form";
import { objectionToDeciding, objectionToModerating } from "@/rules/moderation";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("moderate");
  return { title: t("title"), description: t("description") };
}

const pageSize = 20;

export default async function ModerationPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("moderate"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page wide">
      <h1>{t("title")}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation`} />
      ) : (
        <Queue viewer={viewer} query={query} />
      )}
    </div>
  );
}

async function Queue({ viewer, query }: { viewer: Viewer; query: Query }) {
  const after = queryId(query, "after");
  const [locale, t, bench, { fields, refusal }, waiting, queue, attributes] = await Promise.all([
    currentLocale(),
    getTranslations("moderate"),
    getTranslations("workbench"),
    shownDraft(query, viewer),
    countQueue(),
    listQueue({ after, limit: pageSize }),
    listAttributes(),
  ]);
  const entries = await Promise.all(queue.map(withSurroundings));
  const last = queue.at(-1);
  const told = queryValue(query, "state");
  return (
    <>
      <p className="lede">{waiting === 0 ? t("empty") : t("count", { count: waiting })}</p>
      <p>
        <a href={`/${locale}/moderation/documents/new`}>{bench("newLink")}</a>{" "}
        <small>{bench("newHint")}</small>
      </p>
      {told === "accepted" && <Notice kind="done">{t("accepted")}</Notice>}
      {told === "refused" && <Notice kind="done">{t("refusedDone")}</Notice>}
      {refusal && (
        <ErrorSummary title={t("refusedTitle")} reason={refusal.words} problems={refusal.problems} />
      )}
      <ol className="cards">
        {entries.map(({ entry, slot, document }) => (
          <QueuedSubmission
            key={entry.id}
            entry={entry}
            attribute={attributes.find(({ slug }) => slug === entry.content.attribute) ?? null}
            slot={slot}
            document={document}
            typedReason={queryValue(query, "submission") === entry.id ? fields.reason : undefined}
            objection={objectionToDeciding(viewer, {
              memberId: entry.submittedBy?.handle === viewer?.handle ? (viewer?.id ?? "") : "",
              state: entry.state,
            })}
          />
        ))}
      </ol>
      <p className="actions">
        {after && <ButtonLink href={`/${locale}/moderation`}>{t("first")}</ButtonLink>}
        {last && queue.length === pageSize && (
          <ButtonLink href={`/${locale}/moderation?after=${last.id}`}>{t("next")}</ButtonLink>
        )}
      </p>
    </>
  );
}

/** What a submission would stand beside: the claims of its slot, and its document where that is known. */
async function withSurroundings(entry: SubmissionEntry) {
  const { device, attribute, scope, url } = entry.content;
  const [slot, document] = await Promise.all([
    "slug" in device ? listSlotClaims({ device: device.slug, attribute, scope }) : [],
    findDocumentByUrl(url),
  ]);
  return { entry, slot, document };
}
