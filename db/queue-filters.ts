import { and, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { QueueFilters } from "@/rules/queue";
import { brand, device } from "./schema/devices";
import { queueItem } from "./schema/moderation";

/** The condition of what waits and fits the filters. */
export function inQueue({ kind, brand: slug, device: name, hands, overdue }: QueueFilters, viewerId: string) {
  return and(
    isNull(queueItem.closedAt),
    kind ? eq(queueItem.kind, kind) : undefined,
    slug ? sql`${queueItem.deviceId} in (${devicesOfBrand(slug)})` : undefined,
    name ? sql`${queueItem.deviceId} in (${devicesNamed(name)})` : undefined,
    hands === "mine" ? and(eq(queueItem.takenBy, viewerId), sql`${queueItem.takenUntil} > now()`) : undefined,
    hands === "free" ? or(isNull(queueItem.takenUntil), sql`${queueItem.takenUntil} <= now()`) : undefined,
    overdue ? lt(queueItem.dueAt, sql`now()`) : undefined,
  );
}

function devicesOfBrand(slug: string): SQL {
  return sql`select d.id from ${device} d join ${brand} b on b.id = d.brand_id where b.slug = ${slug}`;
}

function devicesNamed(text: string): SQL {
  const part = text.toLowerCase();
  return sql`select d.id from ${device} d
    where position(${part} in lower(concat_ws(' ', d.slug, d.working_name, d.official_name))) > 0`;
}

/**
 * Whether something in the queue is the viewer's own matter: theirs, what they flagged, a verdict or a suspension they decided
 * themselves. The decisions of each kind refuse it too; here it keeps such things from being handed out.
 */
export function isOwnMatter(viewerId: string): SQL<boolean> {
  // Names are spelled out: in a query of one table drizzle leaves the table's name away, and both sides would be the inner one's.
  return sql<boolean>`(queue_item.member_id is not distinct from ${viewerId}::uuid or case queue_item.kind
    when 'flag' then exists (select from flag f where f.subject_kind = queue_item.subject_kind
      and f.subject_id = queue_item.subject_id and f.state = 'open' and f.member_id = ${viewerId}::uuid)
    when 'contest' then exists (select from contest c join verdict v on v.id = c.verdict_id join claim on claim.id = c.claim_id
      where c.id = queue_item.subject_id and ${viewerId}::uuid in (v.decided_by, claim.submitted_by))
    when 'appeal' then exists (select from suspension s
      where s.id = queue_item.subject_id and s.decided_by = ${viewerId}::uuid)
    else false end)`;
}
