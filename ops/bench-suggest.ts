import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SuggestedClaim, suggestRulings } from "@/rules/suggestions";
import type { Attribute, Value } from "@/rules/vocabulary";
import { type SuggestText, suggestTexts } from "./suggest-texts";

type ExampleClaim = {
  id: string;
  device: string;
  attribute: string;
  scope: string | null;
  statement: string;
  value: Value;
  verdict?: { outcome: string } | null;
};
type ExampleDevice = {
  slug: string;
  brand: string;
  workingName: string;
  officialName: string | null;
  aliases: { name: string }[];
};
type Examples = {
  brands: { slug: string; name: string }[];
  attributes: Attribute[];
  devices: ExampleDevice[];
  claims: ExampleClaim[];
};

/** How suggestions compare with verdicts: `extra` is right, on a claim that the text was not written to decide. */
export type SuggestScore = {
  decided: number;
  right: number;
  wrong: string[];
  silent: string[];
  extra: number;
};

const examples: Examples = JSON.parse(
  readFileSync(join(import.meta.dirname, "../db/examples/rumors.json"), "utf8"),
);

/** The settled claims of some devices as a moderator would have them open, each with its verdict. */
function settledClaims(slugs: string[]): { claim: SuggestedClaim; outcome: string }[] {
  return examples.claims.flatMap((claim) => {
    const device = examples.devices.find(({ slug }) => slug === claim.device);
    const attribute = examples.attributes.find(({ slug }) => slug === claim.attribute);
    if (!slugs.includes(claim.device) || !claim.verdict || !device || !attribute) return [];
    const names = [device.workingName, ...device.aliases.map(({ name }) => name)];
    const brand = examples.brands.find(({ slug }) => slug === device.brand)?.name ?? device.brand;
    const { id, scope, value, statement } = claim;
    const called = { name: device.officialName ?? device.workingName, names, brand };
    return [
      {
        claim: { id, device: called, attribute, scope, value, statement, language: "en" },
        outcome: claim.verdict.outcome,
      },
    ];
  });
}

function idsOf(decides: SuggestText["decides"]): Set<string> {
  return new Set(
    Object.entries(decides).flatMap(([prefix, numbers]) =>
      numbers.split(" ").map((number) => `${prefix}-${number}`),
    ),
  );
}

/** Any suggestion that differs from the verdict is wrong, whether the text was written to decide the claim or not. */
export function scoreText({ text, language, published, devices, decides }: SuggestText): SuggestScore {
  const settled = settledClaims(devices);
  const decided = idsOf(decides);
  const unknown = [...decided].filter((id) => !settled.some(({ claim }) => claim.id === id));
  if (unknown.length > 0) throw new Error(`No settled claims: ${unknown.join(", ")}.`);
  const claims = settled.map(({ claim }) => claim);
  const score: SuggestScore = { decided: decided.size, right: 0, wrong: [], silent: [], extra: 0 };
  for (const [index, { claimId, outcome }] of suggestRulings({
    text,
    language,
    published,
    claims,
  }).entries()) {
    const said = `${claimId}: ${outcome ?? "nothing"} for ${settled[index]?.outcome}`;
    if (outcome !== null && outcome !== settled[index]?.outcome) score.wrong.push(said);
    else if (decided.has(claimId)) outcome === null ? score.silent.push(said) : score.right++;
    else if (outcome !== null) score.extra++;
  }
  return score;
}

export function addScores(scores: SuggestScore[]): SuggestScore {
  return {
    decided: sum(scores.map(({ decided }) => decided)),
    right: sum(scores.map(({ right }) => right)),
    wrong: scores.flatMap(({ wrong }) => wrong),
    silent: scores.flatMap(({ silent }) => silent),
    extra: sum(scores.map(({ extra }) => extra)),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Shares of the claims that the texts decide. */
export function sharesOf({ decided, right, wrong }: SuggestScore): { right: number; wrong: number } {
  return { right: right / decided, wrong: wrong.length / decided };
}

function row(name: string, score: SuggestScore): string {
  const { right, wrong } = sharesOf(score);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
  const counts = [score.decided, score.right, score.wrong.length, score.silent.length, score.extra];
  return `${name.padEnd(34)}${counts.map((count) => String(count).padStart(9)).join("")}${percent(right)}${percent(wrong)}`;
}

/** What the suggestions of the workbench are worth: against the verdicts of the example data, text by text and in total. */
export function benchSuggest(): void {
  const heads = ["decides", "right", "wrong", "silent", "extra"].map((head) => head.padStart(9)).join("");
  console.log(`${"text".padEnd(34)}${heads}${"right".padStart(8)}${"wrong".padStart(8)}`);
  const scored = suggestTexts.map((text) => ({ text, score: scoreText(text) }));
  for (const { text, score } of scored) {
    console.log(row(`${text.document} (${text.language}, ${text.half})`, score));
    for (const line of [...score.wrong, ...score.silent]) console.log(`    ${line}`);
  }
  for (const half of ["first", "second"])
    console.log(
      row(
        `${half} half`,
        addScores(scored.filter(({ text }) => text.half === half).map(({ score }) => score)),
      ),
    );
  console.log(row("total", addScores(scored.map(({ score }) => score))));
  console.log(
    '\n"extra": right too, on claims that the text was not written to decide; shares are of those that it was.',
  );
}
