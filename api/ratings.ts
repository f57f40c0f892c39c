import { z } from "@hono/zod-openapi";
import { listOwnRatings, saveRating } from "@/db/ratings";
import type { Credibility } from "@/rules/credibility";
import { HIGHEST_PROBABILITY, LOWEST_PROBABILITY, objectionToProbability } from "@/rules/ratings";
import { type Reason, Refusal } from "@/rules/refusal";
import { credibilityAnswer } from "./answers";
import { explanationAnswer, explanationOf } from "./explanation";
import { readPersonal } from "./read";
import { slug } from "./text-fields";
import { idParams, noParams, write } from "./write";

const probability = z
  .number()
  .refine((said) => objectionToProbability(said) === null, {
    params: { reason: "probability-out-of-range" satisfies Reason },
  })
  .openapi({
    description: "How likely the claim proves true.",
    minimum: LOWEST_PROBABILITY,
    maximum: HIGHEST_PROBABILITY,
    example: 0.7,
  });

const ownRating = z.object({ probability: z.number(), at: z.string().openapi({ format: "date-time" }) });

/** A form may say whole percents in `percent`, or the probability itself. */
function ratingOfForm({ percent, probability: said, ...rest }: Record<string, string>) {
  const typed = percent?.replace("%", "").trim();
  return { ...rest, probability: typed ? Number(typed) / 100 : numberOf(said) };
}

function numberOf(text: string | undefined): number | string | undefined {
  const number = Number(text?.trim().replace(",", "."));
  return text?.trim() && Number.isFinite(number) ? number : text;
}

/** A claim that can be rated has no verdict, nor has any of its numbers been made up afterwards. */
function explanationsOf(credibilities: Record<string, Credibility>) {
  const standing = { frozen: false, reconstructed: false };
  return Object.fromEntries(
    Object.entries(credibilities).map(([id, credibility]) => [id, explanationOf(credibility, standing)]),
  );
}

export const rateClaim = write({
  path: "/v1/claims/{id}/rating",
  summary: "Rate a claim, or change one's rating",
  tag: "claims",
  params: idParams,
  missing: "claim-not-found",
  body: z.strictObject({ probability }),
  fromForm: ratingOfForm,
  fieldOf: () => "percent",
  answer: ownRating.extend({
    claimId: z.uuid(),
    credibilities: z
      .record(z.string(), credibilityAnswer)
      .openapi({ description: "The new credibility of the claim and of its rivals, by claim id." }),
    explanations: z.record(z.string(), explanationAnswer),
  }),
  limit: "rate",
  perform: async ({ probability: said }, { viewer, params }) => {
    const saved = await saveRating(viewer, params.id, said);
    return { ...saved, explanations: explanationsOf(saved.credibilities) };
  },
  page: ({ claimId }, { locale }) => `/${locale}/claims/${claimId}`,
});

export const listMyRatings = readPersonal({
  path: "/v1/me/ratings",
  summary: "One's own ratings of a device's claims, or of one claim",
  tag: "me",
  params: noParams,
  query: z.object({ device: slug.optional(), claim: z.uuid().optional() }),
  answer: z.object({ ratings: z.record(z.string(), ownRating) }),
  load: async ({ viewer, query }) => {
    if (!viewer) throw new Refusal("sign-in-first");
    if (query.claim) return { ratings: await listOwnRatings(viewer.id, { claimId: query.claim }) };
    if (query.device) return { ratings: await listOwnRatings(viewer.id, { device: query.device }) };
    throw new Refusal("malformed", { problems: [{ path: "device", reason: "malformed" }] });
  },
});
