import { and, desc, eq, lt, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { DecisionKind, Outcome } from "@/rules/vocabulary";
import { type Connection, database, type Transaction } from "./client";
import { type DeviceRef, deviceName, isUuid, type MemberRef } from "./references";
import { claim, verdict } from "./schema/claims";
import { decision } from "./schema/decisions";
import { brand, device } from "./schema/devices";
import { member } from "./schema/members";

export type DecisionEntry = {
  id: string;
  at: string;
  kind: DecisionKind;
  /** Null for what the operator did on the command line. */
  actor: MemberRef | null;
  /** The member it is about, where it is about one who has a handle. */
  subject: MemberRef | null;
  reason: string | null;
  detail: Record<string, string | number | boolean | null>;
  claim: {
    id: string;
    statement: string;
    language: string;
    outcome: Outcome | null;
    device: DeviceRef;
  } | null;
};

export type NewDecision = Pick<
  typeof decision.$inferInsert,
  "kind" | "actorId" | "subjectId" | "claimId" | "deviceId" | "sourceId" | "documentId" | "reason" | "detail"
>;

/** Appends to the public log, and returns the entry's id. Belongs in the transaction of what it tells. */
export async function recordDecision(row: NewDecision, tx: Transaction): Promise<string> {
  const [saved] = await tx.insert(decision).values(row).returning({ id: decision.id });
  if (!saved) throw new Error("the decision was not saved");
  return saved.id;
}

/** Where an entry stands in the log, for what is older than it; null when there is no such entry. */
export async function findDecisionMoment(
  id: string,
  on: Connection = database(),
): Promise<{ at: Date; id: string } | null> {
  if (!isUuid(id)) return null;
  const [found] = await on
    .select({ at: decision.at, id: decision.id })
    .from(decision)
    .where(eq(decision.id, id));
  return found ?? null;
}

const subject = alias(member, "subject");

/** The public log, newest first, after the entry `before` where that is given. */
export async function listDecisions(
  { before, limit }: { before?: { at: Date; id: string }; limit: number },
  on: Connection = database(),
): Promise<DecisionEntry[]> {
  const rows = await on
    .select({
      id: decision.id,
      at: decision.at,
      kind: decision.kind,
      reason: decision.reason,
      detail: decision.detail,
      handle: member.handle,
      simulated: member.simulated,
      subjectHandle: subject.handle,
      subjectSimulated: subject.simulated,
      claimId: claim.id,
      statement: claim.statement,
      language: claim.language,
      outcome: verdict.outcome,
      slug: device.slug,
      name: deviceName,
      brand: brand.name,
    })
    .from(decision)
    .leftJoin(member, eq(member.id, decision.actorId))
    .leftJoin(subject, eq(subject.id, decision.subjectId))
    .leftJoin(claim, eq(claim.id, decision.claimId))
    .leftJoin(verdict, eq(verdict.id, claim.verdictId))
    .leftJoin(device, eq(device.id, claim.deviceId))
    .leftJoin(brand, eq(brand.id, device.brandId))
    .where(before && olderThan(before))
    .orderBy(desc(decision.at), desc(decision.id))
    .limit(limit);
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    actor: row.handle ? { handle: row.handle, simulated: row.simulated ?? false } : null,
    subject: row.subjectHandle
      ? { handle: row.subjectHandle, simulated: row.subjectSimulated ?? false }
      : null,
    reason: row.reason,
    detail: row.detail,
    claim:
      row.claimId && row.statement && row.language && row.slug && row.brand
        ? {
            id: row.claimId,
            statement: row.statement,
            language: row.language,
            outcome: row.outcome,
            device: { slug: row.slug, name: row.name, brand: row.brand },
          }
        : null,
  }));
}

function olderThan({ at, id }: { at: Date; id: string }): SQL | undefined {
  return or(lt(decision.at, at), and(eq(decision.at, at), lt(decision.id, id)));
}
