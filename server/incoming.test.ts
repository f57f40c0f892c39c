import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { forwardingHeaders } from "@/rules/local-trial";
import { cleanHeaders } from "./incoming";

function cleaned(headers: Record<string, string>) {
  const rawHeaders = Object.entries(headers).flat();
  const request = { headers: { ...headers }, rawHeaders, socket: { remoteAddress: "127.0.0.1" } };
  cleanHeaders(request as unknown as IncomingMessage);
  return request;
}

test("nobody outside says where a request came from", () => {
  const request = cleaned({ host: "localhost", "x-hearsay-peer": "10.0.0.9" });
  expect(request.rawHeaders).toEqual(["host", "localhost", "x-hearsay-peer", "127.0.0.1"]);
});

test.each(forwardingHeaders)("a request that a proxy passed on with %s does not count as local", (name) => {
  expect(cleaned({ host: "localhost", [name]: "127.0.0.1" }).headers).toMatchObject({
    "x-hearsay-peer": "forwarded",
  });
});
