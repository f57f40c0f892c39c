import "@/components/workbench.css";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Query, queryId, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { Day } from "@/components/day";
import { DocumentForm } from "@/components/document-form";
import { ErrorSummary } from "@/components/error-summary";
import { RefusedViewer } from "@/components/refused-viewer";
import { findReadableDocument, listOfficialSources, listReadableDocuments } from "@/db/document-texts";
import { objectionToModerating } from "@/rules/moderation";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workbench");
  return { title: t("newTitle"), description: t("newDescription") };
}

type NewDocumentPageProps = { searchParams: Promise<Query> };

export default async function NewDocumentPage({ searchParams }: NewDocumentPageProps) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("workbench"),
  ]);
  const objection = objectionToModerating(viewer);
  return (
    <div className="form-page">
      <h1>{t("newTitle")}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation/documents/new`} />
      ) : (
        <NewDocument viewer={viewer} query={query} />
      )}
    </div>
  );
}

async function NewDocument({ viewer, query }: { viewer: Viewer; query: Query }) {
  const [locale, t, { fields, refusal }, publishers, recent] = await Promise.all([
    currentLocale(),
    getTranslations("workbench"),
    shownDraft(query, viewer),
    listOfficialSources(),
    listReadableDocuments(10),
  ]);
  const replaced = await fieldsOfDocument(queryId(query, "document"));
  return (
    <>
      <p className="lede">{t("newIntro")}</p>
      {refusal && (
        <ErrorSummary
          title={t("form.refused")}
          reason={refusal.words}
          note={t("form.kept")}
          problems={refusal.problems}
        />
      )}
      <DocumentForm
        fields={{ ...replaced, ...fields }}
        problems={refusal?.problems ?? []}
        publishers={publishers}
      />
      {recent.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">{t("recent")}</h2>
          <ul className="wb-recent">
            {recent.map(({ id, title, published, source }) => (
              <li key={id}>
                <a href={`/${locale}/moderation/documents/${id}`}>{title}</a>{" "}
                <small>
                  {source.name} · <Day day={published} />
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** To replace a text one starts from the document as it is. */
async function fieldsOfDocument(id: string | undefined): Promise<Record<string, string>> {
  const found = id ? await findReadableDocument(id) : null;
  if (!found) return {};
  const { url, title, published, textLanguage, kind, source, text } = found;
  return {
    ...{ url: url ?? "", title, published, language: textLanguage, documentKind: kind },
    ...{ publisher: source.name, text },
  };
}
