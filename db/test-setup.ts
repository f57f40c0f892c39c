import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { closeDatabase } from "./client";

// Runs once for each test file, before its imports: the file gets a database of its own, a copy of the migrated template.
const { server, template } = inject("testDatabase");
const name = `hearsay_test_${randomUUID().replaceAll("-", "")}`;
const admin = postgres(server, { max: 1, connect_timeout: 10, onnotice: () => {} });
await admin`create database ${admin(name)} template ${admin(template)}`;
const url = new URL(server);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;

afterAll(async () => {
  await closeDatabase();
  await admin`drop database ${admin(name)} with (force)`;
  await admin.end({ timeout: 5 });
});
