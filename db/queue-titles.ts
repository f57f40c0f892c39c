import { inArray, type SQL, sql } from "drizzle-orm";
import type { QueueKind, SubjectKind } from "@/rules/vocabulary";
import type { Connection } from "./client";
import { deviceName } from "./references";
import { claim } from "./schema/claims";
import { comment } from "./schema/comments";
import { submission } from "./schema/decisions";
import { device } from "./schema/devices";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";
import type { queueItem } from "./schema/moderation";
import { editSuggestion, takedown } from "./schema/revisions";

type Item = Pick<
  typeof queueItem.$inferSelect,
  "id" | "kind" | "subjectId" | "subjectKind" | "claimId" | "memberId"
>;
type Title = { text: string; language: string | null };
type Found = Title & { id: string };

/** What each of these is about, in one query for every kind of thing among them. */
export async function titlesOf(items: Item[], on: Connection): Promise<Map<string, Title>> {
  const named = await namedThings(items, on);
  const wanted = new Map<SubjectKind | "submission", Map<string, string>>();
  for (const item of items) {
    const thing = thingOf(item, named);
    if (!thing) continue;
    const ids = wanted.get(thing.kind) ?? new Map<string, string>();
    wanted.set(thing.kind, ids.set(item.id, thing.id));
  }
  const found = await Promise.all(
    [...wanted].map(async ([kind, ids]) => {
      const titles = new Map(
        (await finders[kind]([...new Set(ids.values())], on)).map((row) => [row.id, row]),
      );
      return [...ids].map(([item, id]) => [item, titles.get(id)] as const);
    }),
  );
  return new Map(found.flat().flatMap(([item, title]) => (title ? [[item, title] as const] : [])));
}

type Thing = { kind: SubjectKind | "submission"; id: string };

/** The thing whose words name what waits. */
function thingOf(item: Item, named: Map<string, Thing>): Thing | null {
  if (item.kind === "submission") return { kind: "submission", id: item.subjectId };
  if (item.subjectKind) return { kind: item.subjectKind, id: item.subjectId };
  if (item.claimId) return { kind: "claim", id: item.claimId };
  if (item.kind === "appeal" && item.memberId) return { kind: "member", id: item.memberId };
  return named.get(item.subjectId) ?? null;
}

/** Edits and removals name their thing in their own tables. */
async function namedThings(items: Item[], on: Connection): Promise<Map<string, Thing>> {
  const tables = { edit: editSuggestion, takedown } as const;
  const named = await Promise.all(
    (["edit", "takedown"] as const).map(async (kind) => {
      const ids = idsOf(items, kind);
      const table = tables[kind];
      if (ids.length === 0) return [];
      return on
        .select({ id: table.id, kind: table.subjectKind, thing: table.subjectId })
        .from(table)
        .where(inArray(table.id, ids));
    }),
  );
  return new Map(named.flat().map(({ id, kind, thing }) => [id, { kind, id: thing }]));
}

function idsOf(items: Item[], kind: QueueKind): string[] {
  return items.filter((item) => item.kind === kind).map(({ subjectId }) => subjectId);
}

const unknown: SQL<null> = sql<null>`null`;

type Find = (ids: string[], on: Connection) => Promise<Found[]>;
const finders: Record<SubjectKind | "submission", Find> = {
  submission: (ids, on) =>
    on
      .select({
        id: submission.id,
        text: sql<string>`${submission.content}->>'statement'`,
        language: sql<string | null>`${submission.content}->>'statementLanguage'`,
      })
      .from(submission)
      .where(inArray(submission.id, ids)),
  claim: (ids, on) =>
    on
      .select({ id: claim.id, text: claim.statement, language: claim.language })
      .from(claim)
      .where(inArray(claim.id, ids)),
  document: (ids, on) =>
    on
      .select({ id: document.id, text: document.title, language: document.language })
      .from(document)
      .where(inArray(document.id, ids)),
  device: (ids, on) =>
    on
      .select({ id: device.id, text: deviceName, language: unknown })
      .from(device)
      .where(inArray(device.id, ids)),
  source: (ids, on) =>
    on
      .select({ id: source.id, text: source.name, language: unknown })
      .from(source)
      .where(inArray(source.id, ids)),
  comment: (ids, on) =>
    on
      .select({ id: comment.id, text: sql<string>`left(${comment.text}, 200)`, language: unknown })
      .from(comment)
      .where(inArray(comment.id, ids)),
  member: (ids, on) =>
    on
      .select({ id: member.id, text: sql<string>`'@' || ${member.handle}`, language: unknown })
      .from(member)
      .where(inArray(member.id, ids)),
};
