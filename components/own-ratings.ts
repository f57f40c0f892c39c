import { answerOf, apiClient } from "./api-client";

/** A member's own ratings in whole percent, by claim id. */
export type OwnRatings = Record<string, number>;

const toPercent = (probability: number) => Math.round(probability * 100);

export async function listOwnRatings(device: string): Promise<OwnRatings> {
  const { ratings } = await answerOf(apiClient.v1.me.ratings.$get({ param: {}, query: { device } }));
  return Object.fromEntries(
    Object.entries(ratings).map(([claimId, { probability }]) => [claimId, toPercent(probability)]),
  );
}

export function saveRating(claimId: string, percent: number) {
  const json = { probability: percent / 100 };
  return answerOf(apiClient.v1.claims[":id"].rating.$post({ param: { id: claimId }, json }));
}
