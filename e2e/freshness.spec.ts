import { expect, test } from "@playwright/test";
import postgres from "postgres";

let sql: postgres.Sql;
let page = "";
let claim = { id: "", statement: "" };

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  sql = postgres(process.env.E2E_DATABASE_URL ?? "", { max: 3, onnotice: () => {} });
  // Plain letters: a page escapes marks. In order: which row comes first otherwise depends on what was written before.
  const [found] = await sql<{ id: string; statement: string }[]>`
    select id, statement from claim where verdict_id is null and statement ~ '^[A-Za-z0-9 .]+$' order by id limit 1`;
  claim = found ?? claim;
  page = `${process.env.E2E_URL}/en/claims/${claim.id}`;
});

test.afterAll(async () => {
  await state(sql, claim.statement);
  await sql.end({ timeout: 5 });
});

async function state(on: postgres.Sql | postgres.TransactionSql, statement: string): Promise<void> {
  await on`update claim set statement = ${statement} where id = ${claim.id}`;
}

async function shows(statement: string, url = page): Promise<boolean> {
  return (await (await fetch(url)).text()).includes(statement);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("a claim changed by plain SQL is on its page within a second", async () => {
  expect(await shows(claim.statement)).toBe(true);
  await state(sql, "Written by hand.");
  await pause(1000);
  expect(await shows("Written by hand.")).toBe(true);
});

test("another instance on the same database shows it within a second, too", async () => {
  const there = page.replace(process.env.E2E_URL ?? "", process.env.E2E_MAIL_URL ?? "");
  expect(await shows("Written once for all.", there)).toBe(false);
  await state(sql, "Written once for all.");
  await pause(1000);
  expect(await shows("Written once for all.", there)).toBe(true);
});

test("a commit while the page is being rendered is on the next load, and stays there", async () => {
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  await sql`insert into change (tag) values ('everything')`;
  await pause(500);
  // Whoever reads ratings waits for this lock: by then the render has read the claim as it was.
  const writing = sql.begin(async (tx) => {
    await tx`lock table rating in access exclusive mode`;
    await state(tx, "Committed meanwhile.");
    await held;
  });
  const overtaken = fetch(page);
  await expect
    .poll(
      () =>
        sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    .not.toHaveLength(0);
  commit();
  await writing;
  await pause(1000);
  expect(await shows("Committed meanwhile.")).toBe(true);
  await overtaken;
  expect(await shows("Committed meanwhile.")).toBe(true);
});

test("after the database cut every connection the site goes on by itself", async () => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'hearsay%' and datname = current_database()`;
  await state(sql, "Written after the cut.");
  await expect.poll(() => shows("Written after the cut."), { timeout: 10_000 }).toBe(true);
  // The page may be rendered anew a moment before the follower has its connection back.
  const ready = async () => (await fetch(`${process.env.E2E_URL}/api/health/ready`)).status;
  await expect.poll(ready, { timeout: 10_000 }).toBe(200);
});

test("an open page shows by itself what changed, without a violation of its policy", async ({
  page: tab,
}) => {
  const complaints: string[] = [];
  tab.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const followed = tab.waitForResponse(/\/api\/live\?/);
  await tab.goto(page);
  await followed;
  await state(sql, "Seen without a reload.");
  await expect(tab.getByText("Seen without a reload.").first()).toBeVisible();
  expect(complaints).toEqual([]);
});
