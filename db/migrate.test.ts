import { expect, test } from "vitest";
import { rawSql } from "./client";
import { migrate } from "./migrate";

const url = process.env.DATABASE_URL ?? "";

test("a database that is up to date stays as it is, also when several instances start at once", async () => {
  const before = await rawSql()`select * from drizzle.__drizzle_migrations order by id`;
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(await rawSql()`select * from drizzle.__drizzle_migrations order by id`).toEqual(before);
});

test("tables of a newer version are refused in words", async () => {
  await rawSql()`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`;
  await expect(migrate(url)).rejects.toThrow("a newer version of Hearsay has already changed its tables");
  await rawSql()`delete from drizzle.__drizzle_migrations where hash = 'later'`;
});

test("a server that is not there is named as the reason", async () => {
  await expect(migrate("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow(/ECONNREFUSED/);
});
