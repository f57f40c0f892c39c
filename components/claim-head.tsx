import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { ClaimStatement } from "./claim-statement";
import { Day } from "./day";
import { HeardFrom } from "./heard-from";
import { stateOf } from "./slots";
import { StateMark } from "./state-mark";
import { Crumbs } from "./ui/crumbs";

/** The sentence of a claim with where it belongs, how it stands and who put it here. */
export function ClaimHead({ claim }: { claim: ClaimEntry }) {
  const t = useTranslations("claim");
  const device = useTranslations("device");
  const locale = useLocale();
  return (
    <header className="claim-head">
      <Crumbs
        label={device("crumbs")}
        parts={[
          { href: `/${locale}/devices`, name: device("devices") },
          { href: `/${locale}/devices/${claim.device.slug}`, name: claim.device.name },
        ]}
      />
      {claim.language === locale && (
        <p className="kicker">
          {claim.attribute.name[locale]}
          {claim.scope && `, ${claim.scope}`}
        </p>
      )}
      <h1>
        <ClaimStatement claim={claim} />
      </h1>
      <p className="meta">
        <StateMark state={stateOf(claim)} />
        <HeardFrom provenance={claim.provenance} />
        <span>
          {t.rich(claim.firstReportedBasis === "estimate" ? "firstReportedAbout" : "firstReported", {
            day: () => <Day day={claim.firstReported} />,
          })}
        </span>
        {claim.submittedBy && (
          <span>
            {t.rich("submittedBy", {
              handle: claim.submittedBy.handle,
              member: (name) => <a href={`/${locale}/members/${claim.submittedBy?.handle}`}>{name}</a>,
            })}
          </span>
        )}
      </p>
    </header>
  );
}
