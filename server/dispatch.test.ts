import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { device } from "@/db/schema/devices";
import { newSessionToken, openSession } from "@/db/sessions";
import { aDevice, aMember } from "@/db/test-data";
import { apiOrPages, dispatcher } from "./dispatch";
import { Live } from "./live";
import { Pages } from "./pages";

const rendered: { url: string | undefined; agent: string | undefined }[] = [];
const next = async ({ url, headers }: IncomingMessage, response: ServerResponse) => {
  rendered.push({ url, agent: headers["user-agent"] });
  response.writeHead(404, { "cache-control": "s-maxage=60" }).end("nothing here");
};
const pages = new Pages({ handler: apiOrPages(next), security: { "x-frame-options": "DENY" }, dev: false });
let server: Server;
let site: string;

beforeAll(async () => {
  const house = { pages, assets: null, live: new Live(), next, security: {} };
  server = createServer(dispatcher({ ...house, following: () => true, stopping: () => false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

test("a public read is kept until something changes, with its own caching and security headers", async () => {
  const phone = await aDevice({ summary: "old" });
  const read = async () => fetch(`${site}/api/v1/devices/${phone.slug}`);
  const first = await read();
  expect(first.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1, must-revalidate");
  expect(first.headers.get("x-frame-options")).toBe("DENY");
  await database().update(device).set({ summary: "new" }).where(eq(device.id, phone.id));
  expect((await (await read()).json()).summary).toBe("old");
  pages.freshness.expire([`device:${phone.slug}`]);
  expect((await (await read()).json()).summary).toBe("new");
});

test("nobody is ever answered with what was made for somebody else", async () => {
  const cookies = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const member = await aMember();
      const token = newSessionToken();
      await openSession({ token, memberId: member.id, userAgent: null });
      return { id: member.id, cookie: `hearsay-session=${token}` };
    }),
  );
  for (const _ of [1, 2, 3])
    await Promise.all(
      cookies.map(async ({ id, cookie }) => {
        const answer = await fetch(`${site}/api/v1/me`, { headers: { cookie } });
        expect(answer.headers.get("cache-control")).toBe("private, no-store");
        expect((await answer.json()).member.id).toBe(id);
      }),
    );
  expect(await (await fetch(`${site}/api/v1/me`)).json()).toEqual({ member: null });
});

test("what is refused is kept by nobody, and a HEAD has no body", async () => {
  const missing = await fetch(`${site}/api/v1/devices/not-there`, { headers: { "accept-language": "de" } });
  expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "private, no-store"]);
  expect(missing.headers.get("content-type")).toContain("application/problem+json");
  const head = await fetch(`${site}/api/v1/attributes`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("an address that cannot be read is one where nothing is, in the reader's language", async () => {
  for (const path of ["/de/devices/%00", "/de/claims/%ff", "/de/%"])
    expect((await fetch(site + path)).status).toBe(404);
  expect(rendered.splice(0)).toEqual([{ url: "/de/-", agent: undefined }]);
});

test("a page does not hear which program asks, so that one copy serves all", async () => {
  for (const agent of ["Twitterbot/1.0", "Mozilla/5.0"])
    await fetch(`${site}/en/sources`, { headers: { "user-agent": agent } });
  expect(rendered.splice(0)).toEqual([{ url: "/en/sources", agent: undefined }]);
});
