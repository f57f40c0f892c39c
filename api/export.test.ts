import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { rawSql } from "@/db/client";
import { aClaim } from "@/db/test-data";
import { limits } from "@/rules/limits";
import { api } from "./app";

const url = "http://localhost/api/v1/export";
const zipped = { headers: { "accept-encoding": "gzip" } };

process.env.TMPDIR = mkdtempSync(join(tmpdir(), "export-test-"));
const place = () =>
  join(tmpdir(), readdirSync(tmpdir()).find((name) => name.startsWith("hearsay-export-")) ?? "");

let minutes = 0;
/** Until the export made before is too old to be answered. */
function waitAMinute(): void {
  minutes += 2;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
}

afterEach(() => {
  vi.useRealTimers();
});

function openFiles(): string[] {
  const paths = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return "";
    }
  });
  return paths.filter((path) => path.startsWith(tmpdir()));
}

test("everybody may download the record line by line, zipped where they take it", async () => {
  const { id } = await aClaim();
  const plain = await api.request(url);
  expect(plain.headers.get("content-type")).toContain("application/x-ndjson");
  const text = await plain.text();
  const lines = text.trimEnd().split("\n");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ type: "header", format: "hearsay/2" });
  expect(text).toContain(id);
  const packed = await api.request(url, { headers: { "accept-encoding": "gzip, br" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(text);
});

test.skipIf(process.platform !== "linux")(
  "who breaks off a download leaves no open file behind",
  async () => {
    await rawSql()`insert into decision (id, kind, reason, detail)
    select gen_random_uuid(), 'verdict', (select string_agg(md5(random()::text), '') from generate_series(1, 60) where g > 0), '{}'
    from generate_series(1, 1000) g`;
    waitAMinute();
    const answer = await api.request(url, zipped);
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(openFiles()).toHaveLength(1);
    await reader?.cancel();
    await vi.waitFor(() => expect(openFiles()).toEqual([]));
  },
);

test("an export that cannot be read to its end breaks off, and the server goes on", async () => {
  await (await api.request(url)).body?.cancel();
  const [name = ""] = readdirSync(place());
  rmSync(join(place(), name));
  mkdirSync(join(place(), name));
  const answer = await api.request(url, zipped);
  await expect(answer.arrayBuffer()).rejects.toThrow();
});

test("an export that cannot be written is answered as a failure, and the next one is whole", async () => {
  waitAMinute();
  const folder = place();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "in the way");
  expect((await api.request(url)).status).toBe(500);
  rmSync(folder);
  mkdirSync(folder);
  const answer = await api.request(url);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("calibration");
});

test("who asks while an export is being made waits for the same one", async () => {
  waitAMinute();
  const before = readdirSync(place()).length;
  const first = api.request(url);
  vi.setSystemTime(Date.now() + 61_000);
  const [one, other] = await Promise.all([first, api.request(url)]);
  expect(await one.text()).toBe(await other.text());
  await vi.waitFor(() => expect(readdirSync(place()).length).toBeLessThanOrEqual(before));
});

test("one place may not download it without end", async () => {
  const answers = [];
  for (let asked = 0; asked <= limits.export.address; asked += 1) answers.push(await api.request(url));
  for (const answer of answers) await answer.body?.cancel();
  expect(answers.at(-1)?.status).toBe(429);
});
