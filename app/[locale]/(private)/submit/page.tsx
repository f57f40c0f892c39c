import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { type Query, queryValue, shownDraft, viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { currentLocale } from "@/app/i18n";
import { ErrorSummary } from "@/components/error-summary";
import { formatLanguage } from "@/components/format";
import { SignInFirst } from "@/components/sign-in-first";
import { SimilarClaims } from "@/components/similar-claims";
import { compareGroups } from "@/components/slots";
import { SubmitClaim } from "@/components/submit-claim";
import { listAttributes } from "@/db/attributes";
import { type ClaimEntry, listClaimEntries, listSlotClaims } from "@/db/claims";
import { findSimilarClaims } from "@/db/similar-claims";
import { listSubmitChoices } from "@/db/submit-form";
import { groupBy } from "@/rules/grouping";
import type { Locale } from "@/rules/locales";
import { objectionToSubmitting, publishesAtOnce } from "@/rules/submissions";
import { valueOfFields } from "@/rules/value-fields";
import type { Attribute } from "@/rules/vocabulary";

const languages = "en de zh ja ko es fr it pt nl pl cs ru uk tr vi id hi".split(" ");

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("submit");
  return { title: t("title"), description: t("description") };
}

export default async function SubmitPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const [locale, viewer, t] = await Promise.all([
    currentLocale(),
    viewerOfRequest(),
    getTranslations("submit"),
  ]);
  const objection = objectionToSubmitting(viewer);
  return (
    <div className="form-page">
      <h1>{t("title")}</h1>
      <p className="lede">{t("intro")}</p>
      {objection ? (
        <SignInFirst reason={t("signInFirst")} link={t("signIn")} path={pathWith(locale, query)} />
      ) : (
        <>
          <p className="hint">{t(publishesAtOnce(viewer) ? "contributors" : "newcomers")}</p>
          <SubmitForm locale={locale} draft={await shownDraft(query, viewer)} />
        </>
      )}
    </div>
  );
}

type SubmitFormProps = {
  locale: Locale;
  draft: Awaited<ReturnType<typeof shownDraft>>;
};

async function SubmitForm({ locale, draft: { fields, refusal } }: SubmitFormProps) {
  const [{ submit: words, vocabulary }, attributes, choices, claims] = await Promise.all([
    getMessages(),
    listAttributes(),
    listSubmitChoices(),
    fields.device && fields.attribute
      ? listSlotClaims({
          device: fields.device,
          attribute: fields.attribute,
          scope: fields.scope?.trim() || null,
        })
      : null,
  ]);
  const problems = (refusal?.problems ?? []).map((problem) =>
    // The API names the kinds by its own words; the list beside it has them in the reader's.
    problem.path.endsWith("Kind") ? { ...problem, text: words.document.kindNeeded } : problem,
  );
  const similar = refusal?.reason === "similar-claims" ? await listSimilar(fields, attributes, locale) : [];
  const groups = groupBy(attributes, (attribute) => attribute.group);
  const labels: Record<string, string> = vocabulary.group;
  return (
    <>
      {similar.length > 0 && (
        <SimilarClaims locale={locale} words={words} states={vocabulary.state} claims={similar} />
      )}
      {refusal && similar.length === 0 && (
        <ErrorSummary
          title={words.refused.title}
          reason={refusal.words}
          note={words.refused.kept}
          problems={problems}
        />
      )}
      <SubmitClaim
        locale={locale}
        words={words}
        labels={{
          sourceKind: vocabulary.sourceKind,
          documentKind: vocabulary.documentKind,
          stance: vocabulary.stance,
        }}
        states={vocabulary.state}
        fields={fields}
        problems={problems}
        rivals={claims?.map(toRival) ?? null}
        choices={{
          ...choices,
          attributes: [...groups.keys()].sort(compareGroups).map((group) => ({
            group,
            label: labels[group] ?? group,
            attributes: groups.get(group) ?? [],
          })),
          languages: languages.map((code) => ({ code, name: formatLanguage(code, locale) })),
        }}
      />
    </>
  );
}

/** The claims that a form refused as a repetition was refused for. */
async function listSimilar(
  fields: Record<string, string>,
  attributes: Attribute[],
  locale: Locale,
): Promise<ClaimEntry[]> {
  const attribute = attributes.find(({ slug }) => slug === fields.attribute);
  const value = attribute && valueOfFields(fields, attribute, locale);
  if (!value) return [];
  const device = fields.device
    ? { slug: fields.device }
    : { brand: fields.newDeviceBrand ?? "", name: fields.newDeviceName ?? "" };
  const [scope, statement] = [fields.scope?.trim() || null, fields.statement ?? ""];
  return listClaimEntries(
    await findSimilarClaims({ device, attribute: attribute.slug, scope, value, statement }),
  );
}

function toRival({ id, statement, language, value, verdict, reports }: ClaimEntry) {
  return { id, statement, language, value, outcome: verdict?.outcome ?? null, reports: reports.length };
}

/** This page as it was asked for, so that signing in leads back to the same device and attribute. */
function pathWith(locale: Locale, query: Query): string {
  const kept = new URLSearchParams();
  for (const name of ["device", "attribute", "draft"]) {
    const value = queryValue(query, name, 200);
    if (value) kept.set(name, value);
  }
  return `/${locale}/submit${kept.size > 0 ? `?${kept}` : ""}`;
}
