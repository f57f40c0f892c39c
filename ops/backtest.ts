import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bootstrap, brier, logScore } from "@/rules/scoring";
import { methods, type Prediction, walkForward } from "./backtest-ratings";
import { backtestRumors } from "./backtest-rumors";
import { BadForecasts, readForecasts } from "./forecast-files";
import { BadRumors } from "./rumor-files";

const usage = `Usage: npm run backtest -- --ratings ratings.csv --outcomes outcomes.csv
  [--at 0.9]             cut each claim at this share of its life, more than 0 and at most 1
  [--from 2014-01-01]    report claims known from this day on; earlier ones still teach skill
  [--until 2015-01-01]   report claims known before this day
  [--predictions p.csv]  write claim, probability, outcome and raters

       npm run backtest -- --rumors rumors.json
  [--slot xiaomi-12s-ultra/wired-charging --on 2022-06-30]  show what was believed of a slot on a day`;

class BadOption extends Error {}

const groups: { name: string; has: (raters: number) => boolean }[] = [
  { name: "1", has: (raters) => raters === 1 },
  { name: "2", has: (raters) => raters === 2 },
  { name: "3-4", has: (raters) => raters >= 3 && raters <= 4 },
  { name: "5-9", has: (raters) => raters >= 5 && raters <= 9 },
  { name: "10+", has: (raters) => raters >= 10 },
  { name: "3+", has: (raters) => raters >= 3 },
];

type Score = (probability: number, hit: boolean) => number;

function scoresOf(predictions: Prediction[], method: (typeof methods)[number], score: Score): number[] {
  return predictions.map(({ probability, hit }) => score(probability[method], hit));
}

function table(title: string, predictions: Prediction[], score: Score): string {
  const widths = methods.map((method) => Math.max(8, method.length + 2));
  const header = `${title.padEnd(12)}${"claims".padStart(8)}${methods.map((name, at) => name.padStart(widths[at] ?? 0)).join("")}`;
  const rows = groups.map(({ name, has }) => {
    const group = predictions.filter(({ raters }) => has(raters));
    const cells = methods.map((method, at) => {
      const mean = bootstrap(scoresOf(group, method, score), { rounds: 1 })?.mean;
      return (mean?.toFixed(4) ?? "-").padStart(widths[at] ?? 0);
    });
    return `${name.padEnd(12)}${String(group.length).padStart(8)}${cells.join("")}`;
  });
  return [header, ...rows].join("\n");
}

/** How much lower Hearsay's Brier score is; the paired bootstrap draws claims with both their scores. */
function difference(predictions: Prediction[], name: string, against: (typeof methods)[number]): string {
  const has = groups.find((group) => group.name === name)?.has ?? (() => false);
  const group = predictions.filter(({ raters }) => has(raters));
  const [ours, theirs] = [scoresOf(group, "Hearsay", brier), scoresOf(group, against, brier)];
  const interval = bootstrap(ours.map((score, at) => (theirs[at] ?? 0) - score));
  if (!interval) return `${name} raters: no claims`;
  const [mean, low, high] = [interval.mean, interval.low, interval.high].map((value) => value.toFixed(4));
  return `${name} raters, Brier below the ${against}: ${mean} [95 % ${low} to ${high}], ${group.length} claims`;
}

function day(text: string | undefined, name: string): Date | null {
  if (text === undefined) return null;
  const time = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(time.getTime()))
    throw new BadOption(`--${name} "${text}" is no day such as 2014-01-31.`);
  return time;
}

function readArguments() {
  const option = { type: "string" } as const;
  const names = { ratings: option, outcomes: option, from: option, until: option, predictions: option };
  const ofRumors = { rumors: option, slot: option, on: option };
  return parseArgs({ options: { ...names, ...ofRumors, at: { type: "string", default: "0.9" } } }).values;
}

type Arguments = ReturnType<typeof readArguments>;

function readOptions(values: Arguments) {
  const { ratings, outcomes, predictions } = values;
  if (!ratings || !outcomes) throw new BadOption(usage);
  const at = Number(values.at);
  if (!(at > 0 && at <= 1)) throw new BadOption(`--at "${values.at}" is not more than 0 and at most 1.`);
  return {
    ratings,
    outcomes,
    at,
    predictions,
    from: day(values.from, "from"),
    until: day(values.until, "until"),
  };
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writePredictions(path: string, predictions: Prediction[]): void {
  const rows = predictions.map(({ claim, probability, hit, raters }) =>
    [csvCell(claim), probability.Hearsay.toFixed(4), hit ? 1 : 0, raters].join(","),
  );
  writeFileSync(path, `${["claim,probability,outcome,raters", ...rows].join("\n")}\n`);
}

function backtestRatings({
  at,
  from,
  until,
  predictions: file,
  ...paths
}: ReturnType<typeof readOptions>): string {
  const claims = readForecasts(paths);
  // Claims without times belong to no day; they are only reported when none is asked for.
  const asked = walkForward(claims, at).filter(
    ({ known }) =>
      (!from && !until) || (known !== null && (!from || known >= from) && (!until || known < until)),
  );
  if (file) writePredictions(file, asked);
  const undated = claims.filter(({ life }) => !life).length;
  return [
    `${claims.length} claims, ${claims.reduce((sum, claim) => sum + claim.ratings.length, 0)} ratings; ${asked.length} claims had ratings before ${at} of their life${from ? `, known from ${from.toISOString().slice(0, 10)}` : ""}${until ? `, known before ${until.toISOString().slice(0, 10)}` : ""}`,
    ...(undated > 0 ? [`${undated} claims without times: no recency, no skill`] : []),
    "",
    table("Brier", asked, brier),
    "",
    table("Log score", asked, logScore),
    "",
    difference(asked, "3+", "recency-weighted median"),
    ...["1", "2", "3+"].map((name) => difference(asked, name, "mean")),
  ].join("\n");
}

try {
  const values = readArguments();
  const { rumors, slot, on } = values;
  console.log(
    rumors
      ? backtestRumors({ rumors, slot, on: day(on, "on") ? on : undefined })
      : backtestRatings(readOptions(values)),
  );
} catch (cause) {
  const expected =
    cause instanceof BadForecasts ||
    cause instanceof BadRumors ||
    cause instanceof BadOption ||
    (cause as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  if (!expected) throw cause;
  console.error((cause as Error).message);
  process.exitCode = 2;
}
