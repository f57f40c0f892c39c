import { useLocale } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { ClaimStatement } from "./claim-statement";
import { HeardFrom } from "./heard-from";
import { StateMark } from "./state-mark";

/** Which claim a form is about. */
export function ClaimSubject({ claim }: { claim: ClaimEntry }) {
  const locale = useLocale();
  return (
    <div className="claim-subject">
      <p className="claim-said">
        <a href={`/${locale}/claims/${claim.id}`}>
          <ClaimStatement claim={claim} />
        </a>
      </p>
      <p className="hint">
        <StateMark state={claim.verdict?.outcome ?? "rumored"} />
        <a href={`/${locale}/devices/${claim.device.slug}`}>{claim.device.name}</a>
        <span>
          {claim.attribute.name[locale]}
          {claim.scope && ` (${claim.scope})`}
        </span>
        <HeardFrom provenance={claim.provenance} />
      </p>
    </div>
  );
}
