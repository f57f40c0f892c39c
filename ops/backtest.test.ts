import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { walkForward, weightedMedian } from "./backtest-ratings";
import { type FiledClaim, readForecasts } from "./forecast-files";

const folder = mkdtempSync(join(tmpdir(), "hearsay-backtest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const paths = { ratings: join(folder, "ratings.csv"), outcomes: join(folder, "outcomes.csv") };
const outcomes = "claim,opened,known,outcome\r\none,2014-01-01T00:00:00Z,2014-01-11T00:00:00Z,1\r\n";
const ratings = "claim,rater,probability,at\r\none,ann,0.7,2014-01-02T00:00:00Z\r\n";
function write(texts: { ratings?: string; outcomes?: string }) {
  writeFileSync(paths.outcomes, texts.outcomes ?? outcomes);
  writeFileSync(paths.ratings, texts.ratings ?? ratings);
}

function claim(name: string, from: number, hit: boolean, said: [string, number, number][]): FiledClaim {
  const day = (days: number) => new Date(Date.UTC(2014, 0, 1) + days * 86_400_000);
  return {
    claim: name,
    life: { opened: day(from), known: day(from + 10) },
    hit,
    ratings: said.map(([rater, probability, days]) => ({ rater, probability, at: day(from + days) })),
  };
}

describe("the files", () => {
  test("are read with any line ends, quotes and order of columns, and certainty is limited as on the site", () => {
    write({
      outcomes: '\uFEFFoutcome,claim,opened,known\n0,"a, ""b""",,\n',
      ratings: 'claim,rater,probability,at\r\n"a, ""b""",ann,1,\r\n\r\n',
    });
    expect(readForecasts(paths)).toEqual([
      { claim: 'a, "b"', life: null, hit: false, ratings: [{ rater: "ann", probability: 0.99, at: null }] },
    ]);
  });

  test.each([
    [{ ratings: `${ratings}one,bob,1.2,\n` }, /ratings\.csv: line 3: probability "1.2" is not from 0 to 1/],
    [{ ratings: `${ratings}two,bob,0.2,\n` }, /ratings\.csv: line 3: claim "two" is not in .*outcomes\.csv/],
    [{ ratings: `${ratings}one,bob,0.2,soon\n` }, /line 3: at "soon" is no time/],
    [{ ratings: `${ratings}one,bob\n` }, /line 3: 2 cells instead of 4/],
    [{ ratings: `${ratings}one,"bob,0.2,\n` }, /ratings\.csv: line 3: a quote is missing/],
    [{ ratings: "claim,rater\n" }, /line 1: no column probability, at/],
    [{ outcomes: `${outcomes}two,,,maybe\n` }, /outcomes\.csv: line 3: outcome "maybe" is neither 0 nor 1/],
    [{ outcomes: `${outcomes}one,,,1\n` }, /outcomes\.csv: line 3: claim "one" stands here a second time/],
  ])("are refused with the line that is wrong: %j", (texts, message) => {
    write(texts);
    expect(() => readForecasts(paths)).toThrow(message);
  });
});

describe("walking forward", () => {
  test("sees only ratings before the cut, the last of each rater", () => {
    const [prediction] = walkForward(
      [
        claim("one", 0, true, [
          ["ann", 0.2, 1],
          ["ann", 0.6, 5],
          ["bob", 0.8, 6],
          ["bob", 0.99, 9.5],
          ["late", 0.99, 9.1],
        ]),
      ],
      0.9,
    );
    expect(prediction).toMatchObject({ raters: 2, known: new Date(Date.UTC(2014, 0, 11)) });
    expect(prediction?.probability.mean).toBeCloseTo(0.7, 9);
  });

  test("learns from claims known before the cut, and from no other", () => {
    const taught = Array.from({ length: 6 }, (_, index) =>
      claim(`t${index}`, index, true, [
        ["ann", 0.85, 1],
        ["bob", 0.2, 1],
      ]),
    );
    const asked = (from: number) =>
      claim("asked", from, true, [
        ["ann", 0.7, 1],
        ["bob", 0.3, 1],
      ]);
    const predict = (from: number) =>
      walkForward([...taught, asked(from)], 0.5).find((one) => one.claim === "asked")?.probability.Hearsay ??
      0;
    expect(predict(-5)).toBeCloseTo(0.5, 9);
    expect(predict(30)).toBeGreaterThan(0.6);
  });

  test("knows neither recency nor skill without times", () => {
    const said = (rater: string, probability: number) => ({ rater, probability, at: null });
    const undated = (ratings: FiledClaim["ratings"]) => [{ claim: "one", life: null, hit: true, ratings }];
    const ratingsOf = [said("a", 0.9), said("b", 0.2), said("c", 0.4)];
    const [there] = walkForward(undated(ratingsOf), 0.9);
    const [back] = walkForward(undated(ratingsOf.toReversed()), 0.9);
    expect(back).toEqual(there);
    expect(there?.probability.median).toBe(there?.probability["recency-weighted median"]);
  });

  test("takes the middle where a weighted median falls between two", () => {
    expect(
      weightedMedian([
        { value: 0.2, weight: 1 },
        { value: 0.8, weight: 1 },
      ]),
    ).toBeCloseTo(0.5, 9);
    expect(
      weightedMedian([
        { value: 0.2, weight: 1 },
        { value: 0.8, weight: 3 },
      ]),
    ).toBe(0.8);
  });
});

describe("the command", () => {
  const run = (...args: string[]) =>
    promisify(execFile)("npx", [
      "tsx",
      "ops/backtest.ts",
      "--ratings",
      paths.ratings,
      "--outcomes",
      paths.outcomes,
      ...args,
    ]);

  test("prints every method and writes the predictions of the days asked for", async () => {
    const two = "two,2014-02-01T00:00:00Z,2014-02-11T00:00:00Z,0\n";
    write({ outcomes: outcomes + two, ratings: `${ratings}two,ann,0.3,2014-02-02T00:00:00Z\n` });
    const file = join(folder, "predictions.csv");
    const { stdout } = await run("--from", "2014-02-01", "--predictions", file);
    expect(stdout).toMatch(/Brier +claims +Hearsay +mean +median +recency-weighted median +log-odds mean/);
    expect(stdout).toMatch(/^1 +1 +0\.\d{4} +0\.0900/m);
    expect(readFileSync(file, "utf8")).toMatch(/^claim,probability,outcome,raters\ntwo,0\.\d{4},0,1\n$/);
  });

  test("says what is wrong in one line", async () => {
    write({ ratings: `${ratings}one,bob,7,\n` });
    const failed = await run().catch((cause: { code: number; stderr: string }) => cause);
    expect(failed).toMatchObject({ code: 2 });
    expect(failed.stderr.split("\n").filter((line) => line && !line.startsWith("npm warn"))).toHaveLength(1);
  });
});
