import { asc, eq, sql } from "drizzle-orm";
import {
  type IdentityDraft,
  identityDecisions,
  identityNouns,
  objectionToChangingIdentity,
  objectionToMergingClaims,
  objectionToUndoing,
} from "@/rules/identity";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import type { IdentityKind } from "@/rules/vocabulary";
import { type Transaction, takeTime, transaction } from "./client";
import { refreshLockedSlots } from "./credibility";
import { inSlotsOf } from "./credibility-evidence";
import { recordDecision } from "./decisions";
import {
  type ClaimPair,
  findEqualClaims,
  loadMergingClaims,
  mergeClaimRows,
  moveClaims,
} from "./identity-claims";
import { foundDevice, mergeDeviceRows, renameDevice } from "./identity-devices";
import { mergeDocumentRows, mergeSourceRows } from "./identity-documents";
import { allowMoving, Journal } from "./identity-journal";
import { tellOfMoves } from "./identity-notices";
import { listScored, putBackScores, scoreAnew, scoresOnlySources } from "./identity-scores";
import { type IdentitySubject, requireIdentitySubject } from "./identity-subjects";
import { type IdentitySummary, summarizeChange } from "./identity-summary";
import { listConcerned, putBack } from "./identity-undo";
import { claim } from "./schema/claims";
import { decision } from "./schema/decisions";
import { identityChange } from "./schema/identity";
import { lockAllSlots, lockNames } from "./slot-locks";

type Doing = { journal: Journal; tx: Transaction };
type Parties = { subject: IdentitySubject; target: IdentitySubject | null };
/** Claims that came to another device say the same as one there: merged with it, or kept apart because they were ruled on differently. */
type Done = { pairs: ClaimPair[]; apart: ClaimPair[] };

export type IdentityPreview = IdentitySummary & { apart: number };

/** Makes a change of what is one and what is two, and answers with its id. */
export function changeIdentity(viewer: Viewer, draft: IdentityDraft): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const { changeId, kept, parties } = await make(viewer, draft, tx);
    await publishChange(kept, tx);
    const decisionId = await recordDecision(
      {
        ...{ kind: identityDecisions[draft.kind], actorId: viewer?.id ?? null, subjectId: changeId },
        ...{ ...namedIn(parties), reason: draft.reason, detail: publicDetail(draft, parties) },
      },
      tx,
    );
    await tellOfMoves({ changeId, decisionId, actorId: viewer?.id ?? null, reason: draft.reason }, tx);
    return { id: changeId };
  });
}

/** What a change would move: the change itself is made, told and taken back. Refuses what making it would refuse. */
export async function previewIdentity(viewer: Viewer, draft: IdentityDraft): Promise<IdentityPreview> {
  const seen: { preview?: IdentityPreview } = {};
  const takenBack = new Error("a preview is taken back");
  await transaction(async (tx) => {
    const { changeId, done } = await make(viewer, draft, tx);
    seen.preview = { ...(await summarizeChange(changeId, tx)), apart: done.apart.length };
    throw takenBack;
  }).catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
  if (!seen.preview) throw takenBack;
  return seen.preview;
}

async function make(viewer: Viewer, draft: IdentityDraft, tx: Transaction) {
  permit(objectionToChangingIdentity(viewer));
  await takeTime(tx);
  await lockNames(tx);
  await lockAllSlots(tx);
  const parties = await findParties(draft, tx);
  const changeId = await recordChange(draft, { parties, viewer }, tx);
  const journal = new Journal(changeId, tx);
  const before = await listConcernedBy(draft, parties, tx);
  const rivals = await listWithRivals(before, tx);
  const done = await apply(draft, parties, { journal, tx });
  await answerSuggestion(parties, { journal, tx });
  const scored = await listScored(
    scoresOnlySources(draft.kind) ? before : done.pairs.flatMap(({ loser, survivor }) => [loser, survivor]),
    tx,
  );
  await scoreAnew(scored, draft.kind, { journal, tx });
  return { changeId, done, parties, kept: { changeId, before: rivals } };
}

async function recordChange(
  draft: IdentityDraft,
  { parties, viewer }: { parties: Parties; viewer: Viewer },
  tx: Transaction,
): Promise<string> {
  const [row] = await tx
    .insert(identityChange)
    .values({
      ...{ kind: draft.kind, subjectId: parties.subject.id, targetId: parties.target?.id ?? null },
      ...{ reason: draft.reason, detail: labelsOf(parties), decidedBy: viewer?.id ?? null },
      // After every lock was got: whatever was recorded before came before this.
      at: sql`clock_timestamp()`,
    })
    .returning({ id: identityChange.id });
  if (!row) throw new Error("the change was not saved");
  await allowMoving(row.id, tx);
  return row.id;
}

async function findParties(draft: IdentityDraft, tx: Transaction): Promise<Parties> {
  const nouns = identityNouns[draft.kind];
  const subject = await requireIdentitySubject(
    { noun: nouns.subject, text: draft.subject, path: "subject" },
    tx,
  );
  const text = "target" in draft ? draft.target : null;
  const target =
    nouns.target && text
      ? await requireIdentitySubject({ noun: nouns.target, text, path: "target" }, tx)
      : null;
  if (target?.id === subject.id) throw refuseTarget("the-same-thing");
  return { subject, target };
}

/** Whoever suggested that the two are one has been answered. */
async function answerSuggestion({ subject, target }: Parties, { journal }: Doing): Promise<void> {
  if (target?.noun !== subject.noun) return;
  const both = [subject.id, target.id];
  await journal.update("queue_item", {
    where: sql`t.kind = 'merge' and t.closed_at is null and t.subject_id in ${both} and t.other_id in ${both}`,
    set: sql`closed_at = now(), taken_by = null, taken_until = null`,
  });
}

function refuseTarget(reason: "the-same-thing" | "another-slot"): Refusal {
  return new Refusal(reason, { problems: [{ path: "target", reason }] });
}

function labelsOf({ subject, target }: Parties) {
  return {
    ...{ subject: subject.label, subjectPath: subject.path },
    ...{ target: target?.label ?? null, targetPath: target?.path ?? null },
  };
}

/** What the public log tells: names, titles and wordings. */
function publicDetail(draft: IdentityDraft, { subject, target }: Parties) {
  const named = "name" in draft ? draft.name : null;
  return { from: subject.label, to: target?.label ?? named };
}

/** What the log names: that which stays. */
function namedIn({ subject, target }: Parties) {
  const stays = target?.noun === subject.noun ? target : subject;
  return { [`${stays.noun}Id`]: stays.id };
}

async function apply(draft: IdentityDraft, parties: Parties, doing: Doing): Promise<Done> {
  const none = { pairs: [], apart: [] };
  const { subject, target } = parties;
  if (draft.kind === "rename_device") {
    await renameDevice(subject.id, draft, doing);
    return none;
  }
  if (draft.kind === "split_device") return split(draft, parties, doing);
  const pair = { loser: subject.id, survivor: target?.id ?? "" };
  switch (draft.kind) {
    case "merge_devices":
      return mergeDevices(pair, doing);
    case "move_claim":
      return bring([subject.id], pair.survivor, doing);
    case "merge_claims":
      return mergeClaims(pair, doing);
    case "merge_sources":
      await mergeSourceRows(pair, doing.journal);
      return none;
    case "merge_documents":
      await mergeDocumentRows(pair, doing.journal);
      return none;
  }
}

async function mergeDevices(pair: ClaimPair, doing: Doing): Promise<Done> {
  const done = await bring(await listClaimsOf(pair.loser, doing.tx), pair.survivor, doing);
  await mergeDeviceRows(pair, doing);
  return done;
}

async function listClaimsOf(deviceId: string, tx: Transaction): Promise<string[]> {
  const rows = await tx.select({ id: claim.id }).from(claim).where(eq(claim.deviceId, deviceId));
  return rows.map(({ id }) => id);
}

async function split(
  draft: Extract<IdentityDraft, { kind: "split_device" }>,
  { subject, target }: Parties,
  doing: Doing,
): Promise<Done> {
  const own = await loadMergingClaims(sql`c.device_id = ${subject.id}`, doing.tx);
  const chosen = own.filter(({ id }) => draft.claims.includes(id)).map(({ id }) => id);
  const reason = "choose-claims";
  if (chosen.length === 0 || chosen.length < draft.claims.length)
    throw new Refusal(reason, { problems: [{ path: "claims", reason }] });
  const { name, slug } = draft;
  if (!target && (!name || !slug)) throw new Refusal("malformed", { problems: missingOf({ name, slug }) });
  const to =
    target?.id ?? (await foundDevice({ from: subject.id, name: name ?? "", slug: slug ?? "" }, doing));
  return bring(chosen, to, doing);
}

function missingOf(fields: { name: string | null; slug: string | null }) {
  return (["name", "slug"] as const)
    .filter((path) => !fields[path])
    .map((path) => ({ path, reason: "malformed" as const }));
}

/** Claims come to a device; those that say what one there says already are merged with it in the same change. */
async function bring(ids: string[], deviceId: string, { journal, tx }: Doing): Promise<Done> {
  await moveClaims(ids, deviceId, journal);
  const done = await findEqualClaims(ids, deviceId, tx);
  for (const pair of done.pairs) await mergeClaimRows(pair, journal);
  return done;
}

async function mergeClaims(pair: ClaimPair, { journal, tx }: Doing): Promise<Done> {
  const found = await loadMergingClaims(sql`c.id in ${[pair.loser, pair.survivor]}`, tx);
  const [loser, survivor] = [pair.loser, pair.survivor].map((id) => found.find((one) => one.id === id));
  if (!loser || !survivor) throw new Refusal("claim-not-found");
  const objection = objectionToMergingClaims(loser, survivor);
  if (objection) throw new Refusal(objection, { problems: [{ path: "target", reason: objection }] });
  await mergeClaimRows(pair, journal);
  return { pairs: [pair], apart: [] };
}

/** The claims whose slots, reports or ratings a change touches. */
async function listConcernedBy(
  draft: IdentityDraft,
  { subject, target }: Parties,
  tx: Transaction,
): Promise<string[]> {
  const both = [subject.id, target?.id ?? subject.id];
  const queries = {
    rename_device: sql`select null::uuid as id where false`,
    merge_devices: sql`select c.id from claim c where c.device_id = ${subject.id}`,
    split_device: sql`select c.id from claim c where c.device_id = ${subject.id}`,
    move_claim: sql`select c.id from claim c where c.id = ${subject.id}`,
    merge_claims: sql`select c.id from claim c where c.id in ${both}`,
    merge_sources: sql`select r.claim_id as id from report r join document d on d.id = r.document_id
      where r.origin_id = ${subject.id} or d.source_id = ${subject.id}`,
    merge_documents: sql`select r.claim_id as id from report r
      where r.document_id in ${both} or r.origin_document_id in ${both}`,
  } satisfies Record<IdentityKind, ReturnType<typeof sql>>;
  const rows = await tx.execute<{ id: string }>(
    sql`select distinct q.id from (${queries[draft.kind]}) q order by 1`,
  );
  return rows.map(({ id }) => id);
}

async function listWithRivals(ids: string[], tx: Transaction): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.select({ id: claim.id }).from(claim).where(inSlotsOf(ids));
  return rows.map(({ id }) => id);
}

/** Lists and records hold what was merged or moved, wherever no row of theirs says so by itself. */
const listTags = ["home", "devices", "records"];

/** Computes the slots anew that were left and entered. Settled claims keep their numbers. */
async function publishChange(
  { changeId, before }: { changeId: string; before: string[] },
  tx: Transaction,
): Promise<void> {
  const now = await listConcerned(changeId, tx);
  const concerned = [...new Set([...before, ...now])];
  if (concerned.length > 0) await refreshLockedSlots(concerned, "identity", tx);
  await tx.execute(
    sql`select note_changes(array(select jsonb_array_elements_text(${JSON.stringify(listTags)}::jsonb)))`,
  );
}

/** Puts every row of a change back as it was. Refused where one of them has changed since in a way that this would undo too. */
export function undoIdentity(viewer: Viewer, id: string, reason: string): Promise<{ id: string }> {
  return transaction(async (tx) => {
    permit(objectionToChangingIdentity(viewer));
    await takeTime(tx);
    await lockNames(tx);
    await lockAllSlots(tx);
    const [change] = await tx.select().from(identityChange).where(eq(identityChange.id, id)).for("update");
    if (!change) throw new Refusal("change-not-found");
    permit(objectionToUndoing(viewer, { undone: change.undoneAt !== null }));
    const set = { undoneAt: sql`clock_timestamp()`, undoneBy: viewer?.id ?? null };
    await tx.update(identityChange).set(set).where(eq(identityChange.id, id));
    await allowMoving(id, tx);
    const before = await listWithRivals(await listConcerned(id, tx), tx);
    await putBack(id, tx);
    await putBackScores(id, change.kind, tx);
    await publishChange({ changeId: id, before }, tx);
    const logged = await findLogged(id, tx);
    const entry = {
      ...logged,
      kind: "identity_undone",
      actorId: viewer?.id ?? null,
      subjectId: id,
      reason,
    } as const;
    const decisionId = await recordDecision(entry, tx);
    await tellOfMoves({ changeId: id, decisionId, actorId: viewer?.id ?? null, reason, undone: true }, tx);
    return { id };
  });
}

/** What the log entry of the change named and told. */
async function findLogged(changeId: string, tx: Transaction) {
  const [row] = await tx
    .select({
      claimId: decision.claimId,
      deviceId: decision.deviceId,
      sourceId: decision.sourceId,
      documentId: decision.documentId,
      detail: decision.detail,
    })
    .from(decision)
    .where(eq(decision.subjectId, changeId))
    .orderBy(asc(decision.at))
    .limit(1);
  return row;
}
