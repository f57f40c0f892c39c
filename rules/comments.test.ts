import { describe, expect, test } from "vitest";
import {
  type Comment,
  EDIT_MINUTES,
  objectionToCommenting,
  objectionToCommentText,
  objectionToEditingComment,
  objectionToRemovingComment,
} from "./comments";
import type { Member } from "./viewer";

const member = (id: string, more: Partial<Member> = {}) =>
  ({ id, handle: id, role: "member", simulated: false, ...more }) as Member;
const author = member("author");
const written = new Date("2026-11-02T10:00:00Z");
const comment: Comment = { memberId: "author", createdAt: written, removed: false, flagged: false };
const minutesLater = (minutes: number) => new Date(written.getTime() + minutes * 60_000);

describe("a comment", () => {
  test("is written by whoever has a handle", () => {
    expect(objectionToCommenting(null)).toBe("sign-in-first");
    expect(objectionToCommenting(member("m", { handle: null }))).toBe("choose-a-handle-first");
    expect(objectionToCommenting(author)).toBeNull();
  });

  test("is edited by its author alone, while the window is open and nobody has flagged it", () => {
    expect(objectionToEditingComment(author, comment, minutesLater(EDIT_MINUTES))).toBeNull();
    expect(objectionToEditingComment(author, comment, minutesLater(EDIT_MINUTES + 0.1))).toBe(
      "edit-window-over",
    );
    expect(objectionToEditingComment(author, { ...comment, flagged: true }, minutesLater(1))).toBe(
      "comment-is-flagged",
    );
    expect(objectionToEditingComment(author, { ...comment, removed: true }, minutesLater(1))).toBe(
      "comment-not-found",
    );
    for (const other of [member("other"), member("boss", { role: "admin" })])
      expect(objectionToEditingComment(other, comment, minutesLater(1))).toBe("not-your-comment");
    expect(objectionToEditingComment(author, { ...comment, memberId: null }, minutesLater(1))).toBe(
      "not-your-comment",
    );
  });

  test("is removed by its author at any time, and by a moderator who says why", () => {
    const moderator = member("moderator", { role: "moderator" });
    expect(objectionToRemovingComment(author, comment, null)).toBeNull();
    expect(objectionToRemovingComment(member("other"), comment, "Spam.")).toBe("not-your-comment");
    expect(objectionToRemovingComment(moderator, comment, null)).toBe("reason-required");
    expect(objectionToRemovingComment(moderator, comment, "Spam.")).toBeNull();
    expect(objectionToRemovingComment(moderator, { ...comment, flagged: true }, "Spam.")).toBe(
      "comment-is-flagged",
    );
    expect(objectionToRemovingComment(author, { ...comment, removed: true }, null)).toBe("comment-not-found");
  });

  test.each([
    ["> > > > > deep", "text-not-allowed"],
    ["fine\n- - - - - deep", "text-not-allowed"],
    ["1. 2. 3. 4. 5. deep", "text-not-allowed"],
    [">>>>> deep", "text-not-allowed"],
    ["> > - 1. four", null],
    ["- a\n  - b\n    - c", null],
    ["67 W - 120 W > 100 W", null],
    ["**Really** sure.", null],
  ])("%j: %s", (text, reason) => {
    expect(objectionToCommentText(text)).toBe(reason);
  });
});
