import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Reason, Refusal } from "@/rules/refusal";
import type { SubmissionContent } from "@/rules/submissions";
import type { SubmissionState } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import type { MemberRef } from "./references";
import { checkSubmission } from "./report-submission";
import { attribute } from "./schema/claims";
import { submission } from "./schema/decisions";
import { device, deviceSlug } from "./schema/devices";
import { source } from "./schema/documents";
import { member } from "./schema/members";

export type SubmissionEntry = {
  id: string;
  state: SubmissionState;
  content: SubmissionContent;
  /** Names of what the content points to by slug; null for what is proposed, or gone. */
  names: {
    device: string | null;
    attribute: { en: string; de: string } | null;
    publisher: string | null;
    origin: string | null;
  };
  /** The claim it became once accepted; while queued, the claim it would become a report on. */
  claimId: string | null;
  submittedBy: MemberRef | null;
  createdAt: string;
  decidedBy: MemberRef | null;
  decidedAt: string | null;
  reason: string | null;
  /** Why a queued one can no longer be accepted as it is. */
  objection: Reason | null;
};

const decider = alias(member, "decider");
const publisher = alias(source, "publisher");
const origin = alias(source, "origin");

function selectSubmissions(on: Connection) {
  return on
    .select({
      submission,
      handle: member.handle,
      simulated: member.simulated,
      deciderHandle: decider.handle,
      deciderSimulated: decider.simulated,
      device: sql<string | null>`coalesce(${device.officialName}, ${device.workingName})`,
      nameEn: attribute.nameEn,
      nameDe: attribute.nameDe,
      publisher: publisher.name,
      origin: origin.name,
    })
    .from(submission)
    .innerJoin(member, eq(member.id, submission.memberId))
    .leftJoin(decider, eq(decider.id, submission.decidedBy))
    .leftJoin(deviceSlug, eq(deviceSlug.slug, sql`${submission.content}->'device'->>'slug'`))
    .leftJoin(device, eq(device.id, deviceSlug.deviceId))
    .leftJoin(attribute, eq(attribute.slug, sql`${submission.content}->>'attribute'`))
    .leftJoin(publisher, eq(publisher.slug, sql`${submission.content}->'publisher'->>'slug'`))
    .leftJoin(origin, eq(origin.slug, sql`${submission.content}->'origin'->>'slug'`));
}

function submissionEntry(row: Awaited<ReturnType<typeof selectSubmissions>>[number]): SubmissionEntry {
  const { id, state, content, claimId, createdAt, decidedAt, reason } = row.submission;
  const { device: deviceName, nameEn: en, nameDe: de } = row;
  return {
    id,
    state,
    content,
    names: {
      device: deviceName,
      attribute: en && de ? { en, de } : null,
      publisher: row.publisher,
      origin: row.origin,
    },
    claimId,
    submittedBy: memberRef(row.handle, row.simulated),
    createdAt: createdAt.toISOString(),
    decidedBy: memberRef(row.deciderHandle, row.deciderSimulated),
    decidedAt: decidedAt?.toISOString() ?? null,
    reason,
    objection: null,
  };
}

function memberRef(handle: string | null, simulated: boolean | null): MemberRef | null {
  return handle ? { handle, simulated: simulated ?? false } : null;
}

/** What a member has submitted, newest first. */
export async function listOwnSubmissions(
  memberId: string,
  { before, limit = 50 }: { before?: string | undefined; limit?: number } = {},
): Promise<SubmissionEntry[]> {
  const rows = await selectSubmissions(database())
    .where(and(eq(submission.memberId, memberId), before ? lt(submission.id, before) : undefined))
    .orderBy(desc(submission.id))
    .limit(limit);
  return rows.map(submissionEntry);
}

/** What waits for a moderator, oldest first, after the entry `after`; each with the claim it would become a report on. */
export async function listQueue({
  after,
  limit = 50,
}: {
  after?: string | undefined;
  limit?: number;
} = {}): Promise<SubmissionEntry[]> {
  const rows = await selectSubmissions(database())
    .where(and(eq(submission.state, "queued"), after ? gt(submission.id, after) : undefined))
    .orderBy(asc(submission.id))
    .limit(limit);
  return Promise.all(rows.map(submissionEntry).map(withTarget));
}

async function withTarget(entry: SubmissionEntry): Promise<SubmissionEntry> {
  try {
    return { ...entry, ...(await checkSubmission(entry.content, database())) };
  } catch (error) {
    // What has become unacceptable while it waited still has to be seen, to be refused.
    if (error instanceof Refusal) return { ...entry, objection: error.reason };
    throw error;
  }
}

/** A submission of anybody's, or null; while queued with the claim it would become a report on. */
export async function findSubmission(id: string): Promise<SubmissionEntry | null> {
  const [row] = await selectSubmissions(database()).where(eq(submission.id, id));
  if (!row) return null;
  const entry = submissionEntry(row);
  return entry.state === "queued" ? withTarget(entry) : entry;
}
