import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changedFields,
  editsDirectly,
  type Fields,
  mergeEdit,
  objectionToDecidingEdit,
  objectionToEditing,
  objectionToWithdrawingEdit,
  withoutRespelling,
} from "./edits";
import type { Member } from "./viewer";

const member: Member = { id: "m", handle: "m", role: "member", simulated: false, suspended: false };
const contributor: Member = { ...member, id: "c", role: "contributor" };
const moderator: Member = { ...member, id: "o", role: "moderator" };

describe("an edit", () => {
  test("is suggested by contributors and made by moderators", () => {
    expect(objectionToEditing(null)).toBe("sign-in-first");
    expect(objectionToEditing({ ...contributor, handle: null })).toBe("choose-a-handle-first");
    expect(objectionToEditing(member)).toBe("contributors-only");
    expect(objectionToEditing(contributor)).toBeNull();
    expect([contributor, moderator].map(editsDirectly)).toEqual([false, true]);
  });

  test("is decided by a moderator who did not suggest it, once", () => {
    const open = { memberId: "c", state: "open" } as const;
    expect(objectionToDecidingEdit(contributor, open)).toBe("moderators-only");
    expect(objectionToDecidingEdit(moderator, open)).toBeNull();
    expect(objectionToDecidingEdit(moderator, { ...open, memberId: "o" })).toBe("your-own-edit");
    expect(objectionToDecidingEdit(moderator, { ...open, state: "upheld" })).toBe("already-decided");
  });

  test("is taken back by whoever suggested it, while it waits", () => {
    const open = { memberId: "c", state: "open" } as const;
    expect(objectionToWithdrawingEdit(null, open)).toBe("sign-in-first");
    expect(objectionToWithdrawingEdit(moderator, open)).toBe("edit-not-found");
    expect(objectionToWithdrawingEdit(contributor, open)).toBeNull();
    expect(objectionToWithdrawingEdit(contributor, { ...open, state: "rejected" })).toBe("already-decided");
  });
});

test("an address that only comes back in another spelling is no edit", () => {
  const base = { url: "https://outlet.example", name: "A" };
  expect(withoutRespelling({ url: "https://outlet.example/", name: "B" }, base)).toEqual({
    ...base,
    name: "B",
  });
  expect(withoutRespelling({ url: "https://other.example/" }, base)).toEqual({
    url: "https://other.example/",
  });
  expect(withoutRespelling({ url: null }, base)).toEqual({ url: null });
});

const fields = fc.record({ a: text(), b: text(), c: text() });
function text() {
  return fc.option(fc.constantFrom("1", "2", "3"));
}

describe("two edits of the same thing", () => {
  test("both stand where they changed different fields", () => {
    const base: Fields = { title: "A", url: null };
    const merged = mergeEdit({ base, current: { title: "B", url: null }, edited: { title: "A", url: "u" } });
    expect(merged).toEqual({ title: "B", url: "u" });
  });

  test("clash where they changed one field to different words", () => {
    const base: Fields = { title: "A" };
    expect(mergeEdit({ base, current: { title: "B" }, edited: { title: "C" } })).toBeNull();
    expect(mergeEdit({ base, current: { title: "B" }, edited: { title: "B" } })).toEqual({ title: "B" });
  });

  test("never lose a field that either of them changed", () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, current, edited) => {
        const merged = mergeEdit({ base, current, edited });
        if (!merged) return;
        for (const name of Object.keys(changedFields(base, edited)))
          expect(merged[name]).toBe(edited[name as "a"]);
        for (const name of Object.keys(changedFields(base, current)))
          expect(merged[name]).toBe(current[name as "a"]);
      }),
    );
  });
});
