import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { ClaimStatement } from "./claim-statement";
import { CredibilityFigure } from "./credibility";
import { Day } from "./day";
import { GroupName } from "./group-name";
import { HeardFrom } from "./heard-from";
import { RateClaim } from "./rate-claim";
import { ReportTree } from "./report-tree";
import { arrangeSlots, stateOf } from "./slots";
import { StateMark } from "./state-mark";
import { VerdictStamp } from "./verdict-stamp";

/** So many claims lie open from the start: those most spoken of. */
const opened = 2;

/** Every claim, folded to its sentence, with origins and reports inside. */
export function ClaimList({ claims, rateable = true }: { claims: ClaimEntry[]; rateable?: boolean }) {
  const byReports = [...claims].sort((a, b) => b.reports.length - a.reports.length);
  const open = new Set(byReports.slice(0, opened).map((claim) => claim.id));
  return arrangeSlots(claims).map(({ group, slots }) => (
    <div key={group} className="claimgroup">
      <h3>
        <GroupName group={group} />
      </h3>
      <ul>
        {slots
          .flatMap((slot) => [...slot.leading, ...slot.folded])
          .map((claim) => (
            <li key={claim.id}>
              <FoldedClaim claim={claim} open={open.has(claim.id)} rateable={rateable} />
            </li>
          ))}
      </ul>
    </div>
  ));
}

function FoldedClaim({ claim, open, rateable }: { claim: ClaimEntry; open: boolean; rateable: boolean }) {
  const t = useTranslations("claim");
  const locale = useLocale();
  return (
    <details className="claim" open={open}>
      <summary>
        <StateMark state={stateOf(claim)} />
        <span className="statement">
          <ClaimStatement claim={claim} />
        </span>
        <HeardFrom provenance={claim.provenance} />
      </summary>
      <div className="claim-body">
        <div>
          <p className="meta">
            {t.rich(claim.firstReportedBasis === "estimate" ? "firstReportedAbout" : "firstReported", {
              day: () => <Day day={claim.firstReported} />,
            })}
            <a href={`/${locale}/claims/${claim.id}`}>
              {t(claim.verdict || !rateable ? "toClaim" : "toClaimAndRating")}
            </a>
          </p>
          <ReportTree claim={claim} />
        </div>
        <div>
          {claim.verdict && <VerdictStamp verdict={claim.verdict} brief />}
          <p className="rated">
            {t(claim.verdict ? "atClose" : "credibility")} <CredibilityFigure estimate={claim.credibility} />
          </p>
          {!claim.verdict && rateable && (
            <RateClaim
              id={claim.id}
              locale={locale}
              deviceSlug={claim.device.slug}
              closed={false}
              crowd={claim.credibility.parts.crowd}
            />
          )}
        </div>
      </div>
    </details>
  );
}
