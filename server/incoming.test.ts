import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { forwardingHeaders } from "@/rules/local-trial";
import { cleanHeaders, isReadablePath, isYetToCome } from "./incoming";

function cleaned(headers: Record<string, string>, httpVersion = "1.1") {
  const rawHeaders = Object.entries(headers).flat();
  const request = {
    httpVersion,
    headers: { ...headers },
    rawHeaders,
    socket: { remoteAddress: "127.0.0.1" },
  };
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

test("nor does one in the old protocol of a proxy that adds no header and names this machine", () => {
  expect(cleaned({ host: "localhost:3000" }, "1.0").headers).toMatchObject({ "x-hearsay-peer": "forwarded" });
});

test.each([
  ["/en/devices/%00", false],
  ["/en/devices/%ff", false],
  ["/en/devices/%", false],
  ["/en/devices/%C3%BC?q=%ff", true],
])("whether %s can be read is %s", (url, readable) => {
  expect(isReadablePath(url)).toBe(readable);
});

test.each([
  ["/en/devices/phone/on/2026-11-23", true],
  ["/de/devices/phone/on/2026-11-23?_rsc=1", true],
  ["/en/devices/phone/on/2026-11%2D23", true],
  ["/en/devices/phone/on/2026-11-22", false],
  ["/en/devices/phone", false],
  ["/en/devices/%", false],
])("on 22 November 2026, whether %s is a page of a day to come is %s", (url, toCome) => {
  expect(isYetToCome(url, "2026-11-22")).toBe(toCome);
});
