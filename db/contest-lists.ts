import { and, asc, eq, ne } from "drizzle-orm";
import type { RequestState } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import { type DocumentRef, documentColumns, documentRef, isUuid, type MemberRef } from "./references";
import { claim, verdict } from "./schema/claims";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";
import { contest } from "./schema/moderation";

/** An objection as a page of its claim tells it: what it says is shown once it was answered. */
export type ContestEntry = {
  id: string;
  verdictId: string;
  at: string;
  state: RequestState;
  decidedAt: string | null;
  reason: string | null;
  answer: string | null;
};

/** What was objected to in the verdicts on a claim, oldest first; what was taken back never was. */
export async function listContests(claimId: string, on: Connection = database()): Promise<ContestEntry[]> {
  const rows = await on
    .select()
    .from(contest)
    .where(and(eq(contest.claimId, claimId), ne(contest.state, "withdrawn")))
    .orderBy(asc(contest.createdAt), asc(contest.id));
  return rows.map(({ id, verdictId, createdAt, state, decidedAt, reason, answer }) => ({
    ...{ id, verdictId, state, answer, at: createdAt.toISOString() },
    decidedAt: decidedAt?.toISOString() ?? null,
    reason: state === "open" ? null : reason,
  }));
}

/** All of one objection, for who made it and for moderators. */
export type Contest = {
  id: string;
  claimId: string;
  verdictId: string;
  memberId: string | null;
  by: MemberRef | null;
  ruledBy: string | null;
  submittedBy: string | null;
  at: string;
  state: RequestState;
  reason: string;
  passage: string | null;
  document: DocumentRef;
  answer: string | null;
};

async function selectContests(condition: ReturnType<typeof and>, on: Connection): Promise<Contest[]> {
  const rows = await on
    .select({
      contest,
      ruledBy: verdict.decidedBy,
      submittedBy: claim.submittedBy,
      handle: member.handle,
      simulated: member.simulated,
      ...documentColumns,
    })
    .from(contest)
    .innerJoin(verdict, eq(verdict.id, contest.verdictId))
    .innerJoin(claim, eq(claim.id, contest.claimId))
    .innerJoin(document, eq(document.id, contest.documentId))
    .innerJoin(source, eq(source.id, document.sourceId))
    .leftJoin(member, eq(member.id, contest.memberId))
    .where(condition);
  return rows.map(({ contest: { createdAt, ...own }, ruledBy, submittedBy, handle, simulated, ...rest }) => ({
    ...{ id: own.id, claimId: own.claimId, verdictId: own.verdictId, memberId: own.memberId },
    ...{
      state: own.state,
      reason: own.reason,
      passage: own.passage,
      answer: own.answer,
      ruledBy,
      submittedBy,
    },
    by: handle ? { handle, simulated: simulated ?? false } : null,
    at: createdAt.toISOString(),
    document: documentRef(rest),
  }));
}

export async function findContest(id: string, on: Connection = database()): Promise<Contest | null> {
  return isUuid(id) ? ((await selectContests(eq(contest.id, id), on))[0] ?? null) : null;
}

/** What this member objected to in a verdict, whatever became of it. */
export async function findOwnContest(
  { verdictId, memberId }: { verdictId: string; memberId: string },
  on: Connection = database(),
): Promise<Contest | null> {
  const [found] = await selectContests(
    and(eq(contest.verdictId, verdictId), eq(contest.memberId, memberId)),
    on,
  );
  return found ?? null;
}
