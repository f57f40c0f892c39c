import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { formatMoment } from "@/components/format";
import { SuspensionCard } from "@/components/suspension-card";
import { AppealForm } from "@/components/suspension-forms";
import { Notice } from "@/components/ui/notice";
import { listSuspensions, type SuspensionEntry } from "@/db/suspensions";
import { objectionToAppealing } from "@/rules/suspensions";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trust.own");
  return { title: t("title") };
}

/** A member's own suspensions, and the appeal against the one in force. */
export default async function OwnSuspensionPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const locale = await currentLocale();
  const viewer = await viewerOfRequest();
  const here = `/${locale}/account/suspension`;
  if (!viewer) redirect(`/${locale}/sign-in?${new URLSearchParams({ returnTo: here })}`);
  const t = await getTranslations("trust.own");
  const suspensions = await listSuspensions(viewer.id);
  const current = suspensions.find(({ inForce }) => inForce);
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">
        {current ? t("inForce", { day: formatMoment(current.until, locale) }) : t("none")}
      </p>
      {current && <Appeal suspension={current} viewer={viewer} query={query} />}
      {suspensions.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{t("past")}</h2>
          <ol className="cards">
            {suspensions.map((suspension) => (
              <SuspensionCard key={suspension.id} suspension={suspension} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

type AppealProps = { suspension: SuspensionEntry; viewer: Viewer; query: Query };

async function Appeal({ suspension, viewer, query }: AppealProps) {
  const t = await getTranslations("trust");
  const { fields, refusal } = await shownDraft(query, viewer);
  if (suspension.appealState === "open" || queryValue(query, "done") === "appealed")
    return <Notice kind="done">{t("own.appealed")}</Notice>;
  if (objectionToAppealing(viewer, { suspension, now: new Date() })) return null;
  return (
    <section aria-labelledby="appeal-title">
      <h2 id="appeal-title">{t("appeal.title")}</h2>
      {refusal && (
        <ErrorSummary title={t("appeal.refused")} reason={refusal.words} problems={refusal.problems} />
      )}
      <AppealForm
        id={suspension.id}
        fields={fields}
        problem={refusal?.problems.find(({ path }) => path === "appeal")?.text}
      />
    </section>
  );
}
