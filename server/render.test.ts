import { IncomingMessage, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { render } from "./render";

const rendered = (work: (response: ServerResponse) => void) =>
  render(async (_request, response) => work(response), new IncomingMessage(new Socket()));

test("a page without a static part may still redirect after its empty beginning", async () => {
  const answer = await rendered((response) => {
    response.flushHeaders();
    response.write("");
    if (!response.headersSent) response.setHeader("location", "/en/sign-in");
    response.statusCode = 307;
    response.end("<!DOCTYPE html>");
  });
  expect(answer.status).toBe(307);
  expect(answer.headers.get("location")).toBe("/en/sign-in");
});

test("once something of a page is written, its headers count as sent", async () => {
  let sent = false;
  await rendered((response) => {
    response.write("<!DOCTYPE html>");
    sent = response.headersSent;
    response.end();
  });
  expect(sent).toBe(true);
});
