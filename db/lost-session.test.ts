import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, type Transaction, transaction } from "./client";
import { member } from "./schema/members";
import { aMember } from "./test-data";

async function processOf(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

const end = (pid: number) => database().execute(sql`select pg_terminate_backend(${pid})`);

/** More at once than there are connections: each of them is used. */
async function expectAllWell(): Promise<void> {
  const one = () => transaction((tx) => tx.execute<{ one: number }>(sql`select 1 as one`));
  const answers = await Promise.all(Array.from({ length: 25 }, one));
  expect(answers.map(([row]) => row?.one)).toEqual(Array(25).fill(1));
}

test("a session that ends between two statements of a transaction ends the transaction only", async () => {
  const { id } = await aMember();
  let rest = Promise.resolve<unknown>(null);
  const broken = transaction((tx) => {
    const work = async () => {
      await tx.update(member).set({ name: "first" });
      await end(await processOf(tx));
      await wait(100);
      // By now the pool has put another session in its place.
      await expectAllWell();
      await tx.update(member).set({ name: "second" });
    };
    rest = work();
    return rest;
  });
  await expect(broken).rejects.toThrow();
  await expect(rest).rejects.toThrow();
  const names = await database().select({ name: member.name }).from(member).where(sql`id = ${id}`);
  expect(names).toEqual([{ name: expect.not.stringMatching(/first|second/) }]);
  await expectAllWell();
});

test("a session that ends during a statement ends the transaction only, savepoints included", async () => {
  const broken = transaction((tx) =>
    tx.transaction(async (inner) => {
      const pid = await processOf(inner);
      const sleeping = inner.execute(sql`select pg_sleep(9)`);
      await Promise.all([sleeping, wait(100).then(() => end(pid))]);
    }),
  );
  await expect(broken).rejects.toThrow();
  await wait(100);
  // The driver tells the next user of the connection of the old error, once.
  await Promise.allSettled(Array.from({ length: 25 }, () => transaction((tx) => processOf(tx))));
  await expectAllWell();
});

test("an error of a statement still undoes its savepoint only", async () => {
  const { id } = await aMember();
  await transaction(async (tx) => {
    await tx.update(member).set({ name: "kept" }).where(sql`id = ${id}`);
    const undone = tx.transaction(async (inner) => {
      await inner.update(member).set({ name: "undone" }).where(sql`id = ${id}`);
      await inner.execute(sql`select 1 / 0`);
    });
    await expect(undone).rejects.toThrow();
  });
  expect(await database().select({ name: member.name }).from(member).where(sql`id = ${id}`)).toEqual([
    { name: "kept" },
  ]);
});
