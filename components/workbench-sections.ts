import type { ClaimEntry } from "@/db/claims";
import type { Workbench } from "@/db/rulings";
import { groupBy } from "@/rules/grouping";
import type { Locale } from "@/rules/locales";
import type { Outcome } from "@/rules/vocabulary";
import { formatPercent, formatValue } from "./format";
import { compareGroups } from "./slots";
import type { BenchSection } from "./workbench";
import type { BenchClaim } from "./workbench-state";

type Judged = Workbench["claims"][number];

type Telling = {
  locale: Locale;
  /** "held {percent} likely" */
  held: string;
  /** Why this moderator may not rule on a claim, in words. */
  objectionTo: (claim: ClaimEntry) => string | null;
  problemsOf: (claimId: string) => string[];
};

/** What the text decides, and apart from it what it is silent about; each by device and slot, in the order of a spec sheet. */
export function benchSections(bench: Workbench, telling: Telling): BenchSection[] {
  const said = bench.claims.filter(({ suggestion }) => suggestion.because !== "silent");
  const silent = bench.claims.filter(({ suggestion }) => suggestion.because === "silent");
  const values = new Map(
    bench.claims.map(({ claim }) => [claim.id, formatValue(claim.value, claim.attribute, telling.locale)]),
  );
  const sections = [
    { kind: "said" as const, claims: said },
    { kind: "silent" as const, claims: silent },
  ];
  return sections
    .filter(({ kind, claims }) => kind === "said" || claims.length > 0)
    .map(({ kind, claims }) => ({
      kind,
      devices: [...groupBy(claims, ({ claim }) => claim.device.name)].map(([name, own]) => ({
        name,
        slots: slotsOf(own, telling.locale).map(({ title, claims: inSlot }) => ({
          title,
          claims: inSlot.map((judged) => benchClaim(judged, { title, values }, telling)),
        })),
      })),
    }));
}

function slotsOf(claims: Judged[], locale: Locale) {
  const ordered = [...claims].sort(
    (a, b) =>
      compareSlots(a.claim, b.claim) ||
      rank(a.suggestion.outcome) - rank(b.suggestion.outcome) ||
      b.claim.credibility.probability - a.claim.credibility.probability,
  );
  const slots = groupBy(ordered, ({ claim }) => titleOf(claim, locale));
  return [...slots].map(([title, own]) => ({ title, claims: own }));
}

/** What is confirmed before what it excludes. */
export function rank(outcome: Outcome | null): number {
  return outcome === "confirmed" ? 0 : outcome === "refuted" ? 1 : 2;
}

/** In the order of a spec sheet. */
export function compareSlots(a: ClaimEntry, b: ClaimEntry): number {
  return (
    a.device.name.localeCompare(b.device.name) ||
    compareGroups(a.attribute.group, b.attribute.group) ||
    a.attribute.slug.localeCompare(b.attribute.slug) ||
    (a.scope ?? "").localeCompare(b.scope ?? "")
  );
}

function titleOf({ attribute, scope }: ClaimEntry, locale: Locale): string {
  return attribute.name[locale] + (scope ? ` (${scope})` : "");
}

function benchClaim(
  { claim, suggestion }: Judged,
  { title, values }: { title: string; values: Map<string, string> },
  { locale, held, objectionTo, problemsOf }: Telling,
): BenchClaim {
  const { outcome, because, passage, found, rivalOf } = suggestion;
  const percent = formatPercent(claim.credibility.probability, locale);
  return {
    id: claim.id,
    statement: claim.statement,
    language: claim.language,
    value: formatValue(claim.value, claim.attribute, locale),
    subject: title,
    held: held.replace("{percent}", percent),
    suggestion: {
      outcome,
      because,
      passage,
      found: found && { start: found.start, end: found.end },
      rivalOf: rivalOf ? (values.get(rivalOf) ?? null) : null,
    },
    objection: objectionTo(claim),
    problems: problemsOf(claim.id),
  };
}
