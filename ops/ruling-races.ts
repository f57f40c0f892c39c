import postgres from "postgres";
import { v7 } from "uuid";
import { ruleOnClaim } from "@/db/verdicts";
import { Refusal } from "@/rules/refusal";
import type { Member } from "@/rules/viewer";

export type RaceTally = {
  pairs: number;
  winners: number;
  /** Told that somebody else had ruled. */
  losers: number;
  deadlocks: number;
  /** Whatever else went wrong, in words. */
  errors: string[];
  /** Claims that have not exactly one entry of the verdict in the log. */
  loggedOtherwise: number;
  decisions: number;
  notifications: number;
  timesMs: number[];
  seconds: number;
};

const deadlockDetected = "40P01";
/** Twice as many rulings at once as the pool has connections would only wait for a connection. */
const pairsAtOnce = 5;

/** On each of these open claims two moderators rule the opposite at the same time. */
export async function raceRulings(
  url: string,
  claimIds: string[],
  moderators: [Member, Member],
): Promise<RaceTally> {
  const results: { at: string; timeMs: number }[] = [];
  const began = performance.now();
  const waiting = [...claimIds];
  const lane = async () => {
    for (let claimId = waiting.pop(); claimId; claimId = waiting.pop())
      results.push(...(await rulePair(claimId, moderators)));
  };
  await Promise.all(Array.from({ length: pairsAtOnce }, lane));
  const seconds = (performance.now() - began) / 1000;
  const came = (at: string) => results.filter((one) => one.at === at).length;
  const known = ["won", "lost", "deadlock"];
  return {
    pairs: claimIds.length,
    winners: came("won"),
    losers: came("lost"),
    deadlocks: came("deadlock"),
    errors: results.flatMap(({ at }) => (known.includes(at) ? [] : [at])),
    ...(await countRows(url, claimIds)),
    timesMs: results.map(({ timeMs }) => timeMs),
    seconds,
  };
}

async function rulePair(claimId: string, moderators: [Member, Member]) {
  const outcomes = ["confirmed", "refuted"] as const;
  return Promise.all(
    outcomes.map(async (outcome, at) => {
      const began = performance.now();
      const result = await ruleOnClaim(moderators[at] ?? null, claimId, {
        ...{ outcome, basis: "independent", qualifier: null, documentId: null, passage: null },
        ...{ knownAt: new Date("2022-07-04T00:00:00Z"), note: null, supersedesId: null },
      }).then(() => "won", nameOf);
      return { at: result, timeMs: performance.now() - began };
    }),
  );
}

function nameOf(error: unknown): string {
  if (error instanceof Refusal) return error.reason === "already-ruled" ? "lost" : error.reason;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (cause as { code?: string }).code === deadlockDetected ? "deadlock" : String(cause);
}

async function countRows(url: string, claimIds: string[]) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const rows = await sql<{ n: number }[]>`
    select count(*)::int as n from decision where kind = 'verdict' and claim_id = any(${claimIds}) group by claim_id`;
  const [told] = await sql<{ n: number }[]>`
    select count(*)::int as n from notification where kind = 'claim_ruled' and claim_id = any(${claimIds})`;
  await sql.end();
  const once = rows.filter(({ n }) => n === 1).length;
  return {
    decisions: rows.reduce((sum, { n }) => sum + n, 0),
    loggedOtherwise: claimIds.length - once,
    notifications: told?.n ?? 0,
  };
}

/** A moderator as the rules know them. */
export function moderatorOf(id = v7()): Member {
  return { id, handle: `race-${id.slice(-12)}`, role: "moderator", simulated: false, suspended: false };
}
