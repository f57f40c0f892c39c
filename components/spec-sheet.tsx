import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { DeviceStatus } from "@/rules/vocabulary";
import { ClaimValue } from "./claim-value";
import { CredibilityFigure } from "./credibility";
import { formatValue } from "./format";
import { GroupName } from "./group-name";
import { HeardFrom } from "./heard-from";
import { arrangeSlots, type Slot, stateOf } from "./slots";
import { StateMark } from "./state-mark";

/** The likely spec sheet: the best value of each slot, rivals folded under it with their values on the fold line. */
export function SpecSheet({ claims, status }: { claims: ClaimEntry[]; status: DeviceStatus }) {
  const t = useTranslations("device.specs");
  return (
    <>
      <div className="spechead" aria-hidden="true">
        <span>{t("attribute")}</span>
        <span>{t("value")}</span>
        <span>{t("state")}</span>
        <span>{t("credibility")}</span>
        <span>{t("heard")}</span>
      </div>
      {arrangeSlots(claims).map(({ group, slots }) => (
        <div key={group} className="specgroup">
          <h3>
            <GroupName group={group} />
          </h3>
          <ul className="spec">
            {slots.map((slot) => (
              <SpecRow key={slot.key} slot={slot} status={status} />
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function SpecRow({ slot, status }: { slot: Slot; status: DeviceStatus }) {
  const locale = useLocale();
  return (
    <li>
      <span className="attr">
        {slot.attribute.name[locale]}
        {slot.scope && <small lang="en">{slot.scope}</small>}
      </span>
      {slot.leading.map((claim) => (
        <ValueCells key={claim.id} claim={claim} released={status === "released"} />
      ))}
      {slot.folded.length > 0 && <Folded slot={slot} />}
    </li>
  );
}

/** Value, state, credibility and origins of one claim, as cells of a line. */
export function ValueCells({ claim, released }: { claim: ClaimEntry; released: boolean }) {
  const locale = useLocale();
  const t = useTranslations("device.specs");
  const qualifier = useTranslations("vocabulary.qualifier");
  return (
    <>
      <span className="value">
        <a className="plain" href={`/${locale}/claims/${claim.id}`}>
          <ClaimValue claim={claim} />
        </a>
        {claim.verdict?.qualifier && <small>{qualifier(claim.verdict.qualifier)}</small>}
        {!claim.verdict && released && <small>{t("notRuled")}</small>}
      </span>
      <StateMark state={stateOf(claim)} />
      <CredibilityFigure estimate={claim.credibility} />
      <HeardFrom provenance={claim.provenance} />
    </>
  );
}

function Folded({ slot }: { slot: Slot }) {
  const t = useTranslations("device.specs");
  const locale = useLocale();
  const rivals =
    slot.attribute.exclusive && slot.folded.every((claim) => claim.verdict?.outcome !== "confirmed");
  const values = slot.folded.map((claim) => formatValue(claim.value, claim.attribute, locale));
  return (
    <details className="folded">
      <summary>
        {t(rivals ? "rivals" : "others", { count: slot.folded.length })}{" "}
        <span>{[...new Set(values)].join(", ")}</span>
      </summary>
      <ul>
        {slot.folded.map((claim) => (
          <li key={claim.id}>
            <ValueCells claim={claim} released={false} />
          </li>
        ))}
      </ul>
    </details>
  );
}
