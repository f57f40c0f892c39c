import { expect, test } from "vitest";
import { rawSql } from "./client";
import { migrate } from "./migrate";
import { aDocument } from "./test-data";

const url = process.env.DATABASE_URL ?? "";

test("a database that is up to date stays as it is, also when several instances start at once", async () => {
  const before = await rawSql()`select * from drizzle.__drizzle_migrations order by id`;
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(await rawSql()`select * from drizzle.__drizzle_migrations order by id`).toEqual(before);
});

test("addresses keyed by an older rule are keyed anew at the next start, and only then", async () => {
  const address = "https://de.m.example.com/a?srsltid=1";
  const { id } = await aDocument({ url: address, urlKey: "as the older rule had it" });
  const [key] = await keysOf(id);
  expect(key).toBe("as the older rule had it");
  await migrate(url);
  expect(await keysOf(id)).toEqual([key]);
  await rawSql()`comment on column document.url_key is 'urlKey 1'`;
  await migrate(url);
  expect(await keysOf(id)).toEqual(["de.example.com/a"]);
});

async function keysOf(id: string): Promise<string[]> {
  const rows = await rawSql()<{ key: string }[]>`select url_key as key from document where id = ${id}`;
  return rows.map(({ key }) => key);
}

test("tables of a newer version are refused in words", async () => {
  await rawSql()`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`;
  await expect(migrate(url)).rejects.toThrow("a newer version of Hearsay has already changed its tables");
  await rawSql()`delete from drizzle.__drizzle_migrations where hash = 'later'`;
});

test("a server that is not there is named as the reason", async () => {
  await expect(migrate("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow(/ECONNREFUSED/);
});
