import "@/components/workbench.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import {
  type Query,
  queryValue,
  type ShownDraft,
  shownDraft,
  viewerOfRequest,
} from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { Notice } from "@/components/ui/notice";
import { WorkbenchConflicts } from "@/components/workbench-conflicts";
import { WorkbenchForm } from "@/components/workbench-form";
import { WorkbenchHead } from "@/components/workbench-head";
import { WorkbenchPreview } from "@/components/workbench-preview";
import { type ClaimEntry, listClaimEntries } from "@/db/claims";
import { findPlannedVerdict } from "@/db/planned-verdicts";
import { findWorkbench, previewRulings, type Workbench } from "@/db/rulings";
import { listSubmitChoices } from "@/db/submit-form";
import type { RulingDraft } from "@/db/verdicts";
import { objectionToModerating } from "@/rules/moderation";
import { Refusal } from "@/rules/refusal";
import { draftsOfFields, RULINGS_AT_MOST } from "@/rules/rulings";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workbench");
  return { title: t("title"), description: t("description") };
}

type WorkbenchPageProps = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function WorkbenchPage({ params, searchParams }: WorkbenchPageProps) {
  const [{ id }, query, locale, viewer] = await Promise.all([
    params,
    searchParams,
    currentLocale(),
    viewerOfRequest(),
  ]);
  const path = `/${locale}/moderation/documents/${id}`;
  const objection = objectionToModerating(viewer);
  if (objection) return <RefusedWorkbench reason={objection} path={path} />;
  const added = addedDevices(query);
  const bench = await findWorkbench(id, { added });
  if (!bench) notFound();
  const draft = await shownDraft(query, viewer);
  const rulings = draftsOfFields(draft.fields, id);
  const back = added.length > 0 ? `${path}?devices=${added.join(",")}` : path;
  const view = { bench, viewer, query, draft, rulings, back, added };
  return (
    <div className="form-page wide wb-page">
      <WorkbenchHead bench={bench} choices={(await listSubmitChoices()).devices} added={added} path={path} />
      <BenchView {...view} />
    </div>
  );
}

async function RefusedWorkbench(refused: Parameters<typeof RefusedViewer>[0]) {
  const t = await getTranslations("workbench");
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <RefusedViewer {...refused} />
    </div>
  );
}

/** Devices added by hand, by slug: those of earlier times and the one chosen now. */
function addedDevices(query: Query): string[] {
  const all = [...(queryValue(query, "devices") ?? "").split(","), queryValue(query, "device") ?? ""];
  return [...new Set(all)].filter((slug) => /^[a-z0-9][a-z0-9-]{0,79}$/.test(slug)).slice(0, 12);
}

type View = {
  bench: Workbench;
  viewer: Viewer;
  query: Query;
  draft: ShownDraft;
  rulings: RulingDraft[];
  back: string;
  added: string[];
};

/** The preview of what was decided, or the workbench, with what stood in the way before it. */
async function BenchView(view: View) {
  const { bench, viewer, query, draft, rulings, back } = view;
  const id = queryValue(query, "draft");
  const drafted = id !== undefined && rulings.length > 0 && queryValue(query, "change") === undefined;
  const claims = await listClaimEntries(rulings.map(({ claimId }) => claimId));
  const settled = claims.filter(({ verdict }) => verdict !== null);
  const foreseen =
    drafted && !draft.refusal && settled.length === 0 ? await foresee(viewer, bench, rulings) : null;
  if (foreseen && !(foreseen instanceof Refusal))
    return (
      <WorkbenchPreview
        documentId={bench.document.id}
        rulings={rulings}
        claims={claims}
        preview={foreseen}
        stay={bench.claims.length - rulings.length}
        fields={draft.fields}
        back={`${back}${back.includes("?") ? "&" : "?"}draft=${id}&change=1`}
      />
    );
  const rest = rulings.length - settled.length;
  return (
    <>
      <Ruled count={Number(queryValue(query, "ruled"))} />
      {settled.length > 0 && <Conflicts viewer={viewer} settled={settled} rulings={rulings} kept={rest} />}
      {settled.length === 0 && <Refused draft={draft} foreseen={foreseen} rulings={rulings} />}
      <WorkbenchForm bench={bench} viewer={viewer} draft={draft} rulings={rulings} back={back} />
    </>
  );
}

async function Ruled({ count }: { count: number }) {
  const t = await getTranslations("workbench");
  if (!Number.isInteger(count) || count < 1 || count > RULINGS_AT_MOST) return null;
  return (
    <Notice kind="done" title={t("ruled", { count })}>
      <p>{t("ruledRest")}</p>
    </Notice>
  );
}

/** Between the form and this page somebody else may have ruled. */
async function foresee(viewer: Viewer, { document }: Workbench, rulings: RulingDraft[]) {
  try {
    return await previewRulings(viewer, document.id, rulings);
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal;
    throw refusal;
  }
}

type RefusedProps = { draft: ShownDraft; foreseen: Refusal | null; rulings: RulingDraft[] };

async function Refused({ draft: { refusal }, foreseen, rulings }: RefusedProps) {
  const [t, reasons] = await Promise.all([getTranslations("workbench"), getTranslations("reasons")]);
  if (!refusal && !foreseen) return null;
  const problems = (refusal?.problems ?? []).map(({ path, text }) => ({
    path: anchorOf(path, rulings),
    text,
  }));
  const reason = refusal?.words ?? (foreseen ? reasons(foreseen.reason) : "");
  return <ErrorSummary title={t("refused")} reason={reason} note={t("kept")} problems={problems} />;
}

function anchorOf(path: string, rulings: RulingDraft[]): string {
  const [, at, field] = path.split(".");
  const ruling = rulings[Number(at)];
  return ruling && field !== "knownAt" ? `claim-${ruling.claimId}` : "knownAt";
}

type ConflictsProps = { viewer: Viewer; settled: ClaimEntry[]; rulings: RulingDraft[]; kept: number };

async function Conflicts({ viewer, settled, rulings, kept }: ConflictsProps) {
  const conflicts = await Promise.all(
    settled.map(async (claim) => {
      const draft = rulings.find(({ claimId }) => claimId === claim.id)?.draft;
      const yours = draft ? await findPlannedVerdict(fieldsOf(draft), viewer) : null;
      return claim.verdict && yours ? [{ claim, theirs: claim.verdict, yours }] : [];
    }),
  );
  return <WorkbenchConflicts conflicts={conflicts.flat()} kept={kept} />;
}

function fieldsOf({ outcome, basis, qualifier, documentId, passage, note, knownAt }: RulingDraft["draft"]) {
  const moment = knownAt.toISOString();
  return {
    ...{ outcome, basis, qualifier: qualifier ?? "", documentId: documentId ?? "" },
    ...{ passage: passage ?? "", note: note ?? "" },
    ...{ knownAt: moment.slice(0, 10), knownTime: moment.slice(11, 16) },
  };
}
