import "@/components/account.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { formatMoment } from "@/components/format";
import { HistoryList } from "@/components/history-list";
import { RoleForm, SuspendForm } from "@/components/member-forms";
import { RefusedViewer } from "@/components/refused-viewer";
import { SuspensionCard } from "@/components/suspension-card";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { listHistory } from "@/db/history";
import { findMemberFile, type MemberFile } from "@/db/member-files";
import { objectionToModerating } from "@/rules/moderation";
import { DECIDED_THAT_COUNT, objectionToGivingRoles, standingOf } from "@/rules/roles";
import { objectionToSuspending } from "@/rules/suspensions";
import type { Viewer } from "@/rules/viewer";

type MemberFileProps = { params: Promise<{ handle: string }>; searchParams: Promise<Query> };
type Part = { file: MemberFile; viewer: Viewer; query: Query };

const A_PAGE = 50;
const done = ["suspended", "role"] as const;

export const instant = false;

export async function generateMetadata({ params }: MemberFileProps): Promise<Metadata> {
  const t = await getTranslations("trust.file");
  return { title: t("title", { handle: `@${(await params).handle}` }) };
}

/** What moderators know of a member, and what they can do about them. */
export default async function MemberFilePage({ params, searchParams }: MemberFileProps) {
  const { handle } = await params;
  const [query, locale, viewer] = await Promise.all([searchParams, currentLocale(), viewerOfRequest()]);
  const objection = objectionToModerating(viewer);
  const t = await getTranslations("trust.file");
  if (objection)
    return (
      <div className="form-page">
        <h1>{t("title", { handle: `@${handle}` })}</h1>
        <RefusedViewer reason={objection} path={`/${locale}/moderation/members/${handle}`} />
      </div>
    );
  const file = await findMemberFile(handle);
  if (!file) notFound();
  const finished = done.find((name) => name === queryValue(query, "done"));
  return (
    <div className="form-page">
      <h1>{t("title", { handle: `@${handle}` })}</h1>
      {finished && <Notice kind="done">{t(`done.${finished}`)}</Notice>}
      <Facts file={file} />
      <Suspensions file={file} viewer={viewer} query={query} />
      <Role file={file} viewer={viewer} query={query} />
      <History file={file} />
    </div>
  );
}

async function Facts({ file }: { file: MemberFile }) {
  const locale = await currentLocale();
  const t = await getTranslations("trust.file");
  const roleName = await getTranslations("vocabulary.role");
  const members = await getTranslations("trust.members");
  const { role, appointed, simulated } = file;
  return (
    <>
      <p>
        <a href={`/${locale}/members/${file.handle}`}>{t("public")}</a>
      </p>
      <dl className="own-facts">
        <dt>{t("role")}</dt>
        <dd>
          {roleName(role)} {role === "contributor" && `(${members(appointed ? "given" : "earned")})`}{" "}
          {simulated && `(${members("simulated")})`}
        </dd>
        <dt>{t("since")}</dt>
        <dd>{formatMoment(file.createdAt, locale)}</dd>
        <dt>{t("submissions")}</dt>
        <dd>
          {t("submissionCounts", file.submissions)}
          <br />
          {t("standing", { ...standingOf(file.decided), window: DECIDED_THAT_COUNT })}
        </dd>
        <dt>{t("flags")}</dt>
        <dd>{t("flagCounts", file.flags)}</dd>
        <dt>{t("against")}</dt>
        <dd>{file.flags.against}</dd>
      </dl>
    </>
  );
}

/** The draft of one of the page's two forms; the other one is shown as if nothing had been typed. */
async function draftOf({ viewer, query }: Part, form: "suspend" | "role") {
  const mine = queryValue(query, "form") === form;
  return mine ? shownDraft(query, viewer) : { fields: {}, refusal: null };
}

async function Suspensions(part: Part) {
  const { file, viewer } = part;
  const locale = await currentLocale();
  const t = await getTranslations("trust");
  const reasons = await getTranslations("reasons");
  const { fields, refusal } = await draftOf(part, "suspend");
  const objection = objectionToSuspending(viewer, file);
  return (
    <Section id="suspensions" title={t("file.suspensions")}>
      {file.suspensions.length === 0 && <p>{t("file.neverSuspended")}</p>}
      <ol className="cards">
        {file.suspensions.map((suspension) => (
          <SuspensionCard
            key={suspension.id}
            suspension={suspension}
            names
            href={`/${locale}/moderation/suspensions/${suspension.id}`}
          />
        ))}
      </ol>
      {refusal && (
        <ErrorSummary title={t("file.refused")} reason={refusal.words} problems={refusal.problems} />
      )}
      {objection ? (
        <p className="hint">{reasons(objection)}</p>
      ) : (
        <details className="fold" open={refusal !== null}>
          <summary>{t("suspend.title")} …</summary>
          <p>{t("suspend.intro")}</p>
          <SuspendForm handle={file.handle} fields={fields} problems={refusal?.problems ?? []} />
        </details>
      )}
    </Section>
  );
}

async function Role(part: Part) {
  const { file, viewer } = part;
  const t = await getTranslations("trust");
  const reasons = await getTranslations("reasons");
  const { fields, refusal } = await draftOf(part, "role");
  const objection = objectionToGivingRoles(viewer);
  const { role, appointed } = file;
  const given = role === "member" || (role === "contributor" && !appointed) ? "record" : role;
  return (
    <Section id="roles" title={t("role.title")}>
      {refusal && (
        <ErrorSummary title={t("file.refused")} reason={refusal.words} problems={refusal.problems} />
      )}
      {objection ? (
        <p className="hint">{reasons(objection)}</p>
      ) : (
        <RoleForm handle={file.handle} given={given} fields={fields} problems={refusal?.problems ?? []} />
      )}
    </Section>
  );
}

async function History({ file }: { file: MemberFile }) {
  const t = await getTranslations("trust.file");
  const { entries, total } = await listHistory(file.id, { page: 1, size: A_PAGE, ratings: false });
  return (
    <Section
      id="history"
      title={t("history")}
      intro={total > 0 ? t("historyIntro", { shown: entries.length, total }) : t("noHistory")}
    >
      <HistoryList entries={entries} />
    </Section>
  );
}
