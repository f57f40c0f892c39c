import { groupBy } from "@/rules/grouping";
import { dayOf, publishedBefore } from "@/rules/provenance";
import { hitOf, replayRecords } from "@/rules/replay";
import { bootstrap, brier, logScore } from "@/rules/scoring";
import { baseRateOf, countReports } from "@/rules/settlement";
import { publishSettled, publishSlot, throughDay } from "@/rules/slot-history";
import type { TrackRecords } from "@/rules/track-records";
import { valueKey } from "@/rules/values";
import { BadRumors, type RumorSlot, readRumors } from "./rumor-files";

export const ways = ["Hearsay", "base rate", "report count", "calibrated count"] as const;
type Way = (typeof ways)[number];

type Unscored = { claim: string; device: string; group: string; hit: boolean };
export type ScoredClaim = Unscored & { known: string; probability: Record<Way, number> };

type RumorClaim = RumorSlot["claims"][number];
type Ruled = RumorClaim & { verdict: NonNullable<RumorClaim["verdict"]> };
type Settled = { slot: RumorSlot; claim: Ruled; hit: boolean };

function settledOf(slots: RumorSlot[]): Settled[] {
  return slots.flatMap((slot) =>
    slot.claims.flatMap((claim) => {
      const { verdict } = claim;
      const hit = hitOf(verdict?.outcome ?? null);
      return verdict && hit !== null ? [{ slot, claim: { ...claim, verdict }, hit }] : [];
    }),
  );
}

function recordsBy(slots: RumorSlot[]): (day: string) => TrackRecords {
  return replayRecords(
    slots.flatMap(({ attribute, claims }) =>
      claims.map(({ reports, verdict }) => {
        const { outcome, knownAt } = verdict ?? { outcome: null, knownAt: null };
        return { attribute, reports, outcome, knownAt };
      }),
    ),
  );
}

type Early = Settled & { reports: RumorClaim["reports"]; first: string };

/** Settled claims that were reported before the fact was public, in the order of their first report. */
function reportedEarly(settled: Settled[]): Early[] {
  const early = settled.flatMap((one) => {
    const reports = publishedBefore(one.claim.reports, one.claim.verdict.knownAt);
    const first = reports.map(dayOf).sort()[0];
    return first === undefined ? [] : [{ ...one, reports, first }];
  });
  return early.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
}

/** As far as counts tell: 0 to 4 supporting reports and more, none or any against. */
function kindOfCount({ reports }: Early): string {
  const count = (stance: string) => reports.filter((report) => report.stance === stance).length;
  return `${Math.min(4, count("supports"))}/${Math.min(1, count("contradicts"))}`;
}

/**
 * How often the other claims with such a count came true, (hits + 1) / (n + 2). Leave-one-out: unlike the rest it also learns
 * from claims settled later, which makes it harder to beat.
 */
function calibrateCounts(all: Early[]): (one: Early) => number {
  const kinds = groupBy(all, kindOfCount);
  return (one) => {
    const alike = (kinds.get(kindOfCount(one)) ?? []).filter((other) => other !== one);
    return (alike.filter(({ hit }) => hit).length + 1) / (alike.length + 2);
  };
}

/**
 * For each settled claim what would have been published just before the fact was public, from its whole slot and nobody's ratings,
 * with track records and base rates only from claims known before its own first report; and simpler ways to guess.
 */
export function walkForward(slots: RumorSlot[]): { scored: ScoredClaim[]; unscored: Unscored[] } {
  const recordsOn = recordsBy(slots);
  const settled = settledOf(slots);
  const early = reportedEarly(settled);
  const calibrated = calibrateCounts(early);
  const scored = early.map((one) => {
    const { slot, claim, reports, first } = one;
    const records = recordsOn(first);
    const settledAt = { claimId: claim.id, knownAt: claim.verdict.knownAt };
    const probability = {
      Hearsay: publishSettled(slot, settledAt, records).credibility.probability,
      "base rate": baseRateOf(records, slot.attribute.group),
      "report count": countReports(reports) ?? 0.5,
      "calibrated count": calibrated(one),
    };
    return { ...summarize(one), known: dayOfInstant(claim.verdict.knownAt), probability };
  });
  const found = new Set(early.map(({ claim }) => claim.id));
  return { scored, unscored: settled.filter(({ claim }) => !found.has(claim.id)).map(summarize) };
}

function summarize({ slot, claim, hit }: Settled): Unscored {
  return { claim: claim.id, device: slot.device, group: slot.attribute.group, hit };
}

type Score = (probability: number, hit: boolean) => number;

const widest = 18;
const cells = (values: (string | number)[]) => values.map((value) => String(value).padStart(widest)).join("");

function row(name: string, claims: ScoredClaim[], score: Score): string {
  const means = ways.map((way) => {
    const scores = claims.map(({ probability, hit }) => score(probability[way], hit));
    return bootstrap(scores, { rounds: 1 })?.mean.toFixed(4) ?? "-";
  });
  return `${name.padEnd(14)}${String(claims.length).padStart(7)}${cells(means)}`;
}

function tableOf(title: string, claims: ScoredClaim[], by: (claim: ScoredClaim) => string): string {
  const parts = [...groupBy(claims, by)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${title.padEnd(14)}${"claims".padStart(7)}${cells([...ways])}`,
    ...parts.map(([name, members]) => row(name, members, brier)),
  ].join("\n");
}

/**
 * How much lower Hearsay's score is, with paired bootstrap intervals: drawing claims, and drawing whole devices, because claims
 * on one device come true together.
 */
function difference(claims: ScoredClaim[], against: Way, score: Score): string {
  const gain = ({ probability, hit }: ScoredClaim) =>
    score(probability[against], hit) - score(probability.Hearsay, hit);
  const devices = [...groupBy(claims, ({ device }) => device).values()];
  const ofDevices = devices.map(
    (own) => (own.reduce((sum, claim) => sum + gain(claim), 0) * devices.length) / claims.length,
  );
  const show = (interval: ReturnType<typeof bootstrap>) =>
    interval ? `[95 % ${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}]` : "";
  const drawn = bootstrap(claims.map(gain));
  return `  the ${against.padEnd(17)}${drawn?.mean.toFixed(4) ?? "-"} ${show(drawn)}, by device ${show(bootstrap(ofDevices))}`;
}

function report({ scored, unscored }: ReturnType<typeof walkForward>): string[] {
  const rivals = ways.filter((way) => way !== "Hearsay");
  const logLoss: Score = (probability, hit) => -logScore(probability, hit);
  return [
    `${scored.length + unscored.length} settled claims, ${scored.length} of them reported before the fact was public`,
    "Calibrated count: leave-one-out share of claims with as many reports (0 to 4+ for, 0 or 1+ against)",
    "",
    tableOf("Brier", scored, () => "all claims"),
    row("log loss", scored, logLoss),
    "",
    "Brier score of Hearsay below that of",
    ...rivals.map((way) => difference(scored, way, brier)),
    "Log loss of Hearsay below that of",
    ...rivals.map((way) => difference(scored, way, logLoss)),
    "",
    tableOf("Brier by group", scored, ({ group }) => group),
    "",
    tableOf("by year known", scored, ({ known }) => known.slice(0, 4)),
    "",
    `Not scored, because nothing was reported before: ${unscored.length}`,
    ...unscored.map(({ claim, device, hit }) => `  ${claim} (${device}, ${hit ? "came true" : "did not"})`),
  ];
}

/** What stood in a slot (`device/attribute`) at the end of a day, most credible first. */
export function slotOn(slots: RumorSlot[], name: string, day: string): string[] {
  const asked = slots.filter(({ device, attribute }) => `${device}/${attribute.slug}` === name);
  if (asked.length === 0) throw new BadRumors(`There is no slot "${name}" in the file.`);
  const records = recordsBy(slots)(day);
  return asked.flatMap((slot) => {
    const found = publishSlot(slot, throughDay(day), records);
    const values = new Map(slot.claims.map(({ id, value }) => [id, valueKey(value, slot.attribute)]));
    const lines = [...found].map(([id, { credibility }]) => ({ id, ...credibility }));
    return lines
      .sort((a, b) => b.probability - a.probability)
      .map(({ id, probability, low, high, parts: { sources } }) => {
        const range = `${probability.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
        const who = sources.named.map(({ slug, weight }) => `${slug} ${weight > 0 ? "+" : ""}${weight}`);
        return `  ${values.get(id) ?? ""} ${slot.attribute.unit ?? ""}: ${range}  ${who.join(", ")}`;
      });
  });
}

function dayOfInstant(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Back-tests what sources alone say on a hearsay/1 file; with `slot` and `on` also shows how that slot stood on that day. */
export function backtestRumors({ rumors, slot, on }: { rumors: string; slot?: string; on?: string }): string {
  const slots = readRumors(rumors);
  const asked = slot && on ? ["", `${slot} on ${on}`, ...slotOn(slots, slot, on)] : [];
  return [...report(walkForward(slots)), ...asked].join("\n");
}
