import { expect, test } from "vitest";
import type { Viewer } from "./viewer";
import { objectionToWriting, type WritePath, writeAccess } from "./write-access";

const whoever = { id: "me", handle: "me", role: "member", simulated: false, suspended: false } as const;
const rating = "/v1/claims/{id}/rating";
const ruling = "/v1/claims/{id}/verdicts";
const handle = "/v1/me/handle";

test.each<[string, Viewer, WritePath, string | null]>([
  ["nobody signs in", null, "/v1/sign-in", null],
  ["nobody rates", null, rating, "sign-in-first"],
  ["nobody rules", null, ruling, "sign-in-first"],
  ["who has no handle chooses one", { ...whoever, handle: null }, handle, null],
  ["who has no handle rates", { ...whoever, handle: null }, rating, "choose-a-handle-first"],
  ["a member rates", whoever, rating, null],
  ["a member rules", whoever, ruling, "moderators-only"],
  ["a contributor rules", { ...whoever, role: "contributor" }, ruling, "moderators-only"],
  ["a moderator rules", { ...whoever, role: "moderator" }, ruling, null],
  [
    "a moderator without a handle rules",
    { ...whoever, role: "moderator", handle: null },
    ruling,
    "choose-a-handle-first",
  ],
  ["an admin rules", { ...whoever, role: "admin" }, ruling, null],
  ["a suspended member rates", { ...whoever, suspended: true }, rating, "suspended"],
  ["a suspended admin rules", { ...whoever, role: "admin", suspended: true }, ruling, "suspended"],
  ["a suspended member signs out", { ...whoever, suspended: true }, "/v1/sign-out", null],
  ["a suspended member changes their handle", { ...whoever, suspended: true }, handle, null],
])("%s", (_, viewer, path, objection) => {
  expect(objectionToWriting(viewer, path)).toBe(objection);
});

test("what a suspended member may still do needs no role", () => {
  for (const access of Object.values(writeAccess))
    if ("whileSuspended" in access) expect(["anybody", "signedIn"]).toContain(access.least);
});
