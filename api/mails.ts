import { z } from "@hono/zod-openapi";
import { findMailStatus, sendFailedAgain, settleMail } from "@/db/mail-status";
import { objectionToSeeingMails } from "@/rules/mails";
import { permit } from "@/rules/refusal";
import { noQuery, readPersonal } from "./read";
import { idParams, noParams, write } from "./write";

const count = z.int().min(0);

export const showMailStatus = readPersonal({
  path: "/v1/moderation/mails",
  summary: "How many mails wait, failed, or may have been sent",
  tag: "moderation",
  params: noParams,
  query: noQuery,
  answer: z.object({
    route: z.enum(["smtp", "mailbox"]).nullable(),
    waiting: count,
    retried: count,
    sending: count,
    unknown: count,
    failed: count,
    sentToday: count,
    oldestWaiting: z.iso.datetime().nullable(),
    lastError: z.object({ error: z.string().nullable(), at: z.iso.datetime() }).nullable(),
  }),
  load: async ({ viewer }) => {
    permit(objectionToSeeingMails(viewer));
    const { oldestWaiting, lastError, ...counts } = await findMailStatus();
    return {
      ...counts,
      oldestWaiting: oldestWaiting?.toISOString() ?? null,
      lastError: lastError && { error: lastError.error, at: lastError.at.toISOString() },
    };
  },
});

export const settleOneMail = write({
  path: "/v1/moderation/mails/{id}",
  summary: "Send a mail again that failed or may have been sent, or drop it",
  tag: "moderation",
  params: idParams,
  body: z.strictObject({ decision: z.enum(["send", "drop"]) }),
  answer: z.object({}),
  limit: "moderate",
  perform: async ({ decision }, { viewer, params }) => {
    await settleMail(viewer, params.id, decision);
    return {};
  },
  page: (_answer, { locale }, { decision }) => `/${locale}/moderation/mail?done=${decision}`,
});

export const sendFailedMailsAgain = write({
  path: "/v1/moderation/mails/failed",
  summary: "Send all mails again that failed",
  tag: "moderation",
  params: noParams,
  body: z.strictObject({}),
  answer: z.object({ sent: count }),
  limit: "moderate",
  perform: async (_input, { viewer }) => ({ sent: await sendFailedAgain(viewer) }),
  page: (_answer, { locale }) => `/${locale}/moderation/mail?done=send`,
});
