import { z } from "@hono/zod-openapi";
import { chooseMailKinds } from "@/db/mail-opt-outs";
import { listNotifications, markRead, markReadUpTo } from "@/db/notifications";
import { permit, Refusal } from "@/rules/refusal";
import { objectionToViewer } from "@/rules/viewer";
import { type NotificationKind, notificationKinds } from "@/rules/vocabulary";
import { readPersonal } from "./read";
import { idParams, noParams, write } from "./write";

const told = z.object({
  id: z.uuid(),
  kind: z.enum(notificationKinds),
  claimId: z.uuid().nullable(),
  statement: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});

export const listMyNotifications = readPersonal({
  path: "/v1/me/notifications",
  summary: "What the reader was told, newest first",
  tag: "me",
  params: noParams,
  query: z.object({
    before: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({ notifications: z.array(told) }),
  load: async ({ viewer, query }) => {
    permit(objectionToViewer(viewer, { least: "signedIn", whileSuspended: true }));
    if (!viewer) throw new Refusal("sign-in-first");
    const found = await listNotifications(viewer.id, query);
    return {
      notifications: found.map((one) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        readAt: one.readAt?.toISOString() ?? null,
      })),
    };
  },
});

const nothing = z.object({});

export const readNotification = write({
  path: "/v1/me/notifications/{id}/read",
  summary: "Mark one notification as read",
  tag: "me",
  params: idParams,
  body: z.strictObject({}),
  answer: nothing,
  limit: "account",
  perform: async (_input, { viewer, params }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    await markRead(viewer.id, params.id);
    return {};
  },
  page: (_answer, { locale }) => `/${locale}/notifications`,
});

export const readNotifications = write({
  path: "/v1/me/notifications/read",
  summary: "Mark notifications as read, up to the newest that was seen",
  tag: "me",
  params: noParams,
  body: z.strictObject({ newest: z.uuid() }),
  answer: nothing,
  limit: "account",
  perform: async ({ newest }, { viewer }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    await markReadUpTo(viewer.id, newest);
    return {};
  },
  page: (_answer, { locale }) => `/${locale}/notifications`,
});

const kinds = z.array(z.enum(notificationKinds)).max(notificationKinds.length);

export const chooseMails = write({
  path: "/v1/me/mails",
  summary: "Choose what to be mailed about",
  tag: "me",
  params: noParams,
  body: z.strictObject({ kinds }),
  // A box that is not ticked sends nothing.
  fromForm: (fields) => ({
    kinds: notificationKinds.filter((kind: NotificationKind) => fields[kind] === "on"),
  }),
  answer: z.object({ kinds }),
  limit: "account",
  perform: async (input, { viewer }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    await chooseMailKinds(viewer.id, input.kinds);
    return { kinds: input.kinds };
  },
  page: (_answer, { locale }) => `/${locale}/account/notifications?done=saved`,
});
