import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { aClaim } from "@/db/test-data";
import { limits } from "@/rules/limits";
import { api } from "./app";

const url = "http://localhost/api/v1/export";

test("everybody may download the record line by line, zipped where they take it", async () => {
  const { id } = await aClaim();
  const plain = await api.request(url);
  expect(plain.headers.get("content-type")).toContain("application/x-ndjson");
  const text = await plain.text();
  const lines = text.trimEnd().split("\n");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ type: "header", format: "hearsay/2" });
  expect(text).toContain(id);
  const zipped = await api.request(url, { headers: { "accept-encoding": "gzip, br" } });
  expect(zipped.headers.get("content-encoding")).toBe("gzip");
  expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString()).toBe(text);
});

test("one place may not download it without end", async () => {
  const answers = [];
  for (let asked = 0; asked <= limits.export.address; asked += 1) answers.push(await api.request(url));
  for (const answer of answers) await answer.body?.cancel();
  expect(answers.at(-1)?.status).toBe(429);
});
