import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  noQueueFilters,
  placeOfDecision,
  QUEUE_COUNTED_TO,
  type QueueFilters,
  type QueuePlace,
  type Taken,
} from "@/rules/queue";
import { type QueueKind, queueKinds, type SubjectKind } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import { takenColumns, takenOf } from "./queue";
import { inQueue, isOwnMatter } from "./queue-filters";
import { titlesOf } from "./queue-titles";
import { deviceName, type MemberRef } from "./references";
import { brand, device } from "./schema/devices";
import { member } from "./schema/members";
import { queueItem } from "./schema/moderation";

/** Something that waits, as the list of the queue shows it. */
export type QueueEntry = {
  id: string;
  kind: QueueKind;
  subjectId: string;
  subjectKind: SubjectKind | null;
  claimId: string | null;
  /** What it is about in its own words, with their language where that is known. */
  title: { text: string; language: string | null } | null;
  device: { slug: string; name: string } | null;
  /** Whose matter it is. */
  by: MemberRef | null;
  openedAt: string;
  /** ISO instant to the microsecond, as it orders the queue. */
  dueAt: string;
  overdue: boolean;
  taken: (Taken & { handle: string | null }) | null;
  /** Whether the viewer is too close to it to decide. */
  own: boolean;
  /** The page where it is decided, without the language. */
  path: string;
};

const holder = alias(member, "holder");
const dueText = sql<string>`to_char(${queueItem.dueAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function selectEntries(viewerId: string, on: Connection) {
  return on
    .select({
      item: queueItem,
      due: dueText,
      overdue: sql<boolean>`${queueItem.dueAt} < now()`,
      own: isOwnMatter(viewerId),
      ...takenColumns,
      holder: holder.handle,
      handle: member.handle,
      simulated: member.simulated,
      device: device.slug,
      deviceName,
      brand: brand.name,
    })
    .from(queueItem)
    .leftJoin(holder, eq(holder.id, queueItem.takenBy))
    .leftJoin(member, eq(member.id, queueItem.memberId))
    .leftJoin(device, eq(device.id, queueItem.deviceId))
    .leftJoin(brand, eq(brand.id, device.brandId));
}

type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number];

function queueEntry(row: EntryRow, title: QueueEntry["title"]): QueueEntry {
  const { id, kind, subjectId, subjectKind, claimId, openedAt } = row.item;
  const taken = takenOf(row);
  return {
    ...{ id, kind, subjectId, subjectKind, claimId, title },
    device: row.device ? { slug: row.device, name: row.deviceName } : null,
    by: row.handle ? { handle: row.handle, simulated: row.simulated ?? false } : null,
    openedAt: openedAt.toISOString(),
    dueAt: row.due,
    overdue: row.overdue,
    taken: taken && { ...taken, handle: row.holder },
    own: row.own,
    path: placeOfDecision(row.item),
  };
}

async function withTitles(rows: EntryRow[], on: Connection): Promise<QueueEntry[]> {
  const titles = await titlesOf(
    rows.map(({ item }) => item),
    on,
  );
  return rows.map((row) => queueEntry(row, titles.get(row.item.id) ?? null));
}

type Page = { filters?: QueueFilters; after?: QueuePlace | null; limit?: number };

/** What waits for a moderator, most urgent first, after a place in the queue. */
export async function listQueueItems(
  viewerId: string,
  { filters = noQueueFilters, after = null, limit = 25 }: Page,
  on: Connection = database(),
): Promise<QueueEntry[]> {
  const behind = after
    ? sql`(${queueItem.dueAt}, ${queueItem.id}) > (${after.dueAt}::timestamptz, ${after.id}::uuid)`
    : undefined;
  const rows = await selectEntries(viewerId, on)
    .where(and(inQueue(filters, viewerId), behind))
    .orderBy(asc(queueItem.dueAt), asc(queueItem.id))
    .limit(limit);
  return withTitles(rows, on);
}

/** What waits about one thing, or null. */
export async function findWaiting(
  viewerId: string,
  { kind, subjectId }: { kind: QueueKind; subjectId: string },
  on: Connection = database(),
): Promise<QueueEntry | null> {
  const rows = await selectEntries(viewerId, on).where(
    and(inQueue({ ...noQueueFilters, kind }, viewerId), eq(queueItem.subjectId, subjectId)),
  );
  return (await withTitles(rows, on))[0] ?? null;
}

/** How much of each kind waits; QUEUE_COUNTED_TO + 1 means more than that. Kinds of which nothing waits are not there. */
export async function countQueueItems(
  on: Connection = database(),
): Promise<{ kind: QueueKind; count: number }[]> {
  const kinds = sql.join(
    queueKinds.map((kind) => sql`(${kind})`),
    sql`, `,
  );
  const rows = await on.execute<{ kind: QueueKind; count: number }>(sql`
    select k.kind, (select count(*)::int from (
      select from ${queueItem} where ${queueItem.kind} = k.kind and ${queueItem.closedAt} is null
      limit ${QUEUE_COUNTED_TO + 1}) as counted) as count
    from (values ${kinds}) as k (kind)`);
  return rows.filter(({ count }) => count > 0);
}

/** Brands about whose devices something waits, by name. */
export async function listBrandsWaiting(
  on: Connection = database(),
): Promise<{ slug: string; name: string }[]> {
  return on
    .select({ slug: brand.slug, name: brand.name })
    .from(brand)
    .where(
      sql`exists (select from ${device} d join ${queueItem} q on q.device_id = d.id
        where d.brand_id = ${sql.raw('"brand"."id"')} and q.closed_at is null)`,
    )
    .orderBy(asc(brand.name));
}
