import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import {
  objectionToAskingForTakedown,
  objectionToDecidingTakedown,
  type TakedownKind,
  WITHHELD,
} from "@/rules/takedowns";
import type { Viewer } from "@/rules/viewer";
import type { RequestState } from "@/rules/vocabulary";
import { type Connection, database, type Transaction, takeTime, transaction } from "./client";
import { recordDecision } from "./decisions";
import { type Editable, findEditable, survivorOf } from "./editable";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { isUuid, type MemberRef } from "./references";
import { verdict } from "./schema/claims";
import { document, documentText, source } from "./schema/documents";
import { member } from "./schema/members";
import { contest } from "./schema/moderation";
import { takedown } from "./schema/revisions";
import { lockAllSlots } from "./slot-locks";

export type TakedownSubject = { kind: TakedownKind; id: string };

/** Asks for a document's excerpts, or a person's name, to be taken down. Comes first in the queue. */
export async function askForTakedown(
  viewer: Viewer,
  subject: TakedownSubject,
  reason: string,
): Promise<{ id: string }> {
  permit(objectionToAskingForTakedown(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    if (!(await findEditable(subject, tx, true))) throw new Refusal("not-found");
    const about = { subjectKind: subject.kind, subjectId: subject.id };
    const [waiting] = await tx
      .select({ id: takedown.id })
      .from(takedown)
      .where(
        and(
          eq(takedown.subjectKind, subject.kind),
          eq(takedown.subjectId, subject.id),
          eq(takedown.memberId, viewer.id),
          eq(takedown.state, "open"),
        ),
      );
    if (waiting) return waiting;
    const [saved] = await tx
      .insert(takedown)
      .values({ ...about, memberId: viewer.id, reason })
      .returning({ id: takedown.id });
    if (!saved) throw new Error("the request was not saved");
    await openQueueItem({ kind: "takedown", subjectId: saved.id, memberId: viewer.id }, tx);
    return saved;
  });
}

export type TakedownRequest = {
  id: string;
  kind: TakedownKind;
  subject: Editable;
  /** How many rulings and objections quote the document; 0 for a source. */
  quotations: number;
  by: MemberRef | null;
  memberId: string | null;
  reason: string;
  state: RequestState;
  answer: string | null;
  at: string;
};

/** A request with what it is about; null when there is none. */
export async function findTakedown(id: string, on: Connection = database()): Promise<TakedownRequest | null> {
  if (!isUuid(id)) return null;
  const [row] = await on
    .select({ asked: takedown, handle: member.handle, simulated: member.simulated })
    .from(takedown)
    .leftJoin(member, eq(member.id, takedown.memberId))
    .where(eq(takedown.id, id));
  if (!row) return null;
  const { asked, handle, simulated } = row;
  const kind = asked.subjectKind as TakedownKind;
  const { id: subjectId } = await survivorOf({ kind, id: asked.subjectId }, on);
  const subject = await findEditable({ kind, id: subjectId }, on);
  if (!subject) return null;
  return {
    id,
    kind,
    subject,
    quotations: await on.$count(verdict, and(eq(verdict.documentId, subjectId), quoted)),
    by: handle ? { handle, simulated: simulated ?? false } : null,
    memberId: asked.memberId,
    reason: asked.reason,
    state: asked.state,
    answer: asked.answer,
    at: asked.createdAt.toISOString(),
  };
}

const quoted = sql`${verdict.passage} is not null and ${verdict.passage} <> ${WITHHELD}`;

/**
 * Grants or refuses a takedown. What is granted is erased for good, also where rows are append-only, and the public log says that it
 * was and why, not what it was.
 */
export async function decideTakedown(
  viewer: Viewer,
  id: string,
  { decision, answer }: { decision: "upheld" | "rejected"; answer: string },
): Promise<{ id: string }> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    // A ruling under way quotes, and a number under way names, what is being erased; and reading all of them takes its time.
    if (decision === "upheld") {
      await takeTime(tx);
      await lockAllSlots(tx);
    }
    const [asked] = await tx.select().from(takedown).where(eq(takedown.id, id)).for("update");
    if (!asked) throw new Refusal("takedown-not-found");
    permit(objectionToDecidingTakedown(viewer, asked));
    await tx
      .update(takedown)
      .set({ state: decision, answer, decidedBy: viewer.id, decidedAt: sql`now()` })
      .where(eq(takedown.id, id));
    const kind = asked.subjectKind as TakedownKind;
    const subject = { kind, id: (await survivorOf({ kind, id: asked.subjectId }, tx)).id };
    if (decision === "upheld") await takeDown(id, subject, tx);
    await permitDecidingItem({ kind: "takedown", subjectId: id }, viewer, tx);
    await closeQueueItem({ kind: "takedown", subjectId: id, by: viewer.id }, tx);
    await recordDecision(
      {
        kind: decision === "upheld" ? "taken_down" : "takedown_refused",
        actorId: viewer.id,
        subjectId: id,
        sourceId: subject.kind === "source" ? subject.id : null,
        documentId: subject.kind === "document" ? subject.id : null,
        reason: answer,
        detail: { subjectKind: subject.kind },
      },
      tx,
    );
    return { id };
  });
}

async function takeDown(takedownId: string, { kind, id }: TakedownSubject, tx: Transaction): Promise<void> {
  // Lets the triggers of append-only rows know which request this transaction grants.
  await tx.execute(sql`select set_config('hearsay.takedown', ${takedownId}, true)`);
  const table = kind === "document" ? document : source;
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(or(eq(table.id, id), eq(table.mergedIntoId, id)));
  for (const row of rows)
    await (kind === "document" ? withholdExcerpts(row.id, tx) : withholdName(row.id, tx));
  await tx.execute(sql`select note_changes(array['everything'])`);
}

/** A text and what stands in its place from now on. */
type Erasure = { text: string; by: string };

async function withholdExcerpts(documentId: string, tx: Transaction): Promise<void> {
  const [kept] = await tx
    .select({ note: document.note, text: documentText.text })
    .from(document)
    .leftJoin(documentText, eq(documentText.documentId, document.id))
    .where(eq(document.id, documentId));
  const passages = await tx.execute<{ text: string }>(sql`
    select passage as text from verdict where document_id = ${documentId} and passage is not null
    union select passage from contest where document_id = ${documentId} and passage is not null`);
  await tx.delete(documentText).where(eq(documentText.documentId, documentId));
  await tx.update(document).set({ note: null }).where(eq(document.id, documentId));
  await tx
    .update(verdict)
    .set({ passage: WITHHELD })
    .where(and(eq(verdict.documentId, documentId), quoted));
  await tx
    .update(contest)
    .set({ passage: WITHHELD })
    .where(and(eq(contest.documentId, documentId), sql`${contest.passage} is not null`));
  const texts = [kept?.note, kept?.text, ...passages.map(({ text }) => text)].filter((text) => text != null);
  await erase(
    texts.map((text) => ({ text, by: WITHHELD })),
    tx,
  );
}

/** The source keeps its record under a name that says nothing; its old address leads nowhere, as it held the name. */
async function withholdName(sourceId: string, tx: Transaction): Promise<void> {
  const [before] = await tx
    .select({ slug: source.slug, name: source.name, url: source.url })
    .from(source)
    .where(eq(source.id, sourceId));
  if (!before) return;
  const former = await tx.execute<{ text: string }>(sql`
    select distinct r.fields->>name as text from revision r, unnest(array['name', 'url']) as name
    where r.subject_kind = 'source' and r.subject_id = ${sourceId} and r.fields->>name is not null`);
  // The first letter stays: origins of equal weight stand in the order of their slugs, and numbers are computed in that order.
  const slug = `${before.slug[0]}-withheld-${v7().slice(-12)}`;
  await tx.update(source).set({ name: WITHHELD, url: null, slug }).where(eq(source.id, sourceId));
  await withholdInNumbers(before.slug, slug, tx);
  const names = [before.name, before.url, ...former.map(({ text }) => text)].filter((text) => text != null);
  const said = names.map((text) => ({ text, by: WITHHELD }));
  await erase([...said, { text: before.slug, by: slug }], tx);
}

/** Wherever rows were kept whole or told of in words: the history, the log, identity changes, requests and notices. */
const keptIn = [
  ["revision", "fields"],
  ["edit_suggestion", "fields"],
  ["decision", "detail"],
  ["identity_change", "detail"],
  ["identity_row", "before"],
  ["identity_row", "after"],
  ["notification", "detail"],
  ["submission", "content"],
] as const;

/** Replaces texts that stand alone in a JSON value. What only mentions one in a longer text is for an edit. */
async function erase(erasures: Erasure[], tx: Transaction): Promise<void> {
  const replaced = erasures.filter(({ text }) => text !== WITHHELD && text.length > 1);
  for (const { text, by } of replaced)
    for (const [table, column] of keptIn) {
      const [name, json] = [sql.identifier(table), sql.identifier(column)];
      const [from, to] = [sql`to_jsonb(${text}::text)::text`, sql`to_jsonb(${by}::text)::text`];
      await tx.execute(sql`update ${name} set ${json} = replace(${json}::text, ${from}, ${to})::jsonb
        where strpos(${json}::text, ${from}) > 0`);
    }
}

/** Published numbers tell of their origins by name: the name goes, the numbers stay, and the origins in their order. */
async function withholdInNumbers(before: string, slug: string, tx: Transaction): Promise<void> {
  const now = JSON.stringify({ slug, name: WITHHELD });
  const renamed = (named: SQL) => sql`(
    select jsonb_agg(o order by abs((o->>'weight')::float8) desc, o->>'slug' collate "C") from (
      select case when e->>'slug' = ${before} then e || ${now}::jsonb else e end as o from jsonb_array_elements(${named}) e
    ) as origins)`;
  const names = (named: SQL) => sql`${named} @> ${JSON.stringify([{ slug: before }])}::jsonb`;
  const shown = sql`parts#>'{sources,named}'`;
  const real = sql`without_simulated#>'{parts,sources,named}'`;
  await tx.execute(
    sql`update credibility set parts = jsonb_set(parts, '{sources,named}', ${renamed(shown)}) where ${names(shown)}`,
  );
  await tx.execute(
    sql`update credibility set without_simulated = jsonb_set(without_simulated, '{parts,sources,named}', ${renamed(real)}) where ${names(real)}`,
  );
}
