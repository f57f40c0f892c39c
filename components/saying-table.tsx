import { useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { Saying } from "@/db/track-records";
import { SlotName, ValueLink } from "./claim-rows";
import { Day } from "./day";
import { stateOf } from "./slots";
import { Bits, Days } from "./source-leaderboard";
import { StateMark } from "./state-mark";

/** Every settled claim of a source: what it said, how that came out, when it said so and how surprising that was. */
export function SayingTable({ sayings, claims }: { sayings: Saying[]; claims: ClaimEntry[] }) {
  const t = useTranslations("records");
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const rows = sayings.flatMap((saying) => {
    const claim = byId.get(saying.claimId);
    return claim ? [{ saying, claim }] : [];
  });
  return (
    <table className="board stacks">
      <thead>
        <tr>
          <th scope="col">{t("of.claim")}</th>
          <th scope="col" className="board-state">
            {t("of.outcome")}
          </th>
          <th scope="col" className="board-day">
            {t("of.said")}
          </th>
          <th scope="col" className="board-figure">
            {t("lead")}
          </th>
          <th scope="col" className="board-figure">
            {t("surprise")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ saying, claim }) => (
          <SayingRow key={claim.id} saying={saying} claim={claim} />
        ))}
      </tbody>
    </table>
  );
}

function SayingRow({ saying, claim }: { saying: Saying; claim: ClaimEntry }) {
  const t = useTranslations("records");
  const hedges = useTranslations("records.of.hedges");
  return (
    <tr>
      <th scope="row">
        <SlotName claim={claim} />
        <ValueLink claim={claim} />
      </th>
      <td className="board-state">
        <StateMark state={stateOf(claim)} />
      </td>
      <td className="board-day">
        <Day day={saying.said} length="short" />
        <small>
          {saying.hedge && hedges(saying.hedge)} {!saying.verified && t("of.credited")}
        </small>
      </td>
      <td className="board-figure" data-label={t("lead")}>
        <Days days={saying.leadDays} />
      </td>
      <td className="board-figure" data-label={t("surprise")}>
        {saying.surprise === null ? t("of.firstEver") : <Bits bits={saying.surprise} />}
      </td>
    </tr>
  );
}
