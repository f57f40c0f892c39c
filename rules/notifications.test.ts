import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aboutLines, headlineValues, pathOf, type Told } from "./notifications";
import { notificationKinds } from "./vocabulary";

const told: Told = { kind: "claim_ruled", claimId: null, statement: null, detail: {} };

describe("where a notification leads", () => {
  test.each([
    [{ claimId: "c1" }, "/claims/c1"],
    [{ kind: "submission_decided" }, "/submissions"],
    [{ kind: "role_changed" }, "/account"],
    [{ kind: "comment_removed" }, "/notifications"],
    [{ claimId: "c1", detail: { path: "/history/claim/c1" } }, "/history/claim/c1"],
    [{ claimId: "c1", detail: { path: "//elsewhere.example" } }, "/claims/c1"],
    [{ claimId: "c1", detail: { path: "https://elsewhere.example" } }, "/claims/c1"],
    [{ claimId: "c1", detail: { path: 7 } }, "/claims/c1"],
  ] as const)("%o: %s", (more, path) => {
    expect(pathOf({ ...told, ...more })).toBe(path);
  });

  test("is always a path of this site", () => {
    const detail = fc.dictionary(fc.constantFrom("path", "state"), fc.oneof(fc.string(), fc.integer()));
    fc.assert(
      fc.property(fc.constantFrom(...notificationKinds), detail, (kind, found) => {
        const url = new URL(`https://hearsay.example/en${pathOf({ ...told, kind, detail: found })}`);
        expect(url.origin).toBe("https://hearsay.example");
      }),
    );
  });
});

test("what is said takes the submission's words, else the claim's", () => {
  const claim = { ...told, statement: "the claim" };
  expect(aboutLines({ ...claim, detail: { statement: "the submission" } }).statement).toBe("the submission");
  expect(aboutLines(claim).statement).toBe("the claim");
  expect(aboutLines(told)).toEqual({ statement: null, subject: null });
});

test("a term that is no date is not shown as one", () => {
  expect(headlineValues({ ...told, detail: { until: "soon" } }).hasUntil).toBe("no");
  expect(headlineValues({ ...told, detail: { until: "2026-12-24T00:00:00Z" } })).toMatchObject({
    hasUntil: "yes",
    until: new Date("2026-12-24T00:00:00Z"),
  });
});
