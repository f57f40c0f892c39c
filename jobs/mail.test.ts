import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { v7 } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rawSql, transaction } from "@/db/client";
import { listLocalMails } from "@/db/mailbox";
import { notify } from "@/db/notifications";
import { aClaim, aMember } from "@/db/test-data";
import { MailSender } from "./mail";

const origin = "https://hearsay.example";
const secret = "a secret of forty characters for the tests";

type Mailbox = { server: SMTPServer; mails: string[] };
let open: SMTPServer[] = [];

beforeEach(() => {
  process.env.AUTH_SECRET = secret;
  delete process.env.HEARSAY_EMBEDDED;
});

afterEach(async () => {
  for (const server of open) await new Promise<void>((resolve) => server.close(() => resolve()));
  open = [];
});

async function mailServer(options: SMTPServerOptions = {}, port = 0): Promise<Mailbox> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  open.push(server);
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { server, mails };
}

/** A member's notification of a ruling, with its mail; the id of both. */
async function aMail(more: Parameters<typeof aMember>[0] = {}): Promise<string> {
  const member = await aMember({ emailVerified: new Date(), ...more });
  const claimId = (await aClaim()).id;
  const detail = { outcome: "refuted", statement: "Es lädt mit <b>67 W</b>." };
  const row = { memberId: member.id, kind: "claim_ruled", eventId: v7(), claimId, detail } as const;
  await transaction((tx) => notify([{ ...row, reason: "Das Datenblatt sagt 120 W." }], tx));
  const [found] = await rawSql()<
    { id: string }[]
  >`select id from notification where member_id = ${member.id}`;
  return found?.id ?? "";
}

async function stateOf(id: string) {
  const [row] = await rawSql()`
    select state, attempts, last_error as error from mail where notification_id = ${id}`;
  return row as { state: string; attempts: number; error: string | null } | undefined;
}

const sender = () => new MailSender(origin, (work) => work());

const failing = (responseCode: number) => () => Object.assign(new Error("no"), { responseCode });

test("a mail says in its member's language what happened and why, where to see it, and how to stop", async () => {
  const { mails } = await mailServer();
  const id = await aMail({ locale: "de" });
  await sender().send(id);
  const [mail = ""] = mails;
  expect((await stateOf(id))?.state).toBe("sent");
  expect(mail).toContain(`Message-ID: <${id}@localhost>`);
  expect(mail).toMatch(/^List-Unsubscribe: <https:\/\/hearsay\.example\/api\/v1\/unsubscribe\/[\w.-]+>\r$/m);
  expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  const text = Buffer.from(
    mail
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    "latin1",
  ).toString("utf8");
  expect(text).toContain("Eine Behauptung mit eigener Beteiligung wurde widerlegt.");
  expect(text).toContain("„Es lädt mit <b>67 W</b>.“");
  expect(text).toContain("„Es lädt mit &lt;b&gt;67 W&lt;/b&gt;.“");
  expect(text).toContain("Begründung: Das Datenblatt sagt 120 W.");
  expect(text).toMatch(/https:\/\/hearsay\.example\/de\/claims\/[\w-]{36}/);
  expect(text).toContain("https://hearsay.example/de/account/notifications");
  expect(text).toMatch(/https:\/\/hearsay\.example\/de\/unsubscribe\/[\w.-]+/);
});

test("a mail that was sent is not sent again, whoever asks", async () => {
  const { mails } = await mailServer();
  const id = await aMail();
  await Promise.all([sender().send(id), sender().send(id), sender().send(id)]);
  await sender().send(id);
  expect([mails.length, await stateOf(id)]).toEqual([1, { state: "sent", attempts: 1, error: null }]);
});

test("while nobody answers a mail waits, with the reason, and goes out once when the server is back", async () => {
  const { server, mails } = await mailServer();
  const { port } = server.server.address() as AddressInfo;
  const id = await aMail();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  open = [];
  await expect(sender().send(id)).rejects.toThrow("ECONNREFUSED");
  expect(await stateOf(id)).toEqual({
    state: "waiting",
    attempts: 1,
    error: expect.stringContaining("ECONNREFUSED"),
  });
  const back = await mailServer({}, port);
  await sender().send(id);
  expect([mails.length, back.mails.length, (await stateOf(id))?.state]).toEqual([0, 1, "sent"]);
});

test.each([
  ["refused for now waits", 451, "waiting"],
  ["refused for good has failed", 550, "failed"],
])("a recipient who is %s", async (_what, code, state) => {
  await mailServer({ onRcptTo: (_address, _session, done) => done(failing(code)()) });
  const id = await aMail();
  await sender()
    .send(id)
    .catch(() => {});
  expect(await stateOf(id)).toMatchObject({ state, attempts: 1, error: expect.stringContaining("no") });
});

test("a server that takes a mail and says nothing leaves it unknown: it is not sent again", async () => {
  const { server } = await mailServer({
    onData: (stream) => {
      stream.resume();
      stream.on("end", () => {
        for (const connection of server.connections) connection._socket?.destroy();
      });
    },
  });
  const id = await aMail();
  await sender().send(id);
  expect((await stateOf(id))?.state).toBe("unknown");
  await mailServer();
  await sender().send(id);
  expect(await stateOf(id)).toMatchObject({ state: "unknown", attempts: 1 });
});

test("without SMTP a local trial keeps its mails in the mailbox", async () => {
  delete process.env.SMTP_URL;
  process.env.HEARSAY_EMBEDDED = "1";
  const id = await aMail();
  await sender().send(id);
  const [kept] = await listLocalMails();
  expect([(await stateOf(id))?.state, kept?.subject]).toEqual([
    "sent",
    "A claim you took part in was refuted: Es lädt mit <b>67 W</b>.",
  ]);
});
