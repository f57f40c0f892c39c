import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flagWeight, isUrgentFlag, objectionToDecidingFlags, objectionToFlagging } from "./flags";
import type { Member } from "./viewer";
import { flagReasons } from "./vocabulary";

const member: Member = { id: "m", handle: "m", role: "member", simulated: false, suspended: false };

describe("a flag", () => {
  test("is raised by whoever has a handle, on what belongs to others", () => {
    expect(objectionToFlagging(null, { ownerId: null })).toBe("sign-in-first");
    expect(objectionToFlagging({ ...member, handle: null }, { ownerId: null })).toBe("choose-a-handle-first");
    expect(objectionToFlagging(member, { ownerId: "m" })).toBe("not-your-own-flag");
    expect(objectionToFlagging(member, { ownerId: "other" })).toBeNull();
    expect(objectionToFlagging(member, { ownerId: null })).toBeNull();
  });

  test("is decided by a moderator whose matter it is not", () => {
    const moderator: Member = { ...member, role: "moderator" };
    const flags = { ownerId: "owner", flaggerIds: ["a", "b"] };
    expect(objectionToDecidingFlags(null, flags)).toBe("sign-in-first");
    expect(objectionToDecidingFlags(member, flags)).toBe("moderators-only");
    expect(objectionToDecidingFlags(moderator, flags)).toBeNull();
    expect(objectionToDecidingFlags({ ...moderator, id: "owner" }, flags)).toBe("not-your-own-flag");
    expect(objectionToDecidingFlags({ ...moderator, id: "b" }, flags)).toBe("not-your-own-flag");
  });

  test("counts half from somebody new, whole from a moderator, and never nothing", () => {
    expect(flagWeight(member, { upheld: 0, rejected: 0 })).toBe(0.5);
    expect(flagWeight({ ...member, role: "moderator" }, { upheld: 0, rejected: 50 })).toBe(1);
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (upheld, rejected) => {
        const weight = flagWeight(member, { upheld, rejected });
        expect(weight).toBeGreaterThan(0);
        expect(weight).toBeLessThan(1);
        expect(flagWeight(member, { upheld: upheld + 1, rejected })).toBeGreaterThan(weight);
        expect(flagWeight(member, { upheld, rejected: rejected + 1 })).toBeLessThan(weight);
      }),
    );
  });

  test("is urgent when it tells of harm, or when its weight is great", () => {
    const urgent = flagReasons.filter((reason) => isUrgentFlag(reason, 0.5));
    expect(urgent).toEqual(["abuse", "personal_data", "copyright"]);
    expect(flagReasons.every((reason) => isUrgentFlag(reason, 1.5))).toBe(true);
  });
});
