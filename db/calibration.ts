import { asc } from "drizzle-orm";
import type { ScoredClaim } from "@/rules/calibration";
import { type Connection, database } from "./client";
import { claimScore } from "./schema/credibility";

/** Every settled claim with what was published of it before the fact, oldest first; nothing in it comes from simulated members. */
export function listScoredClaims(on: Connection = database()): Promise<ScoredClaim[]> {
  return on
    .select({
      group: claimScore.group,
      hit: claimScore.hit,
      probability: claimScore.probability,
      baseRate: claimScore.baseRate,
      reportCount: claimScore.reportCount,
      ratingMean: claimScore.ratingMean,
    })
    .from(claimScore)
    .orderBy(asc(claimScore.knownAt), asc(claimScore.claimId));
}
