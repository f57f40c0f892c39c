import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { rawSql } from "@/db/client";

const run = promisify(execFile);

async function admin(...args: string[]) {
  const command = ["--import", "tsx", "ops/admin.ts", ...args];
  const ended = await run(process.execPath, command, { env: process.env }).catch((failed) => failed);
  return { code: ended.code ?? 0, said: `${ended.stdout}${ended.stderr}`.trim() };
}

const decisions = () => rawSql()`select kind, actor_id, detail from decision`;

test("granting a role writes it into the public log once, without the address", async () => {
  await rawSql()`insert into member (id, email) values (gen_random_uuid(), 'first@example.org')`;
  expect(await admin("grant", "First@Example.org", "moderator")).toEqual({
    code: 0,
    said: "first@example.org was member and is now moderator.",
  });
  expect((await admin("grant", "first@example.org", "moderator")).said).toContain("already");
  const detail = { role: "moderator", before: "member" };
  expect([...(await decisions())]).toEqual([{ kind: "role_granted", actor_id: null, detail }]);
});

test("what cannot be granted is said in a line, ends with an error and changes nothing", async () => {
  const before = (await decisions()).length;
  expect(await admin("grant", "nobody@example.org", "moderator")).toMatchObject({ code: 1 });
  expect(await admin("grant", "first@example.org", "king")).toMatchObject({ code: 2 });
  expect(await admin("grant", "first", "moderator")).toMatchObject({ code: 2 });
  expect(await admin()).toMatchObject({ code: 2, said: expect.stringContaining("Usage") });
  expect((await decisions()).length).toBe(before);
});
