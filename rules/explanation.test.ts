import { describe, expect, test } from "vitest";
import type { Credibility, NamedOrigin } from "./credibility";
import { claimsKey, explain, standingOf } from "./explanation";

const origin = (more: Partial<NamedOrigin> = {}): NamedOrigin => ({
  slug: "a-leaker",
  name: "A Leaker",
  stance: "supports",
  verified: true,
  hedge: null,
  record: { hits: 7, n: 9, group: "camera" },
  weight: 0.7,
  ...more,
});

type Parts = Credibility["parts"];
type Changes = { probability?: number; sources?: Partial<Parts["sources"]> } & Partial<
  Omit<Parts, "sources">
>;

function credibility({ probability = 0.64, sources, ...parts }: Changes = {}): Credibility {
  const named = sources?.named ?? [origin()];
  return {
    probability,
    low: 0.4,
    high: 0.8,
    parts: {
      sources: {
        probability: 0.64,
        origins: named.filter(({ stance }) => stance === "supports").length,
        against: named.filter(({ stance }) => stance === "contradicts").length,
        base: { probability: 0.45, group: "camera", hits: 27, n: 61 },
        named,
        ...sources,
      },
      crowd: null,
      share: null,
      settledBy: null,
      ...parts,
    },
  };
}

const crowd = { probability: 0.78, raters: 41, simulated: 0, newcomers: 0, joint: 0, weight: 0.6 };
const today = { frozen: false, reconstructed: false };
const lead = (changes: Changes) => explain(credibility(changes), today).lead;
const partKeys = (changes: Changes, standing = today) =>
  explain(credibility(changes), standing).parts.map(({ key }) => key);

describe("in one breath", () => {
  test("origins with their joint record in the group, raters, and both together", () => {
    const named = [origin(), origin({ slug: "b", record: { hits: 7, n: 10, group: "camera" } })];
    expect(lead({ probability: 0.74, sources: { named }, crowd })).toEqual([
      {
        key: "sources",
        values: { origins: 2, against: 0, percent: 0.64, record: "some", hits: 14, n: 19 },
        group: "camera",
      },
      { key: "crowd", values: { raters: 41, simulated: 0, percent: 0.78 } },
      { key: "together", values: { percent: 0.74 } },
    ]);
  });

  test("records of different groups are told as settled claims of every group", () => {
    const named = [origin(), origin({ slug: "b", record: { hits: 3, n: 4, group: null } })];
    expect(lead({ sources: { named } })[0]).toMatchObject({ values: { hits: 10, n: 13 }, group: null });
  });

  test("an origin without a settled claim takes no part in naming the group", () => {
    const named = [origin(), origin({ slug: "b", record: { hits: 0, n: 0, group: null } })];
    expect(lead({ sources: { named } })[0]).toMatchObject({ values: { hits: 7, n: 9 }, group: "camera" });
  });

  test("no record is told where there is none, or where not all origins are named", () => {
    const fresh = [origin({ record: { hits: 0, n: 0, group: null } })];
    expect(lead({ sources: { named: fresh } })[0]?.values.record).toBe("none");
    expect(lead({ sources: { origins: 7 } })[0]?.values.record).toBe("untold");
    expect(lead({ sources: { named: [] } })[0]?.values.record).toBe("untold");
  });

  test("rivals take their share instead of a sum", () => {
    expect(lead({ probability: 0.3, share: 0.3, crowd }).map(({ key }) => key)).toEqual([
      "sources",
      "crowd",
      "share",
    ]);
  });

  test.each([
    [0.02, "confirmed", "rivalConfirmed"],
    [0.98, "confirmed", "implied"],
    [0.01, "refuted", "widerRefuted"],
  ] as const)("at %d beside a claim that was %s: %s", (probability, outcome, key) => {
    expect(lead({ probability, settledBy: { claimId: "x", outcome } }).at(-1)?.key).toBe(key);
  });
});

describe("part by part", () => {
  test("every named origin has its sentence, denials their own, and the rest are counted", () => {
    const named = [origin(), origin({ slug: "b", stance: "contradicts" })];
    expect(partKeys({ sources: { named, origins: 4, against: 1 } })).toEqual([
      "base",
      "origin",
      "denial",
      "moreOrigins",
      "range",
    ]);
  });

  test("newcomers and accounts in lockstep are named where they took part", () => {
    expect(partKeys({ crowd: { ...crowd, newcomers: 3, joint: 5 } })).toEqual([
      "base",
      "origin",
      "crowdWeight",
      "newcomers",
      "joint",
      "range",
    ]);
  });

  test("a window that stands above its own share says why", () => {
    expect(partKeys({ probability: 0.6, share: 0.4 })).toContain("contains");
    expect(partKeys({ probability: 0.4, share: 0.4 })).not.toContain("contains");
    expect(partKeys({ probability: 0.8 })).toContain("contains");
  });

  test("a group without a settled claim, a frozen number and a reconstructed one say so", () => {
    const base = { probability: 0.5, group: "camera", hits: 0, n: 0 };
    expect(partKeys({ sources: { base } }, { frozen: true, reconstructed: true })).toEqual([
      "baseUnknown",
      "origin",
      "range",
      "frozen",
      "reconstructed",
    ]);
  });
});

test("a group without words of its own counts as claims of its kind", () => {
  expect([claimsKey("camera"), claimsKey("telepathy"), claimsKey(null)]).toEqual(["camera", "other", "all"]);
});

test("a number is frozen by a verdict, and reconstructed where the fact was public before the claim came here", () => {
  const createdAt = "2026-11-22T10:00:00.000Z";
  const standing = (knownAt: string | null) =>
    standingOf({ createdAt, verdict: knownAt ? { knownAt } : null });
  expect(standing(null)).toEqual({ frozen: false, reconstructed: false });
  expect(standing("2022-07-04T00:00:00.000Z")).toEqual({ frozen: true, reconstructed: true });
  expect(standing("2026-12-24T00:00:00.000Z")).toEqual({ frozen: true, reconstructed: false });
});
