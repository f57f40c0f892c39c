import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { EditForm } from "@/components/edit-form";
import { ErrorSummary } from "@/components/error-summary";
import { FieldChanges } from "@/components/field-changes";
import { PostForm } from "@/components/post-form";
import { RefusedViewer } from "@/components/refused-viewer";
import { RevertForm } from "@/components/revert-form";
import { RevisionList } from "@/components/revision-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Editable } from "@/db/editable";
import { findEdited, listRevisions, listWaitingEdits } from "@/db/edits";
import { editsDirectly, objectionToEditing } from "@/rules/edits";
import type { Viewer } from "@/rules/viewer";
import { editableKinds } from "@/rules/vocabulary";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("edits");
  return { title: t("edit") };
}

type EditPageProps = { params: Promise<{ kind: string; id: string }>; searchParams: Promise<Query> };

export default async function EditPage({ params, searchParams }: EditPageProps) {
  const [{ kind: word, id }, query] = await Promise.all([params, searchParams]);
  const kind = editableKinds.find((known) => known === word);
  const [locale, viewer, edited, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    kind ? findEdited({ kind, id }) : null,
    getTranslations("edits"),
  ]);
  if (!edited) notFound();
  const objection = objectionToEditing(viewer);
  return (
    <div className="form-page">
      <h1>{t("title", { title: edited.title })}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/edit/${edited.kind}/${id}`} />
      ) : (
        <Editing edited={edited} viewer={viewer} query={query} />
      )}
    </div>
  );
}

type EditingProps = { edited: Editable & { number: number }; viewer: Viewer; query: Query };

async function Editing({ edited, viewer, query }: EditingProps) {
  const direct = editsDirectly(viewer);
  const [t, { fields, refusal }, revisions] = await Promise.all([
    getTranslations("edits"),
    shownDraft(query, viewer),
    listRevisions(edited, { moderators: direct }),
  ]);
  const locale = await currentLocale();
  const to = revisions.find(({ number }) => String(number) === queryValue(query, "revert"));
  const state = queryValue(query, "state");
  const page = `/${locale}/edit/${edited.kind}/${edited.id}`;
  return (
    <>
      {state === "done" && <Notice kind="done">{t("done")}</Notice>}
      {state === "waiting" && <Notice kind="done">{t("waiting")}</Notice>}
      {refusal && <ErrorSummary title={t("refused")} reason={refusal.words} problems={refusal.problems} />}
      {refusal?.reason === "edited-meanwhile" && (
        <section aria-labelledby="stands">
          <h2 id="stands">{t("standsNow")}</h2>
          <FieldChanges before={{ ...edited.fields, ...typedFields(edited, fields) }} after={edited.fields} />
        </section>
      )}
      {direct && to ? (
        <RevertForm edited={edited} to={to} typed={refusal ? fields.reason : undefined} />
      ) : (
        <>
          <p className="lede">{t(direct ? "lede.direct" : "lede.suggest")}</p>
          <p className="hint">{t("notValues")}</p>
          <EditForm edited={edited} direct={direct} typed={refusal ? fields : {}} />
        </>
      )}
      <WaitingEdits edited={edited} viewer={viewer} />
      {revisions.length > 0 && (
        <section aria-labelledby="kept">
          <h2 id="kept">{t("history")}</h2>
          <RevisionList
            revisions={revisions}
            action={({ number }) =>
              direct && <ButtonLink href={`${page}?revert=${number}`}>{t("revert")}</ButtonLink>
            }
          />
        </section>
      )}
    </>
  );
}

function typedFields(edited: Editable, typed: Record<string, string>) {
  return Object.fromEntries(
    Object.keys(edited.fields).flatMap((name) =>
      typed[name] === undefined ? [] : [[name, typed[name]] as const],
    ),
  );
}

async function WaitingEdits({ edited, viewer }: { edited: Editable; viewer: Viewer }) {
  const [t, locale, waiting] = await Promise.all([
    getTranslations("edits"),
    currentLocale(),
    listWaitingEdits(edited),
  ]);
  const moderates = editsDirectly(viewer);
  const shown = waiting.filter(({ memberId }) => moderates || memberId === viewer?.id);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t("waitingTitle")}</h2>
      <ul className="cards">
        {shown.map(({ id, memberId, reason }) => (
          <li key={id} className="card">
            <p>{reason}</p>
            {memberId === viewer?.id ? (
              <PostForm
                action={`/api/v1/suggested-edits/${id}/withdraw`}
                locale={locale}
                returnTo={`/${locale}/edit/${edited.kind}/${edited.id}`}
              >
                <Button>{t("withdraw")}</Button>
              </PostForm>
            ) : (
              <ButtonLink href={`/${locale}/moderation/edits/${id}`}>{t("look")}</ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
