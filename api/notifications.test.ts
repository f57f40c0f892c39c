import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { rawSql, transaction } from "@/db/client";
import { unsubscribeToken } from "@/db/mail-opt-outs";
import { notify } from "@/db/notifications";
import { notificationKinds } from "@/rules/vocabulary";
import { writeAccess } from "@/rules/write-access";
import { api } from "./app";
import { type Asker, get, post, postForm, signedIn } from "./test-client";

process.env.AUTH_SECRET = "a secret of forty characters for the tests";
process.env.SMTP_URL = "smtp://127.0.0.1:1";

const verified = { emailVerified: new Date() };

async function tell({ id }: Asker, statement = "It charges at 67 W."): Promise<string> {
  const eventId = v7();
  const detail = { state: "accepted", statement };
  await transaction((tx) => notify([{ memberId: id, kind: "submission_decided", eventId, detail }], tx));
  const [row] = await rawSql()<{ id: string }[]>`select id from notification where event_id = ${eventId}`;
  return row?.id ?? "";
}

const list = async (asker: Asker | null, query = "") =>
  (await get(asker, `/api/v1/me/notifications${query}`)).body.notifications as {
    id: string;
    readAt: unknown;
  }[];
const unread = async (asker: Asker) => (await get(asker, "/api/v1/me")).body.member.unread;

describe("a member's notifications", () => {
  test("are their own, newest first, page by page", async () => {
    const [asker, other] = [await signedIn(), await signedIn()];
    const ids = [await tell(asker), await tell(asker), await tell(asker)];
    await tell(other);
    expect((await list(asker)).map(({ id }) => id)).toEqual([...ids].reverse());
    expect((await list(asker, `?limit=2&before=${ids[2]}`)).map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    expect(await list(other, `?before=${ids[2]}`)).toEqual([]);
    expect((await get(null, "/api/v1/me/notifications")).body.reason).toBe("sign-in-first");
  });

  test("are read one by one, or up to the newest that was seen; a later one stays unread", async () => {
    const asker = await signedIn();
    const [first, second] = [await tell(asker), await tell(asker)];
    expect(await unread(asker)).toBe(2);
    await post(asker, `/api/v1/me/notifications/${first}/read`, {});
    expect(await unread(asker)).toBe(1);
    await tell(asker);
    await post(asker, "/api/v1/me/notifications/read", { newest: second });
    expect(await unread(asker)).toBe(1);
  });

  test("of somebody else are not found, and not marked", async () => {
    const [asker, other] = [await signedIn(), await signedIn()];
    const id = await tell(other);
    expect((await post(asker, `/api/v1/me/notifications/${id}/read`, {})).status).toBe(404);
    await post(asker, "/api/v1/me/notifications/read", { newest: id });
    expect(await unread(other)).toBe(1);
  });
});

async function optOuts({ id }: Asker): Promise<string[]> {
  const rows = await rawSql()<{ kind: string }[]>`
    select kind from mail_opt_out where member_id = ${id} order by kind`;
  return rows.map(({ kind }) => kind);
}

const oneClick = { "List-Unsubscribe": "One-Click" };

/** As a mail provider posts: no session, no Origin, no Sec-Fetch-Site. */
function postFromElsewhere(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  return api.request(`http://localhost${path}`, {
    method: "POST",
    body,
    headers: { "x-hearsay-peer": "203.0.113.7", ...headers },
  });
}

describe("unsubscribing by the link in a mail", () => {
  test("takes one post from anywhere, without a redirect, and twice is as good as once", async () => {
    const asker = await signedIn("member", verified);
    const path = `/api/v1/unsubscribe/${unsubscribeToken(asker.id, "claim_ruled")}`;
    for (const body of [new URLSearchParams(oneClick), multipart(), new URLSearchParams(oneClick)]) {
      const answer = await postFromElsewhere(path, body);
      expect([answer.status, answer.headers.get("location")]).toEqual([200, null]);
    }
    expect(await optOuts(asker)).toEqual(["claim_ruled"]);
  });

  test("leads a person from the page back to it, and can stop all", async () => {
    const asker = await signedIn("member", verified);
    const token = unsubscribeToken(asker.id, "claim_ruled");
    const answer = await postForm(null, `/api/v1/unsubscribe/${token}`, { locale: "de", all: "on" });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      `/de/unsubscribe/${token}?done=all`,
    ]);
    expect(await optOuts(asker)).toEqual(["*"]);
  });

  test("changes nothing when the address is only opened", async () => {
    const asker = await signedIn("member", verified);
    const token = unsubscribeToken(asker.id, "claim_ruled");
    const answer = await api.request(`http://localhost/api/v1/unsubscribe/${token}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/en/unsubscribe/${token}`]);
    expect(await optOuts(asker)).toEqual([]);
  });

  test("works by a token that we made for this member and kind, and by no other", async () => {
    const [asker, other] = [await signedIn("member", verified), await signedIn("member", verified)];
    const [id, kind, seal] = unsubscribeToken(asker.id, "claim_ruled").split(".");
    const [otherId] = unsubscribeToken(other.id, "claim_ruled").split(".");
    const forged = [
      `${otherId}.${kind}.${seal}`,
      `${id}.edit_decided.${seal}`,
      `${id}.*.${seal}`,
      `${id}.${kind}.${"A".repeat(22)}`,
      `${id}.${kind}.`,
      `${id}.${kind}`,
      `${id}.${kind}.${seal}.${seal}`,
      "nonsense-nonsense-nonsense",
    ];
    for (const token of forged)
      expect([
        token,
        (await postFromElsewhere(`/api/v1/unsubscribe/${token}`, new URLSearchParams(oneClick))).status,
      ]).toEqual([token, 404]);
    expect([...(await optOuts(asker)), ...(await optOuts(other))]).toEqual([]);
  });

  test("reads no session: another's cookie makes no difference", async () => {
    const [asker, other] = [await signedIn("member", verified), await signedIn("member", verified)];
    const path = `/api/v1/unsubscribe/${unsubscribeToken(asker.id, "mentioned")}`;
    await postFromElsewhere(path, new URLSearchParams(oneClick), { cookie: other.cookie });
    expect([await optOuts(asker), await optOuts(other)]).toEqual([["mentioned"], []]);
  });

  test("is the only write that may come from elsewhere", async () => {
    const open = Object.entries(writeAccess).filter(([, access]) => "fromElsewhere" in access);
    expect(open.map(([path]) => path)).toEqual(["/v1/unsubscribe/{token}"]);
    const asker = await signedIn();
    const answer = await postFromElsewhere("/api/v1/me/mails", new URLSearchParams({}), {
      cookie: asker.cookie,
    });
    expect(answer.status).toBe(403);
  });
});

function multipart(): FormData {
  const parts = new FormData();
  parts.set("List-Unsubscribe", "One-Click");
  return parts;
}

test("a member chooses kinds of mails by ticking them, and what is not ticked is not mailed", async () => {
  const asker = await signedIn("member", verified);
  await postForm(asker, "/api/v1/me/mails", { submission_decided: "on", mentioned: "on" });
  expect(await optOuts(asker)).toHaveLength(notificationKinds.length - 2);
  await tell(asker);
  const mailed = await rawSql()`
    select 1 from mail join notification n on n.id = notification_id where n.member_id = ${asker.id}`;
  expect(mailed).toHaveLength(1);
});

describe("the state of the mails", () => {
  async function aMail(state: string, attempts = 3): Promise<string> {
    const id = await tell(await signedIn("member", verified));
    await rawSql()`update mail set state = ${state}, attempts = ${attempts} where notification_id = ${id}`;
    await rawSql()`delete from graphile_worker._private_jobs where key = ${id}`;
    return id;
  }
  const mailOf = async (id: string) =>
    (await rawSql()`select state, attempts from mail where notification_id = ${id}`)[0];
  const jobOf = (id: string) => rawSql()`select 1 from graphile_worker.jobs where key = ${id}`;

  test("is for moderators to see, in counts", async () => {
    await aMail("unknown");
    const path = "/api/v1/moderation/mails";
    expect((await get(await signedIn("contributor"), path)).body.reason).toBe("moderators-only");
    const { body } = await get(await signedIn("moderator"), path);
    expect(body).toMatchObject({ route: "smtp", unknown: expect.any(Number), waiting: expect.any(Number) });
    expect(JSON.stringify(body)).not.toContain("@");
  });

  test("is changed by an admin: sent again, or dropped, once", async () => {
    const admin = await signedIn("admin");
    const [failed, unknown] = [await aMail("failed"), await aMail("unknown")];
    const settle = (id: string, decision: string, asker = admin) =>
      post(asker, `/api/v1/moderation/mails/${id}`, { decision });
    expect((await settle(failed, "send", await signedIn("moderator"))).body.reason).toBe("admins-only");
    expect((await settle(failed, "send")).status).toBe(200);
    expect([await mailOf(failed), await jobOf(failed)]).toEqual([
      { state: "waiting", attempts: 0 },
      expect.objectContaining({ length: 1 }),
    ]);
    expect((await settle(failed, "drop")).body.reason).toBe("already-decided");
    expect((await settle(unknown, "drop")).status).toBe(200);
    expect([(await mailOf(unknown))?.state, await jobOf(unknown)]).toEqual(["dropped", []]);
  });

  test("after a long outage all that failed are sent again by one decision, and nothing else", async () => {
    const [failed, unknown] = [await aMail("failed"), await aMail("unknown")];
    await post(await signedIn("admin"), "/api/v1/moderation/mails/failed", {});
    expect([await mailOf(failed), (await mailOf(unknown))?.state]).toEqual([
      { state: "waiting", attempts: 0 },
      "unknown",
    ]);
  });
});
