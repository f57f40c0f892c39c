import { describe, expect, test } from "vitest";
import { attemptsAtMost, sendingEnd } from "./mails";

const failure = { message: "no", responseCode: undefined, command: "CONN", handedOver: false };

describe("how an attempt to send a mail ended", () => {
  test.each([
    ["nobody listens", {}, "waiting"],
    ["busy for now", { responseCode: 421, command: "CONN" }, "waiting"],
    ["the mailbox is full", { responseCode: 452, command: "RCPT TO" }, "waiting"],
    [
      "our password is wrong, which is no fault of this mail",
      { responseCode: 535, command: "AUTH PLAIN" },
      "waiting",
    ],
    ["we are not let in at all", { responseCode: 554, command: "CONN" }, "waiting"],
    ["no such recipient", { responseCode: 550, command: "RCPT TO" }, "failed"],
    ["the message is refused", { responseCode: 554, command: "DATA", handedOver: true }, "failed"],
    ["taken back for now", { responseCode: 451, command: "DATA", handedOver: true }, "waiting"],
    ["the connection was lost before the message", { command: "CONN" }, "waiting"],
    ["the connection was lost before the answer to the message", { handedOver: true }, "unknown"],
  ] as const)("%s", (_what, more, state) => {
    expect(sendingEnd({ ...failure, ...more }, 1).state).toBe(state);
  });

  test("the last attempt fails for good, unless it may have succeeded", () => {
    expect(sendingEnd(failure, attemptsAtMost - 1).state).toBe("waiting");
    expect(sendingEnd(failure, attemptsAtMost).state).toBe("failed");
    expect(sendingEnd({ ...failure, handedOver: true }, attemptsAtMost).state).toBe("unknown");
  });

  test("what a server says is kept in part only, however long", () => {
    expect(sendingEnd({ ...failure, message: "x".repeat(9000) }, 1).error).toHaveLength(500);
  });
});
