import { expect, test } from "vitest";
import { rankBy, rankByShare } from "./leaderboards";

type Entry = { name: string; n: number; score: number };
const board = (entries: Entry[]) => rankBy(entries, { n: ({ n }) => n, score: ({ score }) => score });

test("nobody with fewer than ten settled claims has a rank, however good", () => {
  const { ranked, unranked } = board([
    { name: "lucky", n: 9, score: 0.9 },
    { name: "steady", n: 10, score: 0.2 },
    { name: "new", n: 1, score: 0.5 },
  ]);
  expect(ranked.map(({ entry, rank }) => [rank, entry.name])).toEqual([[1, "steady"]]);
  expect(unranked.map(({ name }) => name)).toEqual(["lucky", "new"]);
});

test("equal scores share a rank, and the next one is skipped", () => {
  const entries = ["a", "b", "c", "d"].map((name, at) => ({
    name,
    n: 20,
    score: [0.5, 0.7, 0.7, 0.1][at] ?? 0,
  }));
  expect(board(entries).ranked.map(({ entry, rank }) => [rank, entry.name])).toEqual([
    [1, "b"],
    [1, "c"],
    [3, "a"],
    [4, "d"],
  ]);
});

test("ten of ten ranks below 85 of 100, and nothing settled is not listed", () => {
  const tallies = [
    { hits: 10, n: 10 },
    { hits: 85, n: 100 },
    { hits: 0, n: 0 },
    { hits: 3, n: 3 },
  ];
  const { ranked, unranked } = rankByShare(tallies, (tally) => tally);
  expect(ranked.map(({ entry }) => entry.tally.n)).toEqual([100, 10]);
  expect(unranked.map(({ tally }) => tally.n)).toEqual([3]);
});
