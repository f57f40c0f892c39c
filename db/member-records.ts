import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { foldHandle } from "@/rules/handles";
import type { Forecast } from "@/rules/scoring";
import type { Attribute, Outcome, Value } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import { type DeviceRef, deviceName, type MemberRef } from "./references";
import { attribute, claim, rating, verdict } from "./schema/claims";
import { raterScore } from "./schema/credibility";
import { device } from "./schema/devices";
import { member } from "./schema/members";

/** How the settled ratings of one member came out; means over claims. */
export type MemberTally = {
  n: number;
  brier: number;
  logScore: number;
  /** Share of the claims' lives that the ratings stood, 0..1. */
  coverage: number;
  /** The others' Brier score minus the member's own, summed over claims by the time that both stood. */
  skill: number;
};

export type MemberRecord = MemberTally & { handle: string };

const tallyColumns = {
  n: sql<number>`count(*)::int`,
  brier: sql<number>`avg(${raterScore.brier})`,
  logScore: sql<number>`avg(${raterScore.logScore})`,
  coverage: sql<number>`avg(${raterScore.coverage})`,
  skill: sql<number>`sum(${raterScore.skillMicro})::float8 / 1e6`,
};

/** Every real member with a settled rating, by handle. Simulated ones are in no list. */
export async function listMemberRecords(on: Connection = database()): Promise<MemberRecord[]> {
  return on
    .select({ handle: sql<string>`${member.handle}`, ...tallyColumns })
    .from(raterScore)
    .innerJoin(member, eq(member.id, raterScore.memberId))
    .where(sql`not ${member.simulated} and ${member.handle} is not null`)
    .groupBy(member.id)
    .orderBy(asc(member.handle));
}

/** A claim as a line of somebody's record. */
export type RecordedClaim = {
  id: string;
  device: DeviceRef;
  attribute: Attribute;
  scope: string | null;
  value: Value;
  language: string;
  verdict: { outcome: Outcome };
  /** ISO instant. */
  knownAt: string;
};

export type SettledRating = {
  claim: RecordedClaim;
  hit: boolean;
  /** The last one before the fact was public. */
  probability: number;
  brier: number;
  coverage: number;
};

export type MemberPage = MemberRef & {
  /** Null without a settled rating. */
  tally: MemberTally | null;
  /** All settled ratings, for the calibration. */
  forecasts: Forecast[];
  /** The settled ratings, what became known last first, at most `mostShown`. */
  ratings: SettledRating[];
};

const mostShown = 100;

/** The public record of a member, or null when nobody goes by this handle. Ratings of open claims are not part of it. */
export async function findMemberPage(
  handle: string,
  on: Connection = database(),
): Promise<MemberPage | null> {
  const [found] = await on
    .select({ id: member.id, handle: sql<string>`${member.handle}`, simulated: member.simulated })
    .from(member)
    // By the folded handle, which has an index.
    .where(and(eq(member.handleFolded, foldHandle(handle)), eq(member.handle, handle)));
  if (!found) return null;
  const { id, ...ref } = found;
  return { ...ref, ...(await readRecord(id, on)) };
}

async function readRecord(memberId: string, on: Connection) {
  const [tally, forecasts, ratings] = await Promise.all([
    on.select(tallyColumns).from(raterScore).where(eq(raterScore.memberId, memberId)),
    on
      .select({ probability: raterScore.probability, hit: raterScore.hit })
      .from(raterScore)
      .where(eq(raterScore.memberId, memberId))
      .orderBy(asc(raterScore.claimId)),
    listSettledRatings(memberId, sql`${raterScore.knownAt} desc`, mostShown, on),
  ]);
  return { tally: tally[0]?.n ? tally[0] : null, forecasts, ratings };
}

const claimColumns = {
  id: claim.id,
  deviceSlug: device.slug,
  deviceName,
  brandName: sql<string>`(select b.name from brand b where b.id = ${device.brandId})`,
  attribute,
  scope: claim.scope,
  value: claim.value,
  language: claim.language,
  outcome: verdict.outcome,
  knownAt: verdict.knownAt,
};

type ClaimRow = {
  id: string;
  deviceSlug: string;
  deviceName: string;
  brandName: string;
  attribute: typeof attribute.$inferSelect;
  scope: string | null;
  value: Value;
  language: string;
  outcome: Outcome;
  knownAt: Date;
};

function recordedClaim(row: ClaimRow): RecordedClaim {
  const { slug, nameEn, nameDe, group, type, unit, exclusive, tolerance } = row.attribute;
  return {
    id: row.id,
    device: { slug: row.deviceSlug, name: row.deviceName, brand: row.brandName },
    attribute: { slug, name: { en: nameEn, de: nameDe }, group, type, unit, exclusive, tolerance },
    scope: row.scope,
    value: row.value,
    language: row.language,
    verdict: { outcome: row.outcome },
    knownAt: row.knownAt.toISOString(),
  };
}

async function listSettledRatings(
  memberId: string,
  order: SQL,
  limit: number,
  on: Connection,
): Promise<SettledRating[]> {
  const rows = await on
    .select({
      ...claimColumns,
      hit: raterScore.hit,
      probability: raterScore.probability,
      brier: raterScore.brier,
      coverage: raterScore.coverage,
    })
    .from(raterScore)
    .innerJoin(claim, eq(claim.id, raterScore.claimId))
    .innerJoin(verdict, eq(verdict.id, claim.verdictId))
    .innerJoin(device, eq(device.id, claim.deviceId))
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .where(eq(raterScore.memberId, memberId))
    .orderBy(order, asc(raterScore.claimId))
    .limit(limit);
  return rows.map(({ hit, probability, brier, coverage, ...row }) => ({
    claim: recordedClaim(row),
    hit,
    probability,
    brier,
    coverage,
  }));
}

/** A rating that counts for nothing, because the fact was public when it was given or nothing could settle the claim. */
export type UnscoredRating = { claim: RecordedClaim; probability: number; at: string };

export type OwnRecord = Omit<MemberPage, keyof MemberRef> & {
  /** Mean Brier score of the others on the same claims; null where nobody else rated them. */
  others: number | null;
  /** Where the member was furthest off, worst first. */
  worst: SettledRating[];
  unscored: UnscoredRating[];
};

const worstShown = 5;
const unscoredShown = 50;

/** What a member sees of their own record and nobody else does. */
export async function findOwnRecord(memberId: string, on: Connection = database()): Promise<OwnRecord> {
  const [record, others, worst, unscored] = await Promise.all([
    readRecord(memberId, on),
    meanOfOthers(memberId, on),
    listSettledRatings(memberId, desc(raterScore.brier), worstShown, on),
    listUnscored(memberId, on),
  ]);
  return { ...record, others, worst, unscored };
}

/** Real members are compared with real ones; simulated members, of whom this is only play, with everybody. */
async function meanOfOthers(memberId: string, on: Connection): Promise<number | null> {
  const [row] = await on
    .select({ brier: sql<number | null>`avg(${raterScore.brier})` })
    .from(raterScore)
    .innerJoin(member, eq(member.id, raterScore.memberId))
    .where(
      sql`${raterScore.memberId} <> ${memberId}
        and (not ${member.simulated} or (select own.simulated from member own where own.id = ${memberId}))
        and ${raterScore.claimId} in (select own.claim_id from rater_score own where own.member_id = ${memberId})`,
    );
  return row?.brier ?? null;
}

async function listUnscored(memberId: string, on: Connection): Promise<UnscoredRating[]> {
  const rows = await on
    .select({ ...claimColumns, probability: rating.probability, at: rating.at })
    .from(rating)
    .innerJoin(claim, eq(claim.id, rating.claimId))
    .innerJoin(verdict, eq(verdict.id, claim.verdictId))
    .innerJoin(device, eq(device.id, claim.deviceId))
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .where(
      and(
        eq(rating.memberId, memberId),
        isNull(claim.mergedIntoId),
        sql`(${rating.at} >= ${verdict.knownAt} or ${verdict.outcome} = 'unresolved')`,
      ),
    )
    .orderBy(desc(rating.at), asc(claim.id))
    .limit(unscoredShown);
  return rows.map(({ probability, at, ...row }) => ({
    claim: recordedClaim(row),
    probability,
    at: at.toISOString(),
  }));
}
