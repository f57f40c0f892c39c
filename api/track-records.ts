import { z } from "@hono/zod-openapi";
import { listScoredClaims } from "@/db/calibration";
import { findMemberPage, listMemberRecords } from "@/db/member-records";
import { listRelayRecords, listSayings, listSourceRecords, type SourceTally } from "@/db/track-records";
import { shareOfHits } from "@/rules/beta";
import { calibrate, reliabilityBins, simplerWays } from "@/rules/calibration";
import { algorithmVersion } from "@/rules/credibility";
import { meanSkill, rankBy, rankByShare } from "@/rules/leaderboards";
import { Refusal } from "@/rules/refusal";
import { hedges, outcomes } from "@/rules/vocabulary";
import { memberAnswer, valueAnswer } from "./answers";
import { noQuery, readPublic } from "./read";
import { noParams } from "./write";

const share = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .openapi("Share", { description: "Mean of the Beta distribution with its 10 % and 90 % quantiles." });

const tally = {
  hits: z.number().int(),
  n: z.number().int(),
  share,
  leadDays: z.number(),
  surprise: z
    .number()
    .nullable()
    .openapi({ description: "Mean bits; null where each was the first ever said." }),
};

const rank = z
  .object({ rank: z.number().int(), of: z.number().int() })
  .nullable()
  .openapi({ description: "Null below ten settled claims, and for simulated members." });

export const sourceRecordAnswer = z
  .object({
    overall: z.object(tally).nullable(),
    rank,
    groups: z.array(z.object({ group: z.string(), ...tally })),
    settled: z.array(
      z.object({
        claimId: z.uuid(),
        outcome: z.enum(outcomes),
        said: z.string().openapi({ format: "date" }),
        leadDays: z.number().int(),
        hit: z.boolean(),
        verified: z.boolean(),
        surprise: z.number().nullable(),
        hedge: z.enum(hedges).nullable(),
      }),
    ),
    relays: z
      .object({
        checked: z.number().int(),
        faithful: z.number().int(),
        altered: z.number().int(),
        unchecked: z.number().int(),
        leadDays: z.number().nullable(),
      })
      .nullable(),
  })
  .openapi("SourceRecord");

/** How what a source said first came out, and how it repeats others. */
export async function recordOfSource(slug: string): Promise<z.input<typeof sourceRecordAnswer>> {
  const [records, sayings, relays] = await Promise.all([
    listSourceRecords(),
    listSayings(slug),
    listRelayRecords(),
  ]);
  const { ranked } = rankByShare(records, ({ overall }) => overall);
  const own = records.find(({ source }) => source.slug === slug);
  const place = ranked.find(({ entry }) => entry.entry.source.slug === slug);
  const relay = relays.find(({ source }) => source.slug === slug);
  return {
    overall: own ? withShare(own.overall) : null,
    rank: place ? { rank: place.rank, of: ranked.length } : null,
    groups: (own?.groups ?? []).map(withShare),
    settled: sayings,
    relays: relay ? withoutSource(relay) : null,
  };
}

function withShare<T extends SourceTally>(one: T) {
  return { ...one, share: shareOfHits(one) };
}

function withoutSource<T extends { source: unknown }>({ source: _source, ...rest }: T) {
  return rest;
}

const bin = z.object({
  from: z.number(),
  to: z.number(),
  n: z.number().int(),
  hits: z.number().int(),
  meanProbability: z.number(),
  low: z.number(),
  high: z.number(),
});

export const showCalibration = readPublic({
  path: "/v1/calibration",
  summary: "How Hearsay's own numbers came out, beside simpler ways to guess",
  tag: "calibration",
  params: noParams,
  query: noQuery,
  answer: z.object({
    algorithm: z.number().int(),
    settled: z.number().int(),
    scored: z.number().int(),
    bins: z.array(bin),
    brier: z
      .object({
        brier: z.number(),
        reliability: z.number(),
        resolution: z.number(),
        uncertainty: z.number(),
      })
      .nullable(),
    logScore: z.number().nullable(),
    against: z.array(
      z.object({
        way: z.enum(simplerWays),
        n: z.number().int(),
        own: z.number(),
        theirs: z.number(),
        gain: z.object({ mean: z.number(), low: z.number(), high: z.number() }),
      }),
    ),
    groups: z.array(
      z.object({
        group: z.string(),
        n: z.number().int(),
        hits: z.number().int(),
        brier: z.number(),
        baseRate: z.number(),
      }),
    ),
  }),
  load: async () => ({ algorithm: algorithmVersion, ...calibrate(await listScoredClaims()) }),
});

export const showMemberRecord = readPublic({
  path: "/v1/members/{handle}/record",
  summary: "How a member's settled ratings came out",
  tag: "members",
  params: z.object({ handle: z.string().min(1).max(30) }),
  missing: "member-not-found",
  query: noQuery,
  answer: memberAnswer.extend({
    tally: z
      .object({
        n: z.number().int(),
        brier: z.number(),
        logScore: z.number(),
        coverage: z.number(),
        skill: z.number(),
      })
      .nullable(),
    rank,
    calibration: z.array(bin),
    ratings: z.array(
      z.object({
        claimId: z.uuid(),
        value: valueAnswer,
        outcome: z.enum(outcomes),
        hit: z.boolean(),
        probability: z.number(),
        brier: z.number(),
        coverage: z.number(),
      }),
    ),
  }),
  load: async ({ params }) => {
    const page = await findMemberPage(params.handle);
    if (!page) throw new Refusal("member-not-found");
    const { ranked } = rankBy(await listMemberRecords(), { n: ({ n }) => n, score: meanSkill });
    const place = ranked.find(({ entry }) => entry.handle === page.handle);
    const { forecasts, ratings, ...rest } = page;
    return {
      ...rest,
      rank: place ? { rank: place.rank, of: ranked.length } : null,
      calibration: reliabilityBins(forecasts),
      ratings: ratings.map(({ claim, ...rating }) => ({
        claimId: claim.id,
        value: claim.value,
        outcome: claim.verdict.outcome,
        ...rating,
      })),
    };
  },
});
