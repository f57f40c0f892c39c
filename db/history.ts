import { type SQL, sql } from "drizzle-orm";
import type { HistoryKind } from "@/rules/history";
import type { DecisionKind } from "@/rules/vocabulary";
import { type Connection, database } from "./client";

export type HistoryEntry = {
  id: string;
  at: string;
  kind: HistoryKind;
  /** What it is about, as it was worded: a statement, a comment, a name. */
  text: string | null;
  language: string | null;
  claimId: string | null;
  /** How it came out, where something did. */
  state: string | null;
  reason: string | null;
  probability: number | null;
  decision: { kind: DecisionKind; detail: Record<string, string | number | boolean | null> } | null;
};

export type History = { entries: HistoryEntry[]; total: number };

type Asked = {
  page: number;
  size: number;
  /** What somebody says of open claims is their own business: a moderator's view is without it. */
  ratings: boolean;
};

/** Everything a member did here and everything decided about it or them, newest first. */
export async function listHistory(
  memberId: string,
  { page, size, ratings }: Asked,
  on: Connection = database(),
): Promise<History> {
  const parts = [...partsOf(memberId), ...(ratings ? [ratingsOf(memberId)] : [])];
  const all = sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  );
  const rows = await on.execute<Row>(sql`
    with history (id, at, kind, text, language, claim_id, state, reason, probability, decision_kind, detail) as (${all})
    select history.*, (count(*) over ())::int as total from history
    order by at desc, id desc, kind desc
    limit ${size} offset ${(page - 1) * size}`);
  return { entries: rows.map(entryOf), total: rows[0]?.total ?? 0 };
}

type Row = {
  id: string;
  at: string;
  kind: HistoryKind;
  text: string | null;
  language: string | null;
  claim_id: string | null;
  state: string | null;
  reason: string | null;
  probability: number | null;
  decision_kind: DecisionKind | null;
  detail: Record<string, string | number | boolean | null> | null;
  total: number;
};

function entryOf(row: Row): HistoryEntry {
  const { id, kind, text, language, state, reason, probability } = row;
  return {
    ...{ id, kind, text, language, state, reason, probability },
    at: new Date(row.at).toISOString(),
    claimId: row.claim_id,
    decision: row.decision_kind ? { kind: row.decision_kind, detail: row.detail ?? {} } : null,
  };
}

const nothing = sql`null::float8, null::text, null::jsonb`;

function partsOf(me: string): SQL[] {
  return [
    ...submissionsOf(me),
    ...requestsOf(me),
    sql`select c.id, c.created_at, 'commented', left(c.text, 300), null, c.claim_id, null, null, ${nothing}
      from comment c where c.member_id = ${me}`,
    sql`select s.id, s.appealed_at, 'appealed', left(s.appeal, 300), null, null::uuid, null, null, ${nothing}
      from suspension s where s.member_id = ${me} and s.appealed_at is not null`,
    ...decisionsOf(me),
  ];
}

function submissionsOf(me: string): SQL[] {
  const said = sql`s.content->>'statement', s.content->>'statementLanguage', s.claim_id`;
  return [
    sql`select s.id, s.created_at, 'submitted', ${said}, s.state, null, ${nothing}
      from submission s where s.member_id = ${me}`,
    sql`select s.id, s.decided_at, 'submission_decided', ${said}, s.state, s.reason, ${nothing}
      from submission s where s.member_id = ${me} and s.decided_by is not null`,
  ];
}

/** What a member asked moderators for, and what they answered. */
function requestsOf(me: string): SQL[] {
  const decided = (state: SQL) => sql`${state} in ('upheld', 'rejected')`;
  const flagged = sql`f.subject_kind, null, (select c.id from claim c where c.id = f.subject_id)`;
  const contested = sql`cl.statement, cl.language, c.claim_id`;
  const edited = sql`e.subject_kind, null, (select c.id from claim c where c.id = e.subject_id)`;
  const asked = sql`t.subject_kind, null, (select c.id from claim c where c.id = t.subject_id)`;
  return [
    sql`select f.id, f.created_at, 'flagged', ${flagged}, null, coalesce(f.note, f.reason), ${nothing}
      from flag f where f.member_id = ${me}`,
    sql`select f.id, f.decided_at, 'flag_decided', ${flagged}, f.state, null, ${nothing}
      from flag f where f.member_id = ${me} and ${decided(sql`f.state`)}`,
    sql`select c.id, c.created_at, 'contested', ${contested}, null, c.reason, ${nothing}
      from contest c join claim cl on cl.id = c.claim_id where c.member_id = ${me}`,
    sql`select c.id, c.decided_at, 'contest_decided', ${contested}, c.state, c.answer, ${nothing}
      from contest c join claim cl on cl.id = c.claim_id where c.member_id = ${me} and ${decided(sql`c.state`)}`,
    sql`select e.id, e.created_at, 'edit_suggested', ${edited}, null, e.reason, ${nothing}
      from edit_suggestion e where e.member_id = ${me}`,
    sql`select e.id, e.decided_at, 'edit_decided', ${edited}, e.state, e.answer, ${nothing}
      from edit_suggestion e where e.member_id = ${me} and ${decided(sql`e.state`)}`,
    sql`select t.id, t.created_at, 'takedown_asked', ${asked}, null, t.reason, ${nothing}
      from takedown t where t.member_id = ${me}`,
    sql`select t.id, t.decided_at, 'takedown_decided', ${asked}, t.state, t.answer, ${nothing}
      from takedown t where t.member_id = ${me} and ${decided(sql`t.state`)}`,
  ];
}

/** What the log says of a member, and what they decided themselves; of what they published at once they read as submitted. */
function decisionsOf(me: string): SQL[] {
  const row = sql`coalesce(c.statement, d.official_name, d.working_name), c.language, x.claim_id, null, x.reason, null::float8, x.kind, x.detail`;
  const from = sql`from decision x left join claim c on c.id = x.claim_id
    left join device d on d.id = coalesce(x.device_id, c.device_id)`;
  return [
    sql`select x.id, x.at, 'decision', ${row} ${from} where x.subject_id = ${me}`,
    sql`select x.id, x.at, 'ruling', ${row} ${from}
      where x.actor_id = ${me} and x.subject_id is distinct from ${me}
        and not (x.kind = 'submission_accepted' and x.detail @> '{"atOnce": true}')`,
  ];
}

function ratingsOf(me: string): SQL {
  return sql`select r.id, r.at, 'rated', c.statement, c.language, r.claim_id, null, null, r.probability, null::text, null::jsonb
    from rating_history r join claim c on c.id = r.claim_id where r.member_id = ${me}`;
}
