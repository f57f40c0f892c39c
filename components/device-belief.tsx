import { useLocale } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { type Belief, BeliefChart } from "./belief-chart";
import { arrangeSlots } from "./slots";

const slotsShown = 4;

/** How far the number of a claim ever moved. */
function swing(claim: ClaimEntry, belief: Belief): number {
  const numbers = (belief.get(claim.id) ?? []).map(({ probability }) => probability);
  return numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers);
}

/**
 * The questions with rival answers that tell the story: much reported and much moved. In the order of the spec sheet, each with its
 * most moved claims.
 */
export function movedSlots(claims: ClaimEntry[], belief: Belief): ClaimEntry[][] {
  const slots = arrangeSlots(claims).flatMap((group) => group.slots);
  const rival = slots
    .map(({ leading, folded }) => [...leading, ...folded])
    .filter(([first, second]) => second !== undefined && first?.attribute.exclusive)
    .map((own) => own.sort((a, b) => swing(b, belief) - swing(a, belief)));
  const most = (own: ClaimEntry[]) =>
    (own[0] ? swing(own[0], belief) : 0) * own.reduce((sum, claim) => sum + claim.reports.length, 0);
  const chosen = [...rival].sort((a, b) => most(b) - most(a)).slice(0, slotsShown);
  return rival.filter((own) => chosen.includes(own) && most(own) > 0).map((own) => own.slice(0, 3));
}

/** One small chart a question. */
export function DeviceBelief({ slots, belief }: { slots: ClaimEntry[][]; belief: Belief }) {
  const locale = useLocale();
  return (
    <div className="belief-slots">
      {slots.map(([first, ...others]) =>
        first ? (
          <div key={first.id}>
            <h3>{first.attribute.name[locale]}</h3>
            <BeliefChart claims={[first, ...others]} belief={belief} />
          </div>
        ) : null,
      )}
    </div>
  );
}
