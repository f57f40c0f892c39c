/** Words for a probability, from low to high; `below` is the first whole percent that is no longer called so. */
const steps = [
  { step: "almost-surely-not", below: 5 },
  { step: "very-unlikely", below: 15 },
  { step: "unlikely", below: 35 },
  { step: "rather-not", below: 46 },
  { step: "even", below: 55 },
  { step: "rather", below: 66 },
  { step: "likely", below: 86 },
  { step: "very-likely", below: 96 },
  { step: "almost-surely", below: 100 },
] as const;
export type RatingStep = (typeof steps)[number]["step"];

export const lowestPercent = 1;
export const highestPercent = 99;

/** Every step with the percents that are called so. */
export const ratingSteps: { step: RatingStep; from: number; to: number }[] = steps.map(
  ({ step, below }, at) => ({ step, from: steps[at - 1]?.below ?? lowestPercent, to: below - 1 }),
);

/** The word for a whole percent; what is out of 1 to 99 gets the word of the nearest end. */
export function ratingStep(percent: number): RatingStep {
  return steps.find((each) => percent < each.below)?.step ?? "almost-surely";
}
