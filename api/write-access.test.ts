import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { member } from "@/db/schema/members";
import { suspension } from "@/db/schema/moderation";
import { aClaim } from "@/db/test-data";
import type { Role, Viewer } from "@/rules/viewer";
import { objectionToWriting, type WritePath, writeAccess } from "@/rules/write-access";
import { api } from "./app";
import { type Asker, post, signedIn } from "./test-client";

// Every write of the API × every kind of viewer. Nothing here names a route: a new one is asked as soon as it is registered.

const registered = [
  ...new Set(
    api.routes
      .filter(({ method }) => !["GET", "HEAD", "ALL"].includes(method))
      .map(({ path }) => path.replace(/^\/api/, "").replaceAll(/:(\w+)/g, "{$1}")),
  ),
].sort();

type Kind = { role?: Role; handle?: false; simulated?: true; suspended?: "in force" | "lifted" | "over" };
const kinds: Record<string, Kind | null> = {
  nobody: null,
  "a member without a handle": { handle: false },
  "a member": {},
  "a contributor": { role: "contributor" },
  "a moderator": { role: "moderator" },
  "a moderator without a handle": { role: "moderator", handle: false },
  "an admin": { role: "admin" },
  "a simulated member": { simulated: true },
  "a simulated moderator": { role: "moderator", simulated: true },
  "a suspended member": { suspended: "in force" },
  "a suspended contributor": { role: "contributor", suspended: "in force" },
  "a suspended moderator": { role: "moderator", suspended: "in force" },
  "a member whose suspension was lifted": { suspended: "lifted" },
  "a member whose suspension is over": { suspended: "over" },
};

async function aViewer(kind: Kind): Promise<{ asker: Asker; viewer: NonNullable<Viewer> }> {
  const { role = "member", simulated = false } = kind;
  const asker = await signedIn(role, { simulated });
  if (kind.handle === false)
    await database().update(member).set({ handle: null, handleFolded: null }).where(eq(member.id, asker.id));
  if (kind.suspended)
    await database()
      .insert(suspension)
      .values({
        memberId: asker.id,
        reason: "Spam.",
        at: sql`now() - interval '2 days'`,
        until: sql`now() + ${kind.suspended === "over" ? "-1 day" : "1 day"}::interval`,
        liftedAt: kind.suspended === "lifted" ? sql`now()` : null,
      });
  const handle = kind.handle === false ? null : asker.handle;
  return {
    asker,
    viewer: { id: asker.id, handle, role, simulated, suspended: kind.suspended === "in force" },
  };
}

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  default?: unknown;
  format?: string;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};
type Documented = {
  paths: Record<string, { post?: { requestBody: { content: Record<string, { schema: Schema }> } } }>;
  components: { schemas: Record<string, Schema> };
};
const documented = api.getOpenAPI31Document({
  openapi: "3.1.0",
  info: { title: "", version: "" },
}) as unknown as Documented;

/** Something of this shape, so that a write gets past its parsing where the shape is all it asks. */
function sample(schema: Schema): unknown {
  if (schema.$ref) return sample(documented.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  const given = [schema.example, schema.const, schema.default, ...(schema.enum ?? [])];
  const known = given.find((value) => value !== undefined);
  if (known !== undefined) return known;
  const [either] = schema.anyOf ?? schema.oneOf ?? [];
  if (either) return sample(either);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object")
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {})]),
    );
  if (type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
  if (type === "boolean") return true;
  if (type === "number" || type === "integer") return schema.minimum ?? 1;
  return (
    { uuid: crypto.randomUUID(), date: "2022-07-04", uri: "https://example.org/a" }[schema.format ?? ""] ??
    "word"
  );
}

function bodyFor(path: string): unknown {
  const content = documented.paths[`/api${path}`]?.post?.requestBody.content ?? {};
  return sample(content["application/json"]?.schema ?? {});
}

const access = new Set([
  "sign-in-first",
  "choose-a-handle-first",
  "contributors-only",
  "moderators-only",
  "admins-only",
  "suspended",
]);

test("every write is in the table, and the table names no other", () => {
  expect(Object.keys(writeAccess).sort()).toEqual(registered);
});

test.each(registered)("%s lets in and refuses exactly whom the rules say", async (path) => {
  const claim = await aClaim();
  const body = bodyFor(path);
  const answered: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    const { asker, viewer } = kind ? await aViewer(kind) : { asker: null, viewer: null };
    const address = path
      .replace("/v1/claims/{id}", `/v1/claims/${claim.id}`)
      .replaceAll(/\{\w+\}/g, () => crypto.randomUUID());
    const { status, body: answer } = await post(asker, `/api${address}`, body);
    answered[name] = access.has(answer.reason) ? answer.reason : status === 500 ? answer : null;
    expected[name] = objectionToWriting(viewer, path as WritePath);
  }
  expect(answered).toEqual(expected);
});

test.each(registered)("%s says nothing of what it was sent to who may not use it", async (path) => {
  for (const [name, kind] of Object.entries(kinds)) {
    const { asker, viewer } = kind ? await aViewer(kind) : { asker: null, viewer: null };
    const objection = objectionToWriting(viewer, path as WritePath);
    if (!objection) continue;
    const address = path.replaceAll(/\{\w+\}/g, "no-such-thing");
    const { body } = await post(asker, `/api${address}`, { nonsense: true });
    expect([name, body.reason, body.problems]).toEqual([name, objection, []]);
  }
});
