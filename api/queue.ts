import { z } from "@hono/zod-openapi";
import { countQueueItems, listQueueItems } from "@/db/queue-list";
import { releaseQueueItem, takeNext, takeQueueItem } from "@/db/queue-taking";
import { objectionToModerating } from "@/rules/moderation";
import { parsePlace, placeText, QUEUE_COUNTED_TO, queueHands, queueQuery } from "@/rules/queue";
import { permit, Refusal } from "@/rules/refusal";
import { queueKinds, subjectKinds } from "@/rules/vocabulary";
import { memberAnswer } from "./answers";
import { nextCursor, pageOf, pageQuery } from "./pages";
import { readPersonal } from "./read";
import { line, slug } from "./text-fields";
import { idParams, noParams, write } from "./write";

const kind = z.enum(queueKinds);
const filters = {
  kind: kind.nullable().default(null),
  brand: slug.nullable().default(null).openapi({ description: "Slug of a brand." }),
  device: line(80).nullable().default(null).openapi({ description: "Part of a name of its device." }),
};

const entry = z
  .object({
    id: z.uuid(),
    kind,
    subjectId: z.uuid(),
    subjectKind: z.enum(subjectKinds).nullable(),
    claimId: z.uuid().nullable(),
    title: z.object({ text: z.string(), language: z.string().nullable() }).nullable(),
    device: z.object({ slug: z.string(), name: z.string() }).nullable(),
    by: memberAnswer.nullable().openapi({ description: "Whose matter it is." }),
    openedAt: z.string(),
    dueAt: z.string().openapi({ description: "By when it should be decided: the order of the queue." }),
    overdue: z.boolean(),
    taken: z.object({ handle: z.string().nullable(), until: z.string() }).nullable(),
    own: z.boolean().openapi({ description: "Whether one is too close to it to decide." }),
    path: z.string().openapi({ description: "The page where it is decided, without the language." }),
  })
  .openapi("QueueEntry");

export const listQueueOfModerators = readPersonal({
  path: "/v1/queue",
  summary: "Everything that waits for a moderator, most urgent first",
  tag: "moderation",
  params: noParams,
  query: z.object({
    ...pageQuery,
    ...filters,
    hands: z.enum(queueHands).nullable().default(null).openapi({
      description: "`mine`: what one has taken; `free`: what nobody has.",
    }),
    overdue: z.stringbool().default(false),
  }),
  answer: z.object({
    items: z.array(entry),
    next: nextCursor,
    counts: z
      .array(z.object({ kind, count: z.int() }))
      .openapi({ description: `Of each kind; counted to ${QUEUE_COUNTED_TO}, one more means more.` }),
  }),
  load: async ({ viewer, query: { cursor, limit, ...given } }) => {
    permit(objectionToModerating(viewer));
    if (!viewer) throw new Refusal("sign-in-first");
    const after = cursor ? parsePlace(cursor) : null;
    if (cursor && !after) throw new Refusal("malformed");
    const [found, counts] = await Promise.all([
      listQueueItems(viewer.id, { filters: given, after, limit: limit + 1 }),
      countQueueItems(),
    ]);
    const { rows, next } = pageOf(found, limit, placeText);
    return { items: rows, next, counts };
  },
});

const takenAnswer = z.object({
  id: z.uuid(),
  kind,
  path: z.string().openapi({ description: "The page where it is decided, without the language." }),
  takenUntil: z.string().nullable(),
});

const general = {
  tag: "moderation",
  params: idParams,
  missing: "queue-item-not-found",
  body: z.strictObject({}),
  answer: takenAnswer,
  limit: "moderate",
} as const;

export const takeFromQueue = write({
  ...general,
  path: "/v1/queue/{id}/take",
  summary: "Take something in hand for half an hour, or for another half",
  perform: (_input, { viewer, params }) => takeQueueItem(viewer, params.id),
  page: ({ path }, { locale }) => `/${locale}${path}`,
});

export const releaseToQueue = write({
  ...general,
  path: "/v1/queue/{id}/release",
  summary: "Put back what one has taken",
  perform: (_input, { viewer, params }) => releaseQueueItem(viewer, params.id),
  page: (_answer, { locale }) => `/${locale}/moderation?released=1`,
});

export const takeNextFromQueue = write({
  path: "/v1/queue/next",
  summary: "Take the most urgent thing that nobody has and one may decide",
  tag: "moderation",
  params: noParams,
  body: z.strictObject({ ...filters, overdue: z.boolean().default(false) }),
  fromForm: ({ overdue, ...fields }) => ({ ...fields, overdue: overdue === "1" }),
  answer: z.object({ item: takenAnswer.nullable() }),
  limit: "moderate",
  perform: async (input, { viewer }) => ({ item: await takeNext(viewer, { ...input, hands: null }) }),
  page: ({ item }, { locale }, fields) => {
    if (item) return `/${locale}${item.path}`;
    const { kind: of, brand, device, overdue } = fields;
    const query = queueQuery({ kind: null, brand: null, device: null, hands: null, overdue: false });
    for (const [name, value] of Object.entries({ kind: of, brand, device, overdue }))
      if (typeof value === "string" && value) query.set(name, value);
    query.set("nothing", "1");
    return `/${locale}/moderation?${query}`;
  },
});
