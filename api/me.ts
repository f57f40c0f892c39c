import { z } from "@hono/zod-openapi";
import { setHandle, setLocale } from "@/db/members";
import { countUnread } from "@/db/notifications";
import { normalizeHandle, objectionToHandle } from "@/rules/handles";
import { locales } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { safeReturnPath } from "@/rules/return-paths";
import { roles } from "@/rules/viewer";
import { noQuery, readPersonal } from "./read";
import { noParams, write } from "./write";

export const showMe = readPersonal({
  path: "/v1/me",
  summary: "Who is signed in",
  tag: "me",
  params: noParams,
  query: noQuery,
  answer: z.object({
    member: z
      .object({
        id: z.uuid(),
        handle: z.string().nullable(),
        role: z.enum(roles),
        simulated: z.boolean(),
        /** Notifications not read yet. */
        unread: z.int().min(0),
        suspended: z.boolean(),
      })
      .nullable(),
  }),
  load: async ({ viewer }) => ({
    member: viewer && { ...viewer, unread: await countUnread(viewer.id) },
  }),
});

export const chooseHandle = write({
  path: "/v1/me/handle",
  summary: "Choose the name others see",
  tag: "me",
  params: noParams,
  body: z.strictObject({ handle: z.string().max(100), next: z.string().max(1000).optional() }),
  answer: z.object({ handle: z.string() }),
  limit: "account",
  perform: async (input, { viewer }) => {
    const objection = objectionToHandle(viewer, input.handle);
    const handle = normalizeHandle(input.handle);
    if (!viewer || !handle || objection) {
      const reason = objection ?? "handle-not-allowed";
      throw new Refusal(reason, { problems: [{ path: "handle", reason }] });
    }
    await setHandle(viewer.id, handle);
    return { handle };
  },
  page: (_answer, { locale }, fields) => safeReturnPath(fields.next) ?? `/${locale}/account?done=handle`,
});

export const chooseLanguage = write({
  path: "/v1/me/language",
  summary: "Choose the language of mails",
  tag: "me",
  params: noParams,
  body: z.strictObject({ language: z.enum(locales) }),
  answer: z.object({ language: z.enum(locales) }),
  limit: "account",
  perform: async ({ language }, { viewer }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    await setLocale(viewer.id, language);
    return { language };
  },
  page: ({ language }) => `/${language}/account?done=language`,
});
