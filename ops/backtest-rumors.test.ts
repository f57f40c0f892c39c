import { join } from "node:path";
import { expect, test } from "vitest";
import { bootstrap, brier } from "@/rules/scoring";
import { slotOn, walkForward } from "./backtest-rumors";
import { BadRumors, type RumorSlot, readRumors } from "./rumor-files";

const path = join(import.meta.dirname, "../db/examples/rumors.json");
const slots = readRumors(path);
const { scored, unscored } = walkForward(slots);

test("sources alone beat the base rate and report counting on the example rumors, and calibrated counts are no better", () => {
  const below = (against: "base rate" | "report count" | "calibrated count") =>
    bootstrap(
      scored.map(
        ({ probability, hit }) => brier(probability[against], hit) - brier(probability.Hearsay, hit),
      ),
    );
  expect(below("base rate")?.low).toBeGreaterThan(0);
  expect(below("report count")?.low).toBeGreaterThan(0);
  expect(below("calibrated count")?.mean).toBeGreaterThan(0);
});

test("claims nobody reported before the fact are listed, not scored", () => {
  expect(scored.length + unscored.length).toBe(452);
  expect(unscored.map(({ claim }) => claim)).toContain("c-x12su-003");
});

/** The file as it would be, had everything known after a day come out the other way. */
function otherwiseAfter(day: string): RumorSlot[] {
  const turn = (claim: RumorSlot["claims"][number]): RumorSlot["claims"][number] => {
    const { verdict } = claim;
    if (!verdict || verdict.knownAt.toISOString() < day) return claim;
    const outcome = verdict.outcome === "confirmed" ? "refuted" : "confirmed";
    return { ...claim, verdict: { ...verdict, outcome } };
  };
  return slots.map((slot) => ({ ...slot, claims: slot.claims.map(turn) }));
}

test("nothing that was known later moves what is said of a claim", () => {
  const day = "2022-07-04";
  const before = (rows: typeof scored) =>
    rows
      .filter(({ known }) => known <= day)
      .map(({ claim, probability }) => [claim, probability.Hearsay, probability["base rate"]]);
  const turned = walkForward(otherwiseAfter(day)).scored;
  expect(before(scored).length).toBeGreaterThan(100);
  expect(before(turned)).toEqual(before(scored));
});

test("at the end of June 2022, 67 W stood above 120 W for the 12S Ultra", () => {
  expect(slotOn(slots, "xiaomi-12s-ultra/wired-charging", "2022-06-30")).toMatchObject([
    expect.stringMatching(/^ {2}67 W/),
    expect.stringMatching(/^ {2}120 W/),
  ]);
});

test("a file that is no rumor file, and a slot that is not in it, are named", () => {
  expect(() => readRumors(join(import.meta.dirname, "../package.json"))).toThrow(/must be "hearsay\/1"/);
  expect(() => readRumors("nowhere.json")).toThrow(BadRumors);
  expect(() => slotOn(slots, "no/slot", "2022-06-30")).toThrow(/There is no slot "no\/slot"/);
});
