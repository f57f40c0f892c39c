import { asc, inArray, sql } from "drizzle-orm";
import type { Credibility } from "@/rules/credibility";
import { groupBy } from "@/rules/grouping";
import type { CredibilityCause } from "@/rules/vocabulary";
import { type Connection, database } from "./client";
import { credibility } from "./schema/credibility";

/** A credibility from the moment it held. */
export type BeliefPoint = {
  /** ISO instant in UTC. */
  at: string;
  probability: number;
  low: number;
  high: number;
  cause: CredibilityCause;
  /** Computed later from what had been public, not published at that time. */
  reconstructed: boolean;
};

/** How the credibility of each of these claims moved, oldest first; only where the number or its range changed. */
export async function listBelief(
  claimIds: string[],
  on: Connection = database(),
): Promise<Map<string, BeliefPoint[]>> {
  if (claimIds.length === 0) return new Map();
  const rows = await on
    .select({
      claimId: credibility.claimId,
      at: credibility.at,
      probability: credibility.probability,
      low: credibility.low,
      high: credibility.high,
      cause: credibility.cause,
      reconstructed: credibility.reconstructed,
    })
    .from(credibility)
    .where(inArray(credibility.claimId, claimIds))
    .orderBy(asc(credibility.at), asc(credibility.id));
  const byClaim = groupBy(rows, (row) => row.claimId);
  return new Map([...byClaim].map(([id, own]) => [id, own.filter(moved).map(pointOf)]));
}

type Row = Omit<BeliefPoint, "at"> & { at: Date };

function moved(row: Row, at: number, rows: Row[]): boolean {
  const before = rows[at - 1];
  return (
    !before ||
    before.probability !== row.probability ||
    before.low !== row.low ||
    before.high !== row.high ||
    before.reconstructed !== row.reconstructed
  );
}

function pointOf({ at, probability, low, high, cause, reconstructed }: Row): BeliefPoint {
  return { at: at.toISOString(), probability, low, high, cause, reconstructed };
}

/** The credibility in force at the end of a day (UTC), by claim id; none for a claim that had none by then. */
export async function loadCredibilityOn(
  claimIds: string[],
  day: string,
  on: Connection = database(),
): Promise<Map<string, Credibility>> {
  if (claimIds.length === 0) return new Map();
  const rows = await on
    .selectDistinctOn([credibility.claimId], {
      claimId: credibility.claimId,
      probability: credibility.probability,
      low: credibility.low,
      high: credibility.high,
      parts: credibility.parts,
    })
    .from(credibility)
    .where(
      sql`${inArray(credibility.claimId, claimIds)} and ${credibility.at} < (${day}::date + 1)::timestamp at time zone 'UTC'`,
    )
    .orderBy(credibility.claimId, sql`${credibility.at} desc`, sql`${credibility.id} desc`);
  return new Map(rows.map(({ claimId, ...own }) => [claimId, own]));
}
