import { and, asc, desc, eq, sql } from "drizzle-orm";
import {
  changedFields,
  EDITS_WAITING_AT_MOST,
  editsDirectly,
  type Fields,
  mergeEdit,
  objectionToDecidingEdit,
  objectionToEditing,
  objectionToWithdrawingEdit,
  withoutRespelling,
} from "@/rules/edits";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import type { Outcome, RequestState } from "@/rules/vocabulary";
import { type Connection, database, type Transaction, transaction } from "./client";
import { recordDecision } from "./decisions";
import { type Editable, type EditSubject, findEditable, survivorOf, writeFields } from "./editable";
import { notify } from "./notifications";
import { closeQueueItem, openQueueItem, permitDecidingItem } from "./queue";
import { isUuid, type MemberRef } from "./references";
import { member } from "./schema/members";
import { editSuggestion, revision } from "./schema/revisions";

export type RevisionEntry = {
  number: number;
  fields: Fields;
  /** Null for what stood before the first edit, for a deleted account, and for a moderator where only moderators see who. */
  author: MemberRef | null;
  reason: string | null;
  revertsTo: number | null;
  at: string;
};

const ofSubject = ({ kind, id }: EditSubject) =>
  and(eq(revision.subjectKind, kind), eq(revision.subjectId, id));

/**
 * Every wording something had since its first edit, newest first; empty when it was never edited. Who edited directly, a moderator,
 * is named to moderators only.
 */
export async function listRevisions(
  subject: EditSubject,
  { moderators = false }: { moderators?: boolean } = {},
  on: Connection = database(),
): Promise<RevisionEntry[]> {
  const rows = await on
    .select({ revision, handle: member.handle, simulated: member.simulated })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(ofSubject(subject))
    .orderBy(desc(revision.number))
    .limit(500);
  return rows.map(({ revision: kept, handle, simulated }) => ({
    number: kept.number,
    fields: kept.fields,
    author:
      handle && (moderators || kept.authorId !== kept.decidedBy)
        ? { handle, simulated: simulated ?? false }
        : null,
    reason: kept.reason,
    revertsTo: kept.revertsTo,
    at: kept.at.toISOString(),
  }));
}

async function currentNumber(subject: EditSubject, on: Connection): Promise<number> {
  const [row] = await on
    .select({ number: revision.number })
    .from(revision)
    .where(ofSubject(subject))
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.number ?? 0;
}

/** Something to edit, with the number of the revision it stands at; null when there is no such thing. */
export async function findEdited(
  subject: EditSubject,
  on: Connection = database(),
): Promise<(Editable & { number: number }) | null> {
  const found = await findEditable(subject, on);
  return found && { ...found, number: await currentNumber(subject, on) };
}

async function lockEditable(subject: EditSubject, tx: Transaction): Promise<Editable> {
  const found = await findEditable(subject, tx, true);
  if (!found) throw new Refusal("edit-not-found");
  return found;
}

async function fieldsAt(subject: EditSubject, number: number, tx: Transaction): Promise<Fields | null> {
  const [row] = await tx
    .select({ fields: revision.fields })
    .from(revision)
    .where(and(ofSubject(subject), eq(revision.number, number)));
  return row?.fields ?? null;
}

type Draft = { fields: Fields; reason: string; baseNumber: number };
export type EditAnswer = EditSubject & { state: "done" | "waiting"; suggestionId: string | null };

/** Edits something: a moderator's edit stands at once, a contributor's waits for one. */
export async function saveEdit(viewer: Viewer, subject: EditSubject, given: Draft): Promise<EditAnswer> {
  permit(objectionToEditing(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const found = await lockEditable(subject, tx);
    const draft = { ...given, fields: withoutRespelling(given.fields, found.fields) };
    const fields = await mergedFields(found, draft, tx);
    if (!editsDirectly(viewer)) {
      const suggestionId = await suggest(viewer.id, { found, draft }, tx);
      return { ...subject, state: "waiting", suggestionId };
    }
    const { reason } = draft;
    const revised = { found, fields, authorId: viewer.id, decidedBy: viewer.id, reason };
    const number = await revise(revised, tx);
    await logEdit({ kind: "edited", found, by: viewer.id, reason, detail: { number } }, tx);
    return { ...subject, state: "done", suggestionId: null };
  });
}

/** What would stand after an edit that may have been begun before somebody else's. */
async function mergedFields(found: Editable, draft: Draft, tx: Transaction): Promise<Fields> {
  const known = await fieldsAt(found, draft.baseNumber, tx);
  const base = known ?? found.fields;
  const edited = { ...base, ...draft.fields };
  const merged = mergeEdit({ base, current: found.fields, edited });
  if (!merged) throw new Refusal("edited-meanwhile", { standing: found.fields });
  if (Object.keys(changedFields(found.fields, merged)).length === 0) throw new Refusal("nothing-changed");
  return merged;
}

type Revised = {
  found: Editable;
  fields: Fields;
  authorId: string | null;
  decidedBy: string;
  reason: string;
  revertsTo?: number;
};

/** Writes the fields and keeps them as the next revision; the first also keeps what stood before, as number 0. */
async function revise({ found, fields, ...how }: Revised, tx: Transaction): Promise<number> {
  const subject = { subjectKind: found.kind, subjectId: found.id };
  const number = (await currentNumber(found, tx)) + 1;
  if (number === 1) {
    const before = { ...subject, number: 0, fields: found.fields, at: new Date(0) };
    await tx.insert(revision).values(before);
  }
  await writeFields(found, fields, tx);
  // The statement's clock: an edit that waited for this row began before the one it follows.
  await tx.insert(revision).values({ ...subject, ...how, number, fields, at: sql`clock_timestamp()` });
  return number;
}

async function suggest(
  memberId: string,
  { found, draft }: { found: Editable; draft: Draft },
  tx: Transaction,
): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`hearsay.editor ${memberId}`}))`);
  const waiting = await tx.$count(
    editSuggestion,
    and(eq(editSuggestion.memberId, memberId), eq(editSuggestion.state, "open")),
  );
  if (waiting >= EDITS_WAITING_AT_MOST) throw new Refusal("queue-full");
  const { fields, reason, baseNumber } = draft;
  const [row] = await tx
    .insert(editSuggestion)
    .values({ subjectKind: found.kind, subjectId: found.id, memberId, fields, reason, baseNumber })
    .returning({ id: editSuggestion.id });
  if (!row) throw new Error("the suggested edit was not saved");
  const { claimId = null, deviceId = null } = found.filed;
  await openQueueItem({ kind: "edit", subjectId: row.id, claimId, deviceId, memberId }, tx);
  return row.id;
}

type Logged = {
  kind: "edited" | "edit_accepted" | "edit_refused" | "edit_reverted";
  found: Editable;
  by: string;
  reason: string | null;
  detail: Record<string, string | number>;
};

function logEdit({ kind, found, by, reason, detail }: Logged, tx: Transaction): Promise<string> {
  const about = { subjectKind: found.kind, ...detail };
  return recordDecision(
    { kind, actorId: by, subjectId: found.id, ...found.filed, reason, detail: about },
    tx,
  );
}

async function lockSuggestion(id: string, tx: Transaction) {
  const [row] = await tx.select().from(editSuggestion).where(eq(editSuggestion.id, id)).for("update");
  if (!row) throw new Refusal("edit-not-found");
  return row;
}

/** Accepts or refuses a suggested edit and tells who suggested it. */
export async function decideEdit(
  viewer: Viewer,
  id: string,
  { decision, answer }: { decision: "accept" | "refuse"; answer: string | null },
): Promise<EditSubject> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const asked = await lockSuggestion(id, tx);
    permit(objectionToDecidingEdit(viewer, asked));
    if (decision === "refuse" && !answer)
      throw new Refusal("reason-required", { problems: [{ path: "answer", reason: "reason-required" }] });
    const subject = await survivorOf({ kind: asked.subjectKind, id: asked.subjectId }, tx);
    const found = await lockEditable(subject, tx);
    const state = decision === "accept" ? "upheld" : "rejected";
    if (decision === "accept") {
      const fields = await mergedFields(found, asked, tx);
      const { memberId: authorId, reason } = asked;
      await revise({ found, fields, authorId, decidedBy: viewer.id, reason }, tx);
    }
    await tx
      .update(editSuggestion)
      .set({ state, answer, decidedBy: viewer.id, decidedAt: sql`now()` })
      .where(eq(editSuggestion.id, id));
    await permitDecidingItem({ kind: "edit", subjectId: id }, viewer, tx);
    await closeQueueItem({ kind: "edit", subjectId: id, by: viewer.id }, tx);
    const kind = decision === "accept" ? "edit_accepted" : "edit_refused";
    const said = answer ?? asked.reason;
    const decisionId = await logEdit({ kind, found, by: viewer.id, reason: said, detail: {} }, tx);
    const detail = { state, subjectKind: found.kind, title: found.title.slice(0, 140) };
    const told = { memberId: asked.memberId, kind: "edit_decided", eventId: id, decisionId } as const;
    await notify([{ ...told, claimId: found.filed.claimId, reason: answer, detail }], tx);
    return subject;
  });
}

/** Takes a suggested edit of one's own back. */
export async function withdrawEdit(viewer: Viewer, id: string): Promise<EditSubject> {
  return transaction(async (tx) => {
    const asked = await lockSuggestion(id, tx);
    permit(objectionToWithdrawingEdit(viewer, asked));
    await tx.update(editSuggestion).set({ state: "withdrawn" }).where(eq(editSuggestion.id, id));
    await closeQueueItem({ kind: "edit", subjectId: id, by: null }, tx);
    return { kind: asked.subjectKind, id: asked.subjectId };
  });
}

/** Puts an earlier wording back in force, as a new revision. */
export async function revertEdit(
  viewer: Viewer,
  subject: EditSubject,
  { number, reason }: { number: number; reason: string },
): Promise<EditSubject> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const found = await lockEditable(subject, tx);
    const fields = await fieldsAt(subject, number, tx);
    if (!fields) throw new Refusal("edit-not-found");
    if (Object.keys(changedFields(found.fields, fields)).length === 0) throw new Refusal("nothing-changed");
    const by = viewer.id;
    await revise({ found, fields, authorId: by, decidedBy: by, reason, revertsTo: number }, tx);
    await logEdit({ kind: "edit_reverted", found, by, reason, detail: { to: number } }, tx);
    return subject;
  });
}

export type SuggestedEdit = {
  id: string;
  subject: Editable;
  /** What it was made on, and what would stand; null where it clashes with an edit since. */
  base: Fields;
  merged: Fields | null;
  edited: Fields;
  by: MemberRef | null;
  memberId: string;
  reason: string;
  state: RequestState;
  answer: string | null;
  at: string;
};

/** A suggested edit beside what stands now; null when there is none. */
export async function findSuggestedEdit(
  id: string,
  on: Connection = database(),
): Promise<SuggestedEdit | null> {
  if (!isUuid(id)) return null;
  const [row] = await on
    .select({ asked: editSuggestion, handle: member.handle, simulated: member.simulated })
    .from(editSuggestion)
    .innerJoin(member, eq(member.id, editSuggestion.memberId))
    .where(eq(editSuggestion.id, id));
  if (!row) return null;
  const { asked, handle, simulated } = row;
  const asksAbout = await survivorOf({ kind: asked.subjectKind, id: asked.subjectId }, on);
  const subject = await findEditable(asksAbout, on);
  if (!subject) return null;
  const [kept] = await on
    .select({ fields: revision.fields })
    .from(revision)
    .where(and(ofSubject(subject), eq(revision.number, asked.baseNumber)));
  const base = kept?.fields ?? subject.fields;
  const edited = { ...base, ...asked.fields };
  return {
    id,
    subject,
    base,
    edited,
    merged: mergeEdit({ base, current: subject.fields, edited }),
    by: handle ? { handle, simulated } : null,
    memberId: asked.memberId,
    reason: asked.reason,
    state: asked.state,
    answer: asked.answer,
    at: asked.createdAt.toISOString(),
  };
}

/** The edits somebody suggested of this thing that still wait, oldest first. */
export async function listWaitingEdits(subject: EditSubject, on: Connection = database()) {
  return on
    .select({ id: editSuggestion.id, memberId: editSuggestion.memberId, reason: editSuggestion.reason })
    .from(editSuggestion)
    .where(
      and(
        eq(editSuggestion.subjectKind, subject.kind),
        eq(editSuggestion.subjectId, subject.id),
        eq(editSuggestion.state, "open"),
      ),
    )
    .orderBy(asc(editSuggestion.id))
    .limit(20);
}

/** What was decided and rated on each wording of a claim, by the number of the revision. */
export type WordingUse = { verdicts: Outcome[]; ratings: number };

/** Which wording of a claim each of its verdicts, and each rating that was ever made, belongs to. */
export async function listWordingUses(
  claimId: string,
  on: Connection = database(),
): Promise<Map<number, WordingUse>> {
  const rows = await on.execute<{ number: number; verdicts: Outcome[]; ratings: number }>(sql`
    with wording as (
      select number, at, coalesce(lead(at) over (order by number), 'infinity') as until
      from revision where subject_kind = 'claim' and subject_id = ${claimId})
    select w.number,
      array(select v.outcome from verdict v where v.claim_id = ${claimId} and v.recorded_at >= w.at and v.recorded_at < w.until order by v.id) as verdicts,
      (select count(*)::int from rating_history h where h.claim_id = ${claimId} and h.at >= w.at and h.at < w.until) as ratings
    from wording w`);
  return new Map(rows.map(({ number, ...use }) => [number, use]));
}

/** How often a claim's wording was edited, and the wording its verdict in force was given on where that is another one. */
export async function findWording(
  claimId: string,
  on: Connection = database(),
): Promise<{ edits: number; ruledOn: string | null }> {
  const [row] = await on.execute<{ edits: number; ruled_on: string | null; statement: string }>(sql`
    select (select count(*)::int from revision r where r.subject_kind = 'claim' and r.subject_id = c.id and r.number > 0) as edits,
      (select r.fields->>'statement' from revision r join verdict v on v.id = c.verdict_id
        where r.subject_kind = 'claim' and r.subject_id = c.id and r.at <= v.recorded_at order by r.number desc limit 1) as ruled_on,
      c.statement
    from claim c where c.id = ${claimId}`);
  if (!row) return { edits: 0, ruledOn: null };
  return { edits: row.edits, ruledOn: row.ruled_on === row.statement ? null : row.ruled_on };
}
