import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { type Query, type ShownDraft, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { IdentityFields } from "@/components/identity-fields";
import { IdentityPreview } from "@/components/identity-preview";
import { IdentityStart } from "@/components/identity-start";
import { RefusedViewer } from "@/components/refused-viewer";
import { type DevicePage, findDevicePage } from "@/db/devices";
import { type IdentityPreview as Preview, previewIdentity } from "@/db/identity";
import { nameInAddress, objectionToChangingIdentity } from "@/rules/identity";
import { asksForMore, identityKindOf, plannedIdentity } from "@/rules/identity-form";
import { Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("identity");
  return { title: t("newTitle"), description: t("description") };
}

export default async function NewIdentityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("identity"),
  ]);
  const objection = objectionToChangingIdentity(viewer);
  return (
    <div className="form-page">
      <h1>{t("newTitle")}</h1>
      {objection ? (
        <RefusedViewer reason={objection} path={`/${locale}/moderation/identity`} />
      ) : (
        <Change viewer={viewer} shown={await shownDraft(query, viewer)} />
      )}
    </div>
  );
}

type Seen = { preview: Preview } | { refusal: ShownDraft["refusal"] };

/** What the change would do, or why it cannot be made; the same as making it would say. */
async function look(fields: Record<string, string>, viewer: Viewer): Promise<Seen> {
  const planned = plannedIdentity(fields);
  if (!planned) return { refusal: null };
  try {
    return { preview: await previewIdentity(viewer, planned) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { reasons } = await getMessages();
    const problems = error.problems.map(({ path, reason, detail }) => ({
      path,
      text: detail ?? reasons[reason],
    }));
    return { refusal: { reason: error.reason, words: reasons[error.reason], problems } };
  }
}

async function Change({ viewer, shown: { fields, refusal } }: { viewer: Viewer; shown: ShownDraft }) {
  const [t, seen] = await Promise.all([getTranslations("identity"), look(fields, viewer)]);
  const wrong = refusal ?? ("refusal" in seen ? seen.refusal : null);
  const kind = identityKindOf(fields.kind);
  const device = kind && asksForMore(kind) ? await findDevice(fields.subject ?? "") : null;
  return (
    <>
      {wrong && <ErrorSummary title={t("refused")} reason={wrong.words} problems={wrong.problems} />}
      {"preview" in seen && (
        <IdentityPreview preview={seen.preview} fields={fields} problems={wrong?.problems ?? []} />
      )}
      {device && <IdentityFields device={device} fields={fields} problems={wrong?.problems ?? []} />}
      {!device && !("preview" in seen) && <IdentityStart fields={fields} />}
    </>
  );
}

async function findDevice(subject: string): Promise<DevicePage | null> {
  const page = await findDevicePage(nameInAddress(subject, "devices"));
  if (!page || !("movedTo" in page)) return page;
  const moved = await findDevicePage(page.movedTo);
  return moved && !("movedTo" in moved) ? moved : null;
}
