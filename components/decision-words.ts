import type { useTranslations } from "next-intl";
import type { DecisionEntry } from "@/db/decisions";
import type { Locale } from "@/rules/locales";
import { roles } from "@/rules/viewer";
import { bases, subjectKinds } from "@/rules/vocabulary";
import { formatMoment } from "./format";

/** The words of the log in one language, for its pages and its feed. */
export type DecisionWords = {
  t: ReturnType<typeof useTranslations<"decisions">>;
  vocabulary: ReturnType<typeof useTranslations<"vocabulary">>;
  locale: Locale;
};

export type DecisionLink = { href: string; text: string; language?: string };

/** What an entry is about: the pages it touches, the closest first. */
export function linksOf(entry: DecisionEntry, locale: Locale): DecisionLink[] {
  const { claim, device, source, document, subject } = entry;
  const links: (DecisionLink | null)[] = [
    claim && { href: `/${locale}/claims/${claim.id}`, text: claim.statement, language: claim.language },
    document && {
      href: `/${locale}/documents/${document.id}`,
      text: document.title,
      language: document.language,
    },
    source && { href: `/${locale}/sources/${source.slug}`, text: source.name },
    device && { href: `/${locale}/devices/${device.slug}`, text: device.name },
    subject && { href: `/${locale}/members/${subject.handle}`, text: `@${subject.handle}` },
  ];
  return links.filter((link) => link !== null);
}

/** As much of an entry as its detail is read from. */
type Told = Pick<DecisionEntry, "kind" | "detail">;

/** What an entry tells besides, in one line; null where it is all said. Details of no known form are for the export. */
export function detailOf(entry: Told, words: DecisionWords): string | null {
  return special[entry.kind]?.(entry, words) ?? changeOf(entry, words);
}

type Detail = (entry: Told, words: DecisionWords) => string | null;

const special: Partial<Record<DecisionEntry["kind"], Detail>> = {
  verdict: basisOf,
  submission_accepted: ({ detail }, { t }) => (detail.atOnce === true ? t("detail.atOnce") : null),
  role_granted: roleOf,
  role_lapsed: roleOf,
  suspended: ({ detail }, { t, locale }) =>
    typeof detail.until === "string" ? t("detail.until", { day: formatMoment(detail.until, locale) }) : null,
  suspension_lifted: ({ detail }, { t }) => (detail.appealed === true ? t("detail.onAppeal") : null),
  flags_upheld: flagsOf,
  flags_rejected: flagsOf,
  import: ({ detail: { claims, devices, documents } }, { t }) =>
    typeof claims === "number" && typeof devices === "number" && typeof documents === "number"
      ? t("imported", { claims, devices, documents })
      : null,
};

function basisOf({ detail }: Told, { vocabulary }: DecisionWords): string | null {
  const basis = bases.find((word) => word === detail.basis);
  return basis && basis !== "none" ? vocabulary(`basis.${basis}`) : null;
}

function roleOf({ detail }: Told, { t, vocabulary }: DecisionWords): string | null {
  const [role, before] = [detail.role, detail.before].map((given) => roles.find((word) => word === given));
  if (!role) return null;
  const now = before
    ? t("detail.roleFrom", { before: vocabulary(`role.${before}`), role: vocabulary(`role.${role}`) })
    : t("detail.role", { role: vocabulary(`role.${role}`) });
  const { accepted, decided } = detail;
  if (typeof accepted !== "number" || typeof decided !== "number") return now;
  return `${now}. ${t("detail.record", { accepted, decided })}`;
}

function flagsOf({ detail }: Told, { t, vocabulary }: DecisionWords): string | null {
  const kind = subjectKinds.find((word) => word === detail.subjectKind);
  if (!kind || typeof detail.flags !== "number") return null;
  return t("detail.flags", { what: vocabulary(`subjectKind.${kind}`), count: detail.flags });
}

/** What something was and is called, or only what it is called. */
function changeOf({ detail }: Told, { t }: DecisionWords): string | null {
  const { from, to } = detail;
  if (typeof from === "string" && typeof to === "string") return t("detail.changed", { from, to });
  const named = [detail.subject, detail.title, detail.name, to, from].find(
    (word) => typeof word === "string",
  );
  return typeof named === "string" ? named : null;
}
