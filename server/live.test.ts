import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Live } from "./live";

const most = 32;
let live: Live;
let server: Server;
let opened: AbortController;

beforeEach(async () => {
  live = new Live();
  opened = new AbortController();
  server = createServer((request, response) => live.connect(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  opened.abort();
  live.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function listen(forwardedFor: string): Promise<number> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/live?tag=home`;
  const headers = { "x-forwarded-for": forwardedFor };
  return (await fetch(url, { headers, signal: opened.signal })).status;
}

test("one place cannot take every seat, whatever it says it forwards", async () => {
  for (let i = 0; i < most; i += 1) expect(await listen(`198.51.100.${i}`)).toBe(200);
  expect(await listen("198.51.100.250")).toBe(503);
});

test("behind a proxy a place is what the proxy names, an IPv6 network whole", async () => {
  vi.stubEnv("TRUST_PROXY", "1");
  for (let i = 1; i <= most; i += 1) expect(await listen(`2001:db8:0:1::${i.toString(16)}`)).toBe(200);
  expect(await listen("203.0.113.7, 2001:db8:0:1::ffff")).toBe(503);
  expect(await listen("2001:db8:0:2::1")).toBe(200);
});
