import { and, asc, eq, isNotNull, or, sql } from "drizzle-orm";
import type { Decided } from "@/rules/roles";
import type { Role } from "@/rules/viewer";
import { type Connection, database } from "./client";
import { listDecided } from "./roles";
import { member } from "./schema/members";
import { isSuspended, listSuspensions, type SuspensionEntry } from "./suspensions";

/** A member as a list of moderators shows them. */
export type ListedMember = {
  handle: string;
  role: Role;
  appointed: boolean;
  simulated: boolean;
  suspended: boolean;
};

const listed = {
  handle: sql<string>`${member.handle}`,
  role: member.role,
  appointed: member.appointed,
  simulated: member.simulated,
  suspended: isSuspended,
};

/** Members whose handle begins so; without a beginning those a moderator looks after: suspended ones and those with a role. */
export function listMembers(beginning: string | null, on: Connection = database()): Promise<ListedMember[]> {
  const wanted = beginning
    ? sql`starts_with(${member.handle}, ${beginning})`
    : or(isSuspended, sql`${member.role} <> 'member' and not ${member.simulated}`);
  return on
    .select(listed)
    .from(member)
    .where(and(isNotNull(member.handle), wanted))
    .orderBy(asc(member.handle))
    .limit(100);
}

export type MemberFile = ListedMember & {
  id: string;
  createdAt: Date;
  /** Their decided submissions, newest first, as they count for their role. */
  decided: Decided;
  submissions: { queued: number; accepted: number; refused: number; withdrawn: number };
  /** Flags they made, and those on what is theirs that were upheld. */
  flags: { open: number; upheld: number; rejected: number; against: number };
  suspensions: SuspensionEntry[];
};

/** What moderators see of a member, or null when nobody goes by this handle. Their ratings are not in it. */
export async function findMemberFile(
  handle: string,
  on: Connection = database(),
): Promise<MemberFile | null> {
  const [found] = await on
    .select({ ...listed, id: member.id, createdAt: member.createdAt })
    .from(member)
    .where(eq(member.handle, handle));
  if (!found) return null;
  const [decided, suspensions, submissions, flags] = await Promise.all([
    listDecided(found.id, on),
    listSuspensions(found.id, on),
    countSubmissions(found.id, on),
    countFlags(found.id, on),
  ]);
  return { ...found, decided, suspensions, submissions, flags };
}

async function countSubmissions(id: string, on: Connection): Promise<MemberFile["submissions"]> {
  const [row] = await on.execute<MemberFile["submissions"]>(sql`
    select count(*) filter (where state = 'queued')::int as queued,
      count(*) filter (where state = 'accepted')::int as accepted,
      count(*) filter (where state = 'refused')::int as refused,
      count(*) filter (where state = 'withdrawn')::int as withdrawn
    from submission where member_id = ${id}`);
  return row ?? { queued: 0, accepted: 0, refused: 0, withdrawn: 0 };
}

async function countFlags(id: string, on: Connection): Promise<MemberFile["flags"]> {
  const [row] = await on.execute<MemberFile["flags"]>(sql`
    select count(*) filter (where member_id = ${id} and state = 'open')::int as open,
      count(*) filter (where member_id = ${id} and state = 'upheld')::int as upheld,
      count(*) filter (where member_id = ${id} and state = 'rejected')::int as rejected,
      count(distinct subject_id) filter (where state = 'upheld' and (
        subject_id = ${id}
        or subject_id in (select c.id from claim c where c.submitted_by = ${id})
        or subject_id in (select o.id from comment o where o.member_id = ${id})))::int as against
    from flag`);
  return row ?? { open: 0, upheld: 0, rejected: 0, against: 0 };
}
