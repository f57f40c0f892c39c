import { v7 } from "uuid";
import { expect, test } from "vitest";
import { transaction } from "@/db/client";
import { openQueueItem } from "@/db/queue";
import { aClaim, aMember } from "@/db/test-data";
import { get, post, postForm, signedIn } from "./test-client";

async function aLapse(): Promise<{ id: string; claimId: string }> {
  const { id: claimId, deviceId } = await aClaim();
  await transaction((tx) => openQueueItem({ kind: "lapse", subjectId: claimId, claimId, deviceId }, tx));
  const moderator = await signedIn("moderator");
  const { items } = (await get(moderator, "/api/v1/queue?kind=lapse&limit=100")).body;
  const found = items.find((item: { claimId: string }) => item.claimId === claimId);
  return { id: found.id, claimId };
}

test("a moderator lists, takes and puts back; another is told who has it", async () => {
  const [first, second] = [await signedIn("moderator"), await signedIn("moderator")];
  const { id, claimId } = await aLapse();
  const taken = await post(first, `/api/v1/queue/${id}/take`, {});
  expect(taken.body).toMatchObject({ id, kind: "lapse", path: `/moderation/lapses/${claimId}` });
  const refused = await post(second, `/api/v1/queue/${id}/take`, {});
  expect(refused).toMatchObject({
    status: 409,
    body: { reason: "taken-by-another", standing: { by: first.handle } },
  });
  const decided = await post(second, `/api/v1/moderation/lapses/${claimId}/leave-open`, {});
  expect(decided.body.reason).toBe("taken-by-another");
  const mine = (await get(first, "/api/v1/queue?hands=mine")).body;
  expect(mine.items.map((item: { id: string }) => item.id)).toEqual([id]);
  expect((await post(first, `/api/v1/queue/${id}/release`, {})).body.takenUntil).toBeNull();
  expect((await post(second, `/api/v1/moderation/lapses/${claimId}/leave-open`, {})).status).toBe(200);
  expect((await post(first, `/api/v1/queue/${id}/take`, {})).body.reason).toBe("already-decided");
});

test("the queue is for moderators, and what is not in it is not found", async () => {
  const member = await signedIn();
  expect((await get(member, "/api/v1/queue")).body.reason).toBe("moderators-only");
  expect((await get(null, "/api/v1/queue")).body.reason).toBe("sign-in-first");
  const moderator = await signedIn("moderator");
  expect((await post(moderator, `/api/v1/queue/${v7()}/take`, {})).body.reason).toBe("queue-item-not-found");
  expect((await get(moderator, "/api/v1/queue?cursor=nonsense")).body.reason).toBe("malformed");
});

test("by a plain form, the next one leads to the page where it is decided, or back to the list when there is none", async () => {
  const moderator = await signedIn("moderator");
  await aLapse();
  const next = await postForm(moderator, "/api/v1/queue/next", { locale: "de", kind: "lapse" });
  expect(next.headers.get("location")).toMatch(/^\/de\/moderation\/lapses\//);
  const own = await aMember();
  const none = await postForm(moderator, "/api/v1/queue/next", { locale: "de", device: own.handle ?? "" });
  expect(none.headers.get("location")).toContain("nothing=1");
});
