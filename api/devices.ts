import { z } from "@hono/zod-openapi";
import { findDevicePage } from "@/db/devices";
import { listDevicesAfter, suggestDevices } from "@/db/search";
import { Refusal } from "@/rules/refusal";
import { parseSearch } from "@/rules/search";
import { deviceStatuses, nameKinds } from "@/rules/vocabulary";
import { claimAnswer, claimOf } from "./answers";
import { nextCursor, pageOf, pageQuery } from "./pages";
import { noQuery, readPublic } from "./read";
import { slug } from "./text-fields";
import { noParams } from "./write";

const listed = z.object({
  slug: z.string(),
  name: z.string(),
  brand: z.string(),
  status: z.enum(deviceStatuses),
  announced: z.string().nullable(),
  summary: z.string(),
  claims: z.number().int(),
  matched: z
    .object({ name: z.string(), kind: z.enum([...nameKinds, "working_name", "slug"]) })
    .nullable()
    .openapi({ description: "The name a search matched, where it is not the one the device goes by." }),
});

export const listAllDevices = readPublic({
  path: "/v1/devices",
  summary: "Devices by slug; with `q` those that go or went by such a name, best first",
  tag: "devices",
  params: noParams,
  query: z.object({ q: z.string().max(200).optional(), ...pageQuery }),
  answer: z.object({ devices: z.array(listed), next: nextCursor }),
  load: async ({ query: { q, cursor, limit } }) => {
    if (q !== undefined) {
      const search = parseSearch(q);
      return { devices: search ? (await suggestDevices(search)).slice(0, limit) : [], next: null };
    }
    const found = await listDevicesAfter({ after: cursor, limit: limit + 1 });
    const { rows, next } = pageOf([...found], limit, (row) => row.slug);
    return { devices: rows, next };
  },
});

export const showDevice = readPublic({
  path: "/v1/devices/{slug}",
  summary: "A device with all its claims",
  tag: "devices",
  params: z.object({ slug }),
  missing: "device-not-found",
  query: noQuery,
  answer: z.object({
    slug: z.string().openapi({ description: "Where the device is now; former slugs find it too." }),
    name: z.string(),
    workingName: z.string(),
    officialName: z.string().nullable(),
    brand: z.object({ slug: z.string(), name: z.string() }),
    names: z.array(z.object({ name: z.string(), kind: z.enum(nameKinds) })),
    status: z.enum(deviceStatuses),
    announced: z.string().nullable(),
    released: z.string().nullable(),
    summary: z.string(),
    claims: z.array(claimAnswer),
  }),
  load: async ({ params }) => {
    const asked = await findDevicePage(params.slug);
    const page = asked && "movedTo" in asked ? await findDevicePage(asked.movedTo) : asked;
    if (!page || "movedTo" in page) throw new Refusal("device-not-found");
    return { ...page, claims: page.claims.map(claimOf) };
  },
});
