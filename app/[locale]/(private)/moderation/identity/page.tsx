import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryId, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { IdentityChanges } from "@/components/identity-changes";
import { IdentityStart } from "@/components/identity-start";
import { RefusedViewer } from "@/components/refused-viewer";
import { ButtonLink } from "@/components/ui/button";
import { listIdentityChanges } from "@/db/identity-lists";
import { objectionToChangingIdentity } from "@/rules/identity";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("title"), description: t("description") };
}

const pageSize = 30;

export default async function IdentityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("identity"),
  ]);
  const objection = objectionToChangingIdentity(viewer);
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation/identity`} />
      ) : (
        <>
          <p className="lede">{t("intro")}</p>
          <IdentityStart fields={{}} />
          <Changes before={queryId(query, "before")} />
        </>
      )}
    </div>
  );
}

async function Changes({ before }: { before: string | undefined }) {
  const [locale, t, entries] = await Promise.all([
    currentLocale(),
    getTranslations("identity"),
    listIdentityChanges({ before, limit: pageSize }),
  ]);
  const last = entries.at(-1);
  const path = `/${locale}/moderation/identity`;
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">{t("changes")}</h2>
      {entries.length === 0 ? <p>{t("none")}</p> : <IdentityChanges entries={entries} />}
      <p className="actions">
        {before && <ButtonLink href={path}>{t("newest")}</ButtonLink>}
        {last && entries.length === pageSize && (
          <ButtonLink href={`${path}?before=${last.id}`}>{t("older")}</ButtonLink>
        )}
      </p>
    </section>
  );
}
