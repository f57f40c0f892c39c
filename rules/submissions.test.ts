import { describe, expect, test } from "vitest";
import { objectionToDeciding, objectionToDecision } from "./moderation";
import { objectionToRating } from "./ratings";
import {
  isEarlierReport,
  objectionToPublished,
  objectionToSubmitting,
  objectionToWithdrawing,
  publishesAtOnce,
} from "./submissions";
import { type Role, roles, type Viewer } from "./viewer";
import { submissionStates } from "./vocabulary";

const viewer = (role: Role, more: object = {}): Viewer => ({
  ...{ id: "me", handle: "me", role, simulated: false, suspended: false },
  ...more,
});

describe("who may do what", () => {
  test("everybody with a handle may submit and rate; from contributor on it appears at once", () => {
    expect(objectionToSubmitting(null)).toBe("sign-in-first");
    expect(objectionToRating(null, { closed: true })).toBe("sign-in-first");
    for (const role of roles) {
      expect(objectionToSubmitting(viewer(role))).toBeNull();
      expect(objectionToSubmitting(viewer(role, { handle: null }))).toBe("choose-a-handle-first");
      expect(objectionToRating(viewer(role), { closed: false })).toBeNull();
      expect(objectionToRating(viewer(role), { closed: true })).toBe("claim-closed");
    }
    expect(roles.filter((role) => publishesAtOnce(viewer(role)))).toEqual([
      "contributor",
      "moderator",
      "admin",
    ]);
    expect(publishesAtOnce(null)).toBe(false);
  });

  test.each(submissionStates)(
    "a submission that is %s may be decided or withdrawn only while it waits",
    (state) => {
      const expected = state === "queued" ? null : "already-decided";
      const [mine, others] = [
        { memberId: "me", state },
        { memberId: "other", state },
      ];
      for (const role of ["moderator", "admin"] as const) {
        expect(objectionToDeciding(viewer(role), others)).toBe(expected);
        expect(objectionToDeciding(viewer(role), mine)).toBe("your-own-submission");
        expect(objectionToWithdrawing(viewer(role), others)).toBe("not-your-submission");
      }
      expect(objectionToDeciding(viewer("contributor"), others)).toBe("moderators-only");
      expect(objectionToWithdrawing(viewer("member"), mine)).toBe(expected);
      expect(objectionToWithdrawing(null, mine)).toBe("sign-in-first");
    },
  );

  test("a refusal says why", () => {
    expect(objectionToDecision("refuse", null)).toBe("reason-required");
    expect(objectionToDecision("refuse", "Not in the page.")).toBeNull();
    expect(objectionToDecision("accept", null)).toBeNull();
  });
});

describe("when it was published", () => {
  const now = new Date("2022-05-31T09:59:00Z");
  test.each([
    ["2022-05-31", "day", null],
    ["2022-06-01", "day", "published-in-the-future"],
    ["2022-05-31", "month", null],
    ["2022-06-01", "month", "published-in-the-future"],
    ["2022-12-31", "year", null],
    ["2023-01-01", "year", "published-in-the-future"],
  ] as const)("%s, known to the %s: %s", (published, publishedPrecision, reason) => {
    expect(objectionToPublished({ published, publishedPrecision }, now)).toBe(reason);
  });

  test("tomorrow is today where the day begins first", () => {
    const tomorrow = { published: "2022-06-01", publishedPrecision: "day" as const };
    expect(objectionToPublished(tomorrow, new Date("2022-05-31T10:00:00Z"))).toBeNull();
  });

  test("an older report moves the first day, one of the same month known no better does not", () => {
    const report = {
      published: "2022-05-01",
      publishedPrecision: "day" as const,
      stance: "supports" as const,
    };
    expect(isEarlierReport(report, "2022-05-02")).toBe(true);
    expect(isEarlierReport(report, "2022-05-01")).toBe(false);
    expect(isEarlierReport({ ...report, publishedPrecision: "month" }, "2022-05-02")).toBe(false);
    expect(isEarlierReport({ ...report, stance: "contradicts" }, "2022-05-02")).toBe(false);
  });
});
