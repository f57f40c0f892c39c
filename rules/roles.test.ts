import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACCEPTED_FOR_CONTRIBUTOR,
  DECIDED_THAT_COUNT,
  earnsContributor,
  losesContributor,
  objectionToGivingRoles,
  objectionToTakingAdmin,
  roleByRecord,
  roleGiven,
  standingOf,
  submissionsToChange,
} from "./roles";
import { type Role, roles } from "./viewer";

const list = (accepted: number, refused: number) => [
  ...Array<boolean>(accepted).fill(true),
  ...Array<boolean>(refused).fill(false),
];
const history = fc.array(fc.boolean(), { maxLength: 60 });
const mostlyGood = fc.array(
  fc.integer({ min: 0, max: 9 }).map((n) => n > 1),
  { maxLength: 60 },
);
const role = fc.constantFrom("member" as const, "contributor" as const);

describe("the right to publish at once", () => {
  test.each([
    [10, 0, true],
    [9, 0, false],
    [10, 2, true],
    [10, 3, false],
    [16, 4, true],
    [15, 5, false],
  ])("%i accepted and %i refused earn it: %s", (accepted, refused, earned) => {
    expect(earnsContributor(list(accepted, refused))).toBe(earned);
  });

  test.each([
    [13, 7, true],
    [14, 6, false],
    [6, 4, true],
    [10, 5, false],
    [0, 3, false],
    [0, 4, true],
    [8, 4, false],
  ])("%i accepted and %i refused lose it: %s", (accepted, refused, lost) => {
    expect(losesContributor(list(accepted, refused))).toBe(lost);
  });

  test("only the latest count, so that an old mistake is forgiven and an old merit used up", () => {
    fc.assert(
      fc.property(history, history, (late, early) => {
        const full = [...late, ...list(DECIDED_THAT_COUNT, 0)].slice(0, DECIDED_THAT_COUNT);
        expect(standingOf([...full, ...early])).toEqual(standingOf(full));
      }),
    );
  });

  test("nothing both earns and loses it, and between earning and losing it lie at least three decisions", () => {
    fc.assert(
      fc.property(fc.oneof(history, mostlyGood), role, (coming, first) => {
        let current: Role = first;
        let decided: boolean[] = [];
        let changedAt: number | null = null;
        coming.forEach((accepted, at) => {
          decided = [accepted, ...decided];
          expect(earnsContributor(decided) && losesContributor(decided)).toBe(false);
          const next = roleByRecord({ role: current, appointed: false }, decided);
          expect(roleByRecord({ role: next, appointed: false }, decided)).toBe(next);
          if (next !== current && changedAt !== null) expect(at - changedAt).toBeGreaterThanOrEqual(3);
          if (next !== current) changedAt = at;
          current = next;
        });
      }),
      { numRuns: 2000 },
    );
  });

  test("an accepted submission loses it for nobody, and a refused one earns it for nobody", () => {
    fc.assert(
      fc.property(fc.oneof(history, mostlyGood), (decided) => {
        if (!losesContributor(decided)) expect(losesContributor([true, ...decided])).toBe(false);
        if (!earnsContributor(decided)) expect(earnsContributor([false, ...decided])).toBe(false);
      }),
    );
  });

  test("what a member is told it takes is exactly what it takes", () => {
    fc.assert(
      fc.property(fc.oneof(history, mostlyGood), role, (decided, current) => {
        const takes = submissionsToChange(current, decided);
        const more = (n: number) => [...Array<boolean>(n).fill(current === "member"), ...decided];
        const roleAfter = (n: number) => roleByRecord({ role: current, appointed: false }, more(n));
        expect(roleAfter(takes)).not.toBe(current);
        for (let n = 0; n < takes; n += 1) expect(roleAfter(n)).toBe(current);
      }),
    );
  });

  test("who is new needs ten", () => {
    expect(submissionsToChange("member", [])).toBe(ACCEPTED_FOR_CONTRIBUTOR);
    expect(submissionsToChange("contributor", list(10, 0))).toBe(6);
  });
});

describe("roles that are given", () => {
  test("no record changes what was given, nor who moderates", () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...roles), (decided, given) => {
        expect(roleByRecord({ role: given, appointed: true }, decided)).toBe(given);
        if (given === "moderator" || given === "admin")
          expect(roleByRecord({ role: given, appointed: false }, decided)).toBe(given);
      }),
    );
  });

  test("by their record everybody is what they have earned", () => {
    expect(roleGiven("record", [])).toBe("member");
    expect(roleGiven("record", list(12, 0))).toBe("contributor");
    expect(roleGiven("moderator", [])).toBe("moderator");
  });

  test("only admins give them, and the last admin stays one", () => {
    const viewer = { id: "me", handle: "me", simulated: false, suspended: false };
    const may = roles.filter((one) => objectionToGivingRoles({ ...viewer, role: one }) === null);
    expect(may).toEqual(["admin"]);
    expect(objectionToTakingAdmin({ role: "admin" }, "moderator", 1)).toBe("last-admin");
    expect(objectionToTakingAdmin({ role: "admin" }, "admin", 1)).toBeNull();
    expect(objectionToTakingAdmin({ role: "admin" }, "member", 2)).toBeNull();
    expect(objectionToTakingAdmin({ role: "moderator" }, "member", 1)).toBeNull();
  });
});
