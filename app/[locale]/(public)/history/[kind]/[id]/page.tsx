import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentLocale } from "@/app/i18n";
import { publicMetadata } from "@/app/site";
import { RevisionList } from "@/components/revision-list";
import { SubjectLinks } from "@/components/subject-links";
import { findEdited, listRevisions, listWordingUses } from "@/db/edits";
import { isUuid } from "@/db/references";
import { editableKinds } from "@/rules/vocabulary";

type Props = { params: Promise<{ kind: string; id: string }> };

const placeholder = "_placeholder";

export function generateStaticParams() {
  return [{ kind: editableKinds[0], id: placeholder }];
}

async function loadHistory(word: string, id: string) {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `history:${id}`);
  const kind = editableKinds.find((known) => known === word);
  // The claim's own tag also moves with its verdicts and ratings; the others show nothing but their wordings.
  if (kind === "claim") cacheTag(`claim:${id}`);
  if (!kind || !isUuid(id)) return null;
  const [edited, revisions, uses] = await Promise.all([
    findEdited({ kind, id }),
    listRevisions({ kind, id }),
    kind === "claim" ? listWordingUses(id) : undefined,
  ]);
  return edited && { edited, revisions, uses };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, id } = await params;
  const page = await loadHistory(kind, id);
  if (!page) return {};
  const t = await getTranslations("edits");
  return publicMetadata({
    locale: await currentLocale(),
    path: `/history/${kind}/${id}`,
    title: t("historyTitle", { title: page.edited.title }),
    description: t("historyDescription"),
  });
}

export default async function HistoryPage({ params }: Props) {
  const { kind, id } = await params;
  const page = await loadHistory(kind, id);
  if (!page) notFound();
  const { edited, revisions, uses } = page;
  const [t, locale] = await Promise.all([getTranslations("edits"), currentLocale()]);
  return (
    <div className="listpage">
      <h1>{t("historyTitle", { title: edited.title })}</h1>
      <p className="lede">{t("historyIntro")}</p>
      {revisions.length === 0 ? (
        <p className="hint">{t("historyNone")}</p>
      ) : (
        <RevisionList revisions={revisions} uses={uses} />
      )}
      <p className="actions">
        <a href={`/${locale}${edited.path}`}>{t("cancel")}</a>
      </p>
      <SubjectLinks kind={edited.kind} id={id} />
    </div>
  );
}
