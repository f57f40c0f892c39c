import { desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { IdentityKind } from "@/rules/vocabulary";
import { database, transaction } from "./client";
import { type IdentitySummary, summarizeChange } from "./identity-summary";
import { type DeviceRef, isUuid } from "./references";
import { identityChange } from "./schema/identity";
import { member } from "./schema/members";

export type IdentityEntry = {
  id: string;
  kind: IdentityKind;
  /** Labels and paths of both sides, as they were. */
  detail: Record<string, string | number | boolean | null>;
  reason: string;
  at: string;
  by: string | null;
  undoneAt: string | null;
  undoneBy: string | null;
};

const undoer = alias(member, "undoer");

function selectChanges() {
  return database()
    .select({ change: identityChange, by: member.handle, undoneBy: undoer.handle })
    .from(identityChange)
    .leftJoin(member, eq(member.id, identityChange.decidedBy))
    .leftJoin(undoer, eq(undoer.id, identityChange.undoneBy));
}

function entryOf({
  change: { id, kind, detail, reason, at, undoneAt },
  by,
  undoneBy,
}: Awaited<ReturnType<typeof selectChanges>>[number]): IdentityEntry {
  return {
    ...{ id, kind, detail, reason, by, undoneBy },
    at: at.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
  };
}

/** The changes made last, newest first, after the one `before`. */
export async function listIdentityChanges({
  before,
  limit,
}: {
  before: string | undefined;
  limit: number;
}): Promise<IdentityEntry[]> {
  const rows = await selectChanges()
    .where(
      before
        ? sql`(${identityChange.at}, ${identityChange.id}) < (select b.at, b.id from identity_change b where b.id = ${before})`
        : undefined,
    )
    .orderBy(desc(identityChange.at), desc(identityChange.id))
    .limit(limit);
  return rows.map(entryOf);
}

/** A change with what it moved; null when there is no such change. */
export async function findIdentityChange(
  id: string,
): Promise<{ entry: IdentityEntry; summary: IdentitySummary } | null> {
  if (!isUuid(id)) return null;
  const [row] = await selectChanges().where(eq(identityChange.id, id));
  if (!row) return null;
  return { entry: entryOf(row), summary: await transaction((tx) => summarizeChange(id, tx)) };
}

/** Where a claim stood before it moved here, the last first. */
export async function listFormerPlaces(claimId: string): Promise<{ device: DeviceRef; at: string }[]> {
  const rows = await database().execute<DeviceRef & { at: string }>(sql`
    select d.slug, coalesce(d.official_name, d.working_name) as name, b.name as brand,
      to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from identity_row r join identity_change c on c.id = r.change_id and c.undone_at is null
      join device d on d.id = (r.before->>'device_id')::uuid join brand b on b.id = d.brand_id
    where r.table_name = 'claim' and r.before->>'id' = ${claimId} and r.before->'device_id' <> r.after->'device_id'
    order by c.at desc`);
  return rows.map(({ at, ...device }) => ({ device, at }));
}
