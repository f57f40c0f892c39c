import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import type { ClaimEntry } from "@/db/claims";
import { ClaimValue } from "./claim-value";
import { CredibilityFigure } from "./credibility";
import { HeardFrom } from "./heard-from";
import { stateOf } from "./slots";
import { StateMark } from "./state-mark";

type ClaimRowsProps = {
  claims: ClaimEntry[];
  /** Left out where the heading already names the device. */
  device?: boolean;
  /** What the page has to say of one claim besides. */
  aside?: (claim: ClaimEntry) => ReactNode;
};

/** Claims as lines of a table: what is claimed, how it stands, how credible it is and who it was heard from. */
export function ClaimRows({ claims, device = true, aside }: ClaimRowsProps) {
  return (
    <ul className="rows">
      {claims.map((claim) => (
        <li key={claim.id} className="row">
          <div>
            <SlotName claim={claim} device={device} />
            <ValueLink claim={claim} />
            <p className="said" lang={claim.language}>
              {claim.statement}
            </p>
            {aside?.(claim)}
          </div>
          <StateMark state={stateOf(claim)} />
          <CredibilityFigure estimate={claim.credibility} />
          <HeardFrom provenance={claim.provenance} />
        </li>
      ))}
    </ul>
  );
}

/** The question a claim answers: device, attribute and what it is limited to. */
export function SlotName({
  claim,
  device = true,
}: {
  claim: Pick<ClaimEntry, "device" | "attribute" | "scope">;
  device?: boolean;
}) {
  const locale = useLocale();
  return (
    <p className="slot">
      {device && (
        <>
          <a href={`/${locale}/devices/${claim.device.slug}`}>{claim.device.name}</a> ·{" "}
        </>
      )}
      {claim.attribute.name[locale]}
      {claim.scope && `, ${claim.scope}`}
    </p>
  );
}

export function ValueLink({
  claim,
}: {
  claim: Pick<ClaimEntry, "id" | "language"> & Parameters<typeof ClaimValue>[0]["claim"];
}) {
  const locale = useLocale();
  return (
    <p className="row-value">
      <a href={`/${locale}/claims/${claim.id}`}>
        <ClaimValue claim={claim} />
      </a>
    </p>
  );
}
