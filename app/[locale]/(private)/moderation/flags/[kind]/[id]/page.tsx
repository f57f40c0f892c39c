import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { DecideFlags } from "@/components/decide-flags";
import { ErrorSummary } from "@/components/error-summary";
import { FlagList } from "@/components/flag-list";
import { FlaggedSubject } from "@/components/flagged-subject";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type Flagged, findFlagged, listOpenFlags } from "@/db/flags";
import { objectionToDecidingFlags } from "@/rules/flags";
import { objectionToModerating } from "@/rules/moderation";
import type { Viewer } from "@/rules/viewer";
import { subjectKinds } from "@/rules/vocabulary";

export const instant = false;

type FlagsPageProps = { params: Promise<{ kind: string; id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("vocabulary.queueKind");
  return { title: t("flag") };
}

export default async function FlagsPage({ params, searchParams }: FlagsPageProps) {
  const [{ kind: word, id }, query] = await Promise.all([params, searchParams]);
  const kind = subjectKinds.find((known) => known === word);
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("flags"),
  ]);
  const objection = objectionToModerating(viewer);
  const flagged = kind && !objection ? await findFlagged({ kind, id }) : null;
  if (!objection && !flagged) notFound();
  const kinds = await getTranslations("vocabulary.subjectKind");
  return (
    <div className="form-page">
      <h1>{t("decideTitle", { kind: kinds(kind ?? "claim") })}</h1>
      {objection && <RefusedViewer reason={objection} path={`/${locale}/moderation/flags/${word}/${id}`} />}
      {flagged && <Deciding flagged={flagged} viewer={viewer} query={query} />}
      <p className="actions">
        <ButtonLink href={`/${locale}/moderation`}>{t("toQueue")}</ButtonLink>
      </p>
    </div>
  );
}

async function Deciding({ flagged, viewer, query }: { flagged: Flagged; viewer: Viewer; query: Query }) {
  const [t, reasons, flags, { fields, refusal }] = await Promise.all([
    getTranslations("flags"),
    getTranslations("reasons"),
    listOpenFlags(flagged),
    shownDraft(query, viewer),
  ]);
  const objection = objectionToDecidingFlags(viewer, {
    ownerId: flagged.ownerId,
    flaggerIds: flags.map(({ memberId }) => memberId),
  });
  return (
    <>
      <FlaggedSubject flagged={flagged} />
      {queryValue(query, "done") && <Notice kind="done">{t("decided")}</Notice>}
      {refusal && (
        <ErrorSummary title={t("refusedDecision")} reason={refusal.words} problems={refusal.problems} />
      )}
      {flags.length === 0 ? (
        <p className="lede">{t("none")}</p>
      ) : (
        <FlagList flags={flags} own={flagged.ownerId === viewer?.id} />
      )}
      {flags.length > 0 && objection && <p className="hint">{reasons(objection)}</p>}
      {flags.length > 0 && !objection && <DecideFlags flagged={flagged} typed={refusal ? fields : {}} />}
    </>
  );
}
