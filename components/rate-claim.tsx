import "./rate-claim.css";
import { useMessages } from "next-intl";
import { type RateableClaim, RateClaimIsland } from "./rate-claim-island";
import { RatingIsPublic } from "./rating-is-public";

/**
 * A member's own rating of a claim, on a public page. Without JavaScript, and until it is known who is looking, a link to
 * the page with the same form.
 */
export function RateClaim(claim: RateableClaim) {
  const { rate } = useMessages();
  return (
    <>
      <RateClaimIsland claim={claim} words={rate}>
        {claim.closed ? (
          <p className="hint">{rate.closed}</p>
        ) : (
          <a className="button" href={`/${claim.locale}/claims/${claim.id}/rate`}>
            {rate.open}
          </a>
        )}
      </RateClaimIsland>
      {!claim.closed && <RatingIsPublic />}
    </>
  );
}
