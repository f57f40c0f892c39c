import { describe, expect, test } from "vitest";
import {
  endOfTerm,
  isInForce,
  LONGEST_SUSPENSION_DAYS,
  objectionToAppealing,
  objectionToDecidingAppeal,
  objectionToLifting,
  objectionToSuspending,
  objectionToTerm,
  type Suspension,
  suspensionDays,
} from "./suspensions";
import { type Role, roles, type Viewer } from "./viewer";

const now = new Date("2022-07-01T12:00:00Z");
const viewer = (role: Role, more: object = {}): Viewer => ({
  ...{ id: "me", handle: "me", role, simulated: false, suspended: false },
  ...more,
});
const standing: Suspension = {
  memberId: "them",
  decidedBy: "first",
  until: new Date("2022-07-08T12:00:00Z"),
  liftedAt: null,
  appealState: null,
};

describe("who suspends whom", () => {
  const who = (by: Role) =>
    roles.filter((role) => !objectionToSuspending(viewer(by), { id: "them", role, suspended: false }));

  test.each<[Role, Role[]]>([
    ["member", []],
    ["contributor", []],
    ["moderator", ["member", "contributor"]],
    ["admin", ["member", "contributor", "moderator"]],
  ])("a %s suspends %j", (by, whom) => {
    expect(who(by)).toEqual(whom);
  });

  test.each<[string, Viewer, { id: string; role: Role; suspended: boolean }, string]>([
    ["nobody known", null, { id: "them", role: "member", suspended: false }, "sign-in-first"],
    ["oneself", viewer("admin"), { id: "me", role: "admin", suspended: false }, "your-own-account"],
    [
      "an equal",
      viewer("moderator"),
      { id: "them", role: "moderator", suspended: false },
      "higher-role-needed",
    ],
    ["twice", viewer("moderator"), { id: "them", role: "member", suspended: true }, "already-suspended"],
    [
      "while suspended",
      viewer("moderator", { suspended: true }),
      { id: "them", role: "member", suspended: false },
      "suspended",
    ],
  ])("%s: refused", (_, by, subject, reason) => {
    expect(objectionToSuspending(by, subject)).toBe(reason);
  });
});

describe("how long", () => {
  test("every term offered may be chosen", () => {
    for (const days of suspensionDays) expect(objectionToTerm(endOfTerm({ days }, now), now)).toBeNull();
  });

  test("a last day is suspended to its end", () => {
    expect(endOfTerm({ lastDay: "2022-07-01" }, now)).toEqual(new Date("2022-07-02T00:00:00Z"));
  });

  test.each([
    ["2022-06-30", "term-not-allowed"],
    ["2022-07-01", null],
    ["2023-07-01", null],
    ["2023-07-03", "term-not-allowed"],
  ])("until the end of %s: %s", (lastDay, reason) => {
    expect(objectionToTerm(endOfTerm({ lastDay }, now), now)).toBe(reason);
  });

  test("it ends by itself, or when it is lifted", () => {
    expect(isInForce(standing, now)).toBe(true);
    expect(isInForce({ ...standing, liftedAt: now }, now)).toBe(false);
    expect(isInForce(standing, standing.until)).toBe(false);
    expect(LONGEST_SUSPENSION_DAYS).toBe(366);
  });
});

describe("appeals", () => {
  const them = viewer("member", { id: "them", suspended: true });
  const subject = { id: "them", role: "member" } as const;
  const open: Suspension = { ...standing, appealState: "open" };

  test.each<[string, Viewer, Partial<Suspension>, string | null]>([
    ["whom it is about, though suspended", them, {}, null],
    [
      "whom it is about, without a handle",
      viewer("member", { id: "them", handle: null, suspended: true }),
      {},
      null,
    ],
    ["somebody else", viewer("member"), {}, "not-suspended"],
    ["nobody known", null, {}, "sign-in-first"],
    ["a second time", them, { appealState: "rejected" }, "already-appealed"],
    ["after it was lifted", them, { liftedAt: now }, "not-suspended"],
    ["after it ended", them, { until: now }, "not-suspended"],
  ])("%s: %s", (_, by, more, reason) => {
    expect(objectionToAppealing(by, { suspension: { ...standing, ...more }, now })).toBe(reason);
  });

  test.each<[string, Viewer, Partial<Suspension>, string | null]>([
    ["another moderator", viewer("moderator"), {}, null],
    ["an admin", viewer("admin"), {}, null],
    ["who suspended", viewer("moderator", { id: "first" }), {}, "your-own-decision"],
    ["whom it is about", viewer("moderator", { id: "them" }), {}, "your-own-account"],
    ["a contributor", viewer("contributor"), {}, "moderators-only"],
    ["a second time", viewer("moderator"), { appealState: "rejected" }, "already-decided"],
    ["without an appeal", viewer("moderator"), { appealState: null }, "already-decided"],
    ["after the term is over", viewer("moderator"), { until: now }, null],
  ])("%s decides: %s", (_, by, more, reason) => {
    expect(objectionToDecidingAppeal(by, { subject, suspension: { ...open, ...more } })).toBe(reason);
  });

  test("who suspended may lift it, nobody lifts what is over", () => {
    const at = { subject, suspension: standing, now };
    expect(objectionToLifting(viewer("moderator", { id: "first" }), at)).toBeNull();
    expect(objectionToLifting(viewer("member"), at)).toBe("moderators-only");
    expect(objectionToLifting(viewer("moderator"), { ...at, now: standing.until })).toBe("not-suspended");
  });
});
