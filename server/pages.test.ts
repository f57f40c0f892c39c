import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Pages } from "./pages";

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };
type Renderer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const open = "s-maxage=86400, stale-while-revalidate=518400";
let renderer: Renderer;
let renders = 0;
let pages: Pages;

const server = createServer((request, response) => {
  if (!pages.answerKept(request, response)) void pages.answer(request, response);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  renders = 0;
  const handler: Renderer = async (request, response) => {
    renders++;
    await renderer(request, response);
  };
  pages = new Pages({
    handler: async (request, response) => handler(request, response),
    security: { "x-content-type-options": "nosniff" },
    dev: false,
  });
});

function html(response: ServerResponse, body: string, headers: Record<string, string | string[]> = {}): void {
  response.writeHead(200, { "content-type": "text/html", "cache-control": open, ...headers });
  response.end(body);
}

function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = ask({ port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject).end();
  });
}

test("a public page is rendered once, and caches in front may keep it a second", async () => {
  renderer = (_, response) => html(response, "page");
  await get("/en");
  const second = await get("/en");
  expect(renders).toBe(1);
  expect(second.body.toString()).toBe("page");
  expect(second.headers["cache-control"]).toBe("public, max-age=0, s-maxage=1, must-revalidate");
});

test.each<[string, Record<string, string | string[]>]>([
  ["without s-maxage", { "cache-control": "public" }],
  ["that is private", { "cache-control": "private, no-store" }],
  ["that sets a cookie", { "set-cookie": ["a=b"] }],
])("a page %s is rendered for each reader and never kept by anybody", async (_, headers) => {
  renderer = (_request, response) => html(response, "own", headers);
  await get("/en/account");
  expect((await get("/en/account")).headers["cache-control"]).toBe("private, no-store");
  expect(renders).toBe(2);
});

test("an error is not kept, a missing page is", async () => {
  let status = 500;
  renderer = (_, response) => response.writeHead(status, { "cache-control": open }).end("x") && undefined;
  await get("/en/x");
  status = 404;
  await get("/en/x");
  await get("/en/x");
  expect(renders).toBe(2);
});

test("what Next's router asks for under an address is kept apart from its page", async () => {
  renderer = (request, response) => html(response, request.headers.rsc ? "data" : "page");
  for (const headers of [{}, { rsc: "1" }, {}, { rsc: "1" }] as Record<string, string>[])
    expect((await get("/en", headers)).body.toString()).toBe(headers.rsc ? "data" : "page");
  expect(renders).toBe(2);
});

test("readers who come while a page is being rendered wait for that one render", async () => {
  renderer = async (_, response) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    html(response, "page");
  };
  await Promise.all([get("/en"), get("/en"), get("/en")]);
  expect(renders).toBe(1);
});

test("a change during a render is on the page of whoever asks after it, and the overtaken page is not kept", async () => {
  let truth = "before";
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  renderer = async (_, response) => {
    const read = truth;
    if (read === "before") await held;
    html(response, read);
  };
  const early = get("/en");
  await vi.waitFor(() => expect(renders).toBe(1));
  truth = "after";
  pages.freshness.expire(["home"]);
  const late = get("/en");
  go();
  expect((await early).body.toString()).toBe("before");
  expect((await late).body.toString()).toBe("after");
  expect((await get("/en")).body.toString()).toBe("after");
});

test("somebody's own page waits for nobody else's", async () => {
  renderer = (_, response) => html(response, "own", { "cache-control": "private" });
  await get("/en/account");
  let running = 0;
  let most = 0;
  renderer = async (_, response) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 30));
    running--;
    html(response, "own", { "cache-control": "private" });
  };
  await Promise.all([get("/en/account"), get("/en/account"), get("/en/account")]);
  expect(most).toBe(3);
});

test("a reader who has the page hears 304, one who asks for its head gets no body", async () => {
  renderer = (_, response) => html(response, "page");
  const first = await get("/en");
  const again = await get("/en", { "if-none-match": String(first.headers.etag) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await get("/en", {}, "HEAD");
  expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([200, 0, "4"]);
});

test("a page is compressed as its reader can take it", async () => {
  const body = `<p>${"word ".repeat(500)}</p>`;
  renderer = (_, response) => html(response, body);
  const brotli = await get("/en", { "accept-encoding": "gzip, deflate, br" });
  expect(brotli.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(brotli.body).toString()).toBe(body);
  expect((await get("/en", { "accept-encoding": "br;q=0, gzip" })).headers["content-encoding"]).toBe("gzip");
  expect((await get("/en")).body.toString()).toBe(body);
  expect(brotli.headers.vary).toBe("accept-encoding");
});

test("exactly the scripts and styles of the page may run, and many small data scripts need one hash", async () => {
  const data = (n: number) => `<script>self.__next_f.push([1,"${n}"])</script>`;
  renderer = (_, response) =>
    html(
      response,
      `<script>theme()</script><script src="/a.js" async=""></script>${data(1)}${data(2)}${data(3)}<p style="color:red">&lt;script&gt;</p>`,
    );
  const answer = await get("/en");
  const policy = String(answer.headers["content-security-policy"]);
  expect(policy).not.toContain("unsafe-inline");
  expect(policy.match(/script-src[^;]*/)?.[0].match(/sha256-/g)).toHaveLength(2);
  expect(policy).toContain("style-src-attr 'unsafe-hashes' 'sha256-");
  expect(policy).toContain("default-src 'none'");
  expect(answer.body.toString()).toContain(
    'push([1,"1"]);self.__next_f.push([1,"2"]);self.__next_f.push([1,"3"])',
  );
});
