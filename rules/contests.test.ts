import { describe, expect, test } from "vitest";
import {
  contestableUntil,
  objectionToContesting,
  objectionToDecidingContest,
  objectionToReopening,
  objectionToWithdrawingContest,
} from "./contests";
import type { Member } from "./viewer";

const someone = (more: Partial<Member> = {}): Member => ({
  id: "me",
  handle: "me",
  role: "member",
  simulated: false,
  suspended: false,
  ...more,
});
const moderator = (more: Partial<Member> = {}) => someone({ role: "moderator", ...more });
const verdict = { decidedAt: "2022-07-04T12:00:00.000Z", decidedById: "ruler", imported: false };
const before = new Date("2022-07-11T11:59:59Z");

describe("a verdict can be objected to", () => {
  test.each([
    ["nobody", null, {}, before, "sign-in-first"],
    ["without a handle", someone({ handle: null }), {}, before, "choose-a-handle-first"],
    ["a suspended member", someone({ suspended: true }), {}, before, "suspended"],
    ["a member in the last second", someone(), {}, before, null],
    ["seven days later", someone(), {}, new Date("2022-07-11T12:00:00Z"), "contest-too-late"],
    ["an imported one", someone(), { imported: true }, before, "verdict-imported"],
    ["by who ruled", moderator({ id: "ruler" }), {}, before, "your-own-verdict"],
    ["by another moderator", moderator(), {}, before, null],
  ])("%s", (_, viewer, more, now, reason) => {
    expect(objectionToContesting(viewer, { verdict: { ...verdict, ...more }, now })).toBe(reason);
  });

  test("until a time that is told beforehand", () => {
    expect(contestableUntil(verdict)).toEqual(new Date("2022-07-11T12:00:00Z"));
    expect(contestableUntil({ ...verdict, imported: true })).toBeNull();
  });
});

test.each([
  ["a member", someone(), "open", "moderators-only"],
  ["who objected", moderator({ id: "contester" }), "open", "your-own-contest"],
  ["who ruled", moderator({ id: "ruler" }), "open", "your-own-verdict"],
  ["who submitted the claim", moderator({ id: "submitter" }), "open", "your-own-claim"],
  ["another moderator", moderator(), "open", null],
  ["another moderator, too late", moderator(), "withdrawn", "already-decided"],
] as const)("an objection is decided by %s: %s", (_, viewer, state, reason) => {
  const contest = { memberId: "contester", state };
  expect(objectionToDecidingContest(viewer, { contest, ruledBy: "ruler", submittedBy: "submitter" })).toBe(
    reason,
  );
});

test.each([
  ["me", "open", null],
  ["me", "upheld", "already-decided"],
  ["other", "open", "not-your-contest"],
] as const)("an objection of %s that is %s is withdrawn: %s", (memberId, state, reason) => {
  expect(objectionToWithdrawingContest(someone(), { memberId, state })).toBe(reason);
});

test.each([
  ["a contributor", someone({ role: "contributor" }), "moderators-only"],
  ["a moderator", moderator(), null],
  ["who submitted it", moderator({ id: "author" }), "your-own-claim"],
  ["a simulated moderator", moderator({ simulated: true }), "simulated-cannot-reopen"],
])("a claim is opened again by %s: %s", (_, viewer, reason) => {
  expect(objectionToReopening(viewer, { submittedBy: "author" })).toBe(reason);
});
