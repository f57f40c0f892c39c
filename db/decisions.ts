import { and, asc, desc, eq, exists, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type DecidedBy, type DecisionFilters, decidedBy, decisionGroups } from "@/rules/decisions";
import type { DecisionKind, Outcome } from "@/rules/vocabulary";
import { type Connection, database, type Transaction } from "./client";
import { type DeviceRef, deviceName, isUuid, type MemberRef } from "./references";
import { claim, verdict } from "./schema/claims";
import { decision } from "./schema/decisions";
import { brand, device } from "./schema/devices";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";

export type DecisionEntry = {
  id: string;
  at: string;
  kind: DecisionKind;
  by: DecidedBy;
  /** Who it was, where that may be said: an author always, a moderator only to moderators. */
  actor: MemberRef | null;
  /** The member it is about, where it is about one who has a handle. */
  subject: MemberRef | null;
  reason: string | null;
  detail: Record<string, string | number | boolean | null>;
  claim: { id: string; statement: string; language: string; outcome: Outcome | null } | null;
  /** The device it is about, or that its claim is about. */
  device: DeviceRef | null;
  source: { slug: string; name: string } | null;
  document: { id: string; title: string; language: string } | null;
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

const subject = alias(member, "subject");
const ofDevice = sql`coalesce(${decision.deviceId}, ${claim.deviceId})`;

function selectEntries(on: Connection) {
  return on
    .select({
      decision,
      actor: { handle: member.handle, simulated: member.simulated },
      subject: { handle: subject.handle, simulated: subject.simulated },
      claim: { id: claim.id, statement: claim.statement, language: claim.language },
      outcome: verdict.outcome,
      device: { slug: device.slug, name: deviceName },
      brand: brand.name,
      source: { slug: source.slug, name: source.name },
      document: { id: document.id, title: document.title, language: document.language },
    })
    .from(decision)
    .leftJoin(member, eq(member.id, decision.actorId))
    .leftJoin(subject, eq(subject.id, decision.subjectId))
    .leftJoin(claim, eq(claim.id, decision.claimId))
    .leftJoin(verdict, eq(verdict.id, claim.verdictId))
    .leftJoin(device, eq(device.id, ofDevice))
    .leftJoin(brand, eq(brand.id, device.brandId))
    .leftJoin(source, eq(source.id, decision.sourceId))
    .leftJoin(document, eq(document.id, decision.documentId));
}

type Row = Awaited<ReturnType<typeof selectEntries>>[number];

function entryOf({ decision: row, brand: brandName, ...more }: Row, names: boolean): DecisionEntry {
  const { id, at, kind, reason, detail } = row;
  const by = decidedBy({ kind, hasActor: row.actorId !== null, detail });
  return {
    id,
    at: at.toISOString(),
    kind,
    by,
    actor: names || by === "author" ? memberRef(more.actor) : null,
    subject: memberRef(more.subject),
    reason,
    detail,
    claim: more.claim && { ...more.claim, outcome: more.outcome },
    device: more.device && brandName ? { ...more.device, brand: brandName } : null,
    source: more.source,
    document: more.document,
  };
}

function memberRef(row: { handle: string | null; simulated: boolean } | null): MemberRef | null {
  return row?.handle ? { handle: row.handle, simulated: row.simulated } : null;
}

type Listing = {
  filters: DecisionFilters;
  limit: number;
  /** Whether moderators are named: only where moderators read. */
  names?: boolean;
};

/** The log, newest first, narrowed and after the entry its filters name; null when there is no such entry or device. */
export async function listDecisions(
  { filters, limit, names = false }: Listing,
  on: Connection = database(),
): Promise<DecisionEntry[] | null> {
  const where = await whereOf(filters, on);
  if (!where) return null;
  const rows = await selectEntries(on)
    .where(and(...where))
    .orderBy(desc(decision.at), desc(decision.id))
    .limit(limit);
  return rows.map((row) => entryOf(row, names));
}

async function whereOf(filters: DecisionFilters, on: Connection): Promise<SQL[] | null> {
  const where: (SQL | undefined)[] = [];
  if (filters.kind) where.push(inArray(decision.kind, [...decisionGroups[filters.kind]]));
  if (filters.outcome) where.push(sql`${decision.detail}->>'outcome' = ${filters.outcome}`);
  if (filters.device) {
    const [found] = await on.select({ id: device.id }).from(device).where(eq(device.slug, filters.device));
    if (!found) return null;
    where.push(aboutDevice(found.id, on));
  }
  if (filters.before) {
    const entry = await findMoment(filters.before, on);
    if (!entry) return null;
    where.push(olderThan(entry));
  }
  return where.filter((condition) => condition !== undefined);
}

function aboutDevice(id: string, on: Connection): SQL | undefined {
  const claims = on.select({ id: claim.id }).from(claim).where(eq(claim.deviceId, id));
  return or(eq(decision.deviceId, id), inArray(decision.claimId, claims));
}

async function findMoment(id: string, on: Connection): Promise<{ at: Date; id: string } | null> {
  if (!isUuid(id)) return null;
  const [found] = await on
    .select({ at: decision.at, id: decision.id })
    .from(decision)
    .where(eq(decision.id, id));
  return found ?? null;
}

function olderThan({ at, id }: { at: Date; id: string }): SQL | undefined {
  return or(lt(decision.at, at), and(eq(decision.at, at), lt(decision.id, id)));
}

/** The devices that the log says anything about, by name. */
export function listDecidedDevices(on: Connection = database()): Promise<{ slug: string; name: string }[]> {
  const named = on.select({ one: sql`1` }).from(decision).where(eq(decision.deviceId, device.id));
  const claimed = on
    .select({ one: sql`1` })
    .from(claim)
    .innerJoin(decision, eq(decision.claimId, claim.id))
    .where(eq(claim.deviceId, device.id));
  return on
    .select({ slug: device.slug, name: deviceName })
    .from(device)
    .where(or(exists(named), exists(claimed)))
    .orderBy(asc(deviceName), asc(device.slug))
    .limit(1000);
}
