import { sql } from "drizzle-orm";
import type { Transaction } from "./client";
import { type NewNotification, notify } from "./notifications";

type Moved = { memberId: string; claimId: string; statement: string; device: string; claims: number };

/** Tells those who submitted or rated claims that now stand elsewhere, or do again: each once, whatever the number of claims. */
export async function tellOfMoves(
  {
    changeId,
    decisionId,
    actorId,
    reason,
    undone = false,
  }: { changeId: string; decisionId: string; actorId: string | null; reason: string; undone?: boolean },
  tx: Transaction,
): Promise<void> {
  const told = await listTold(changeId, tx);
  const rows = told
    .filter(({ memberId }) => memberId !== actorId)
    .map(
      ({ memberId, claimId, statement, device, claims }): NewNotification => ({
        ...{ memberId, kind: "claim_moved", claimId, decisionId, reason },
        // Undoing is an event of its own.
        eventId: undone ? decisionId : changeId,
        detail: { statement, subject: device, claims, undone },
      }),
    );
  await notify(rows, tx);
}

/** Members with the claim of theirs that moved, where several did the first; a merged one by the claim that stands for it. */
export async function listTold(changeId: string, tx: Transaction): Promise<Moved[]> {
  const rows = await tx.execute<Moved>(sql`
    with moved as (
      select distinct (before->>'id')::uuid as id from identity_row
      where change_id = ${changeId} and table_name = 'claim'
        and (before->'device_id' <> after->'device_id' or before->'merged_into_id' is distinct from after->'merged_into_id')
    ), theirs as (
      select c.submitted_by as member_id, c.id from moved join claim c using (id) where c.submitted_by is not null
      union select r.member_id, r.claim_id from moved join rating r on r.claim_id = moved.id
      union select (r.before->>'member_id')::uuid, (r.before->>'claim_id')::uuid from identity_row r
        where r.change_id = ${changeId} and r.table_name = 'rating'
    ), standing as (
      select t.member_id, coalesce(c.merged_into_id, c.id) as id from theirs t join claim c on c.id = t.id
    )
    select distinct on (s.member_id) s.member_id as "memberId", s.id as "claimId", c.statement,
      coalesce(d.official_name, d.working_name) as device, count(*) over (partition by s.member_id)::int as claims
    from standing s join claim c on c.id = s.id join device d on d.id = c.device_id
    order by s.member_id, s.id`);
  return [...rows];
}
