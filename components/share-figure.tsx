import type { Share } from "@/rules/beta";
import { CredibilityFigure } from "./credibility";

/** A share of hits in figures, with its interval drawn like that of a credibility. */
export function ShareFigure({ share: { mean, low, high } }: { share: Share }) {
  return <CredibilityFigure estimate={{ probability: mean, low, high }} />;
}
