import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { noQueueFilters } from "@/rules/queue";
import { Refusal } from "@/rules/refusal";
import { type QueueKind, queueKinds } from "@/rules/vocabulary";
import { database, transaction } from "./client";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { countQueueItems, findWaiting, listQueueItems } from "./queue-list";
import { releaseQueueItem, takeNext, takeQueueItem } from "./queue-taking";
import { queueItem } from "./schema/moderation";
import { aDevice, aMember } from "./test-data";

type Opened = { kind?: QueueKind; deviceId?: string; memberId?: string; urgent?: boolean };

async function anItem({ kind = "edit", ...more }: Opened = {}) {
  const subjectId = v7();
  await transaction((tx) => openQueueItem({ kind, subjectId, ...more }, tx));
  const [row] = await database().select().from(queueItem).where(eq(queueItem.subjectId, subjectId));
  if (!row) throw new Error("not opened");
  return row;
}

const aModerator = () => aMember({ role: "moderator" });
const close = (row: { kind: QueueKind; subjectId: string }) =>
  transaction((tx) => closeQueueItem({ ...row, by: null }, tx));

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("not refused");
}

beforeEach(async () => {
  await database().delete(queueItem);
});

describe("the list", () => {
  test("is ordered by when things are due, and what has become urgent moves forward", async () => {
    const viewer = await aModerator();
    const items = await Promise.all(
      queueKinds
        .filter((kind) => kind === "edit" || kind === "appeal" || kind === "submission")
        .map((kind) => anItem({ kind })),
    );
    const edit = items.find(({ kind }) => kind === "edit");
    const before = await listQueueItems(viewer.id, {});
    expect(before.map(({ kind }) => kind)).toEqual(["appeal", "submission", "edit"]);
    await transaction((tx) =>
      openQueueItem({ kind: "edit", subjectId: edit?.subjectId ?? "", urgent: true }, tx),
    );
    const after = await listQueueItems(viewer.id, {});
    expect(after.map(({ kind }) => kind)).toEqual(["edit", "appeal", "submission"]);
  });

  test("read page by page while others add and close, shows each item that stays exactly once", async () => {
    const viewer = await aModerator();
    const stays = new Set<string>();
    for (let count = 0; count < 40; count++) stays.add((await anItem()).id);
    await database()
      .update(queueItem)
      .set({ dueAt: new Date("2030-01-01T00:00:00Z") });
    const seen: string[] = [];
    for (let after = null as { dueAt: string; id: string } | null; ; ) {
      const page = await listQueueItems(viewer.id, { after, limit: 7 });
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      after = last;
      await anItem({ kind: "appeal" });
      const gone = page[0];
      if (gone) await close(gone);
    }
    expect(seen.filter((id) => stays.has(id)).sort()).toEqual([...stays].sort());
  });

  test("narrows to a kind, a brand, a device, what one has, what nobody has, and what is overdue", async () => {
    const [viewer, other] = [await aModerator(), await aModerator()];
    const device = await aDevice({ workingName: "Acme Rocket" });
    const ids = {
      device: (await anItem({ kind: "submission", deviceId: device.id })).id,
      mine: (await anItem()).id,
      theirs: (await anItem()).id,
      late: (await anItem({ kind: "takedown" })).id,
    };
    await takeQueueItem(viewer, ids.mine);
    await takeQueueItem(other, ids.theirs);
    await database()
      .update(queueItem)
      .set({ dueAt: new Date(0) })
      .where(eq(queueItem.id, ids.late));
    const found = async (more: Partial<typeof noQueueFilters>) =>
      (await listQueueItems(viewer.id, { filters: { ...noQueueFilters, ...more } })).map(({ id }) => id);
    expect(await found({ kind: "submission" })).toEqual([ids.device]);
    expect(await found({ device: "rocket" })).toEqual([ids.device]);
    expect(await found({ device: "%" })).toEqual([]);
    expect(await found({ brand: "no-such-brand" })).toEqual([]);
    expect(await found({ hands: "mine" })).toEqual([ids.mine]);
    expect((await found({ hands: "free" })).sort()).toEqual([ids.device, ids.late].sort());
    expect(await found({ overdue: true })).toEqual([ids.late]);
  });

  test("counts what waits of each kind, and nothing that is closed", async () => {
    await anItem();
    await anItem();
    await close(await anItem({ kind: "appeal" }));
    expect(await countQueueItems()).toEqual([{ kind: "edit", count: 2 }]);
  });
});

describe("taking", () => {
  test("keeps others from taking and deciding, and says who has it until when", async () => {
    const [holder, other] = [await aModerator(), await aModerator()];
    const item = await anItem();
    await takeQueueItem(holder, item.id);
    const decide = (viewer: typeof holder) => transaction((tx) => permitDecidingItem(item, viewer, tx));
    for (const attempt of [takeQueueItem, releaseQueueItem, decide])
      expect(await refusalOf(attempt(other, item.id))).toMatchObject({
        reason: "taken-by-another",
        standing: { by: holder.handle },
      });
    await decide(holder);
    expect((await findWaiting(other.id, item))?.taken).toMatchObject({ handle: holder.handle });
  });

  test("ends by itself, by putting back, and starts anew when taken again", async () => {
    const [holder, other] = [await aModerator(), await aModerator()];
    const item = await anItem();
    await takeQueueItem(holder, item.id);
    await database().update(queueItem).set({ takenUntil: new Date() }).where(eq(queueItem.id, item.id));
    await transaction((tx) => permitDecidingItem(item, other, tx));
    const { takenUntil } = await takeQueueItem(holder, item.id);
    expect(Date.parse(takenUntil ?? "")).toBeGreaterThan(Date.now() + 29 * 60_000);
    await releaseQueueItem(holder, item.id);
    expect((await takeQueueItem(other, item.id)).takenUntil).not.toBeNull();
  });

  test("refuses one's own matter and what is decided, and the next one is never one's own", async () => {
    const viewer = await aModerator();
    const own = await anItem({ memberId: viewer.id });
    expect((await refusalOf(takeQueueItem(viewer, own.id))).reason).toBe("your-own-matter");
    expect((await listQueueItems(viewer.id, {}))[0]?.own).toBe(true);
    expect(await takeNext(viewer, noQueueFilters)).toBeNull();
    const closed = await anItem();
    await close(closed);
    expect((await refusalOf(takeQueueItem(viewer, closed.id))).reason).toBe("already-decided");
    expect((await refusalOf(takeQueueItem(viewer, v7()))).reason).toBe("queue-item-not-found");
    expect((await refusalOf(takeNext(await aMember(), noQueueFilters))).reason).toBe("moderators-only");
  });

  test("hands each of 200 items to exactly one of 20 moderators who ask at once", async () => {
    for (let count = 0; count < 200; count++) await anItem();
    const moderators = await Promise.all(Array.from({ length: 20 }, aModerator));
    const taken = await Promise.all(
      moderators.map(async (moderator) => {
        const mine: string[] = [];
        for (;;) {
          const item = await takeNext(moderator, noQueueFilters);
          if (!item) return mine;
          mine.push(item.id);
        }
      }),
    );
    expect(taken.flat()).toHaveLength(200);
    expect(new Set(taken.flat()).size).toBe(200);
  }, 30_000);
});
