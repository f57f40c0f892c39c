import { useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { stateOf } from "./slots";
import { StateMark } from "./state-mark";
import { MarkShape, type MarkState } from "./ui/mark";

const states: MarkState[] = ["confirmed", "partly", "refuted", "unresolved", "rumored"];

/** How the claims on a device came out: counts that double as the key to the marks, and one mark per claim. */
export function DeviceScorecard({ claims }: { claims: ClaimEntry[] }) {
  const t = useTranslations("device.score");
  const meaning = useTranslations("vocabulary.stateMeaning");
  const ruled = claims.filter((claim) => claim.verdict !== null).length;
  const counts = states.map((state) => ({
    state,
    count: claims.filter((claim) => stateOf(claim) === state).length,
  }));
  return (
    <section className="scorecard" aria-labelledby="score-title">
      <h2 id="score-title">{t("title", { claims: claims.length, ruled })}</h2>
      <table className="key">
        <caption className="vh">{t("caption")}</caption>
        <tbody>
          {counts
            .filter(({ count }) => count > 0)
            .map(({ state, count }) => (
              <tr key={state}>
                <td>{count}</td>
                <th scope="row">
                  <StateMark state={state} />
                </th>
                <td>{meaning(state)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <ClaimStrip claims={claims} />
      <p className="scorecard-note">{t("evidence", evidenceOf(claims))}</p>
    </section>
  );
}

function ClaimStrip({ claims }: { claims: ClaimEntry[] }) {
  const t = useTranslations("device.score");
  return (
    <>
      <ol className="strip" aria-hidden="true">
        {claims.map((claim) => (
          <li key={claim.id} className={stateOf(claim)}>
            <MarkShape state={stateOf(claim)} />
          </li>
        ))}
      </ol>
      <p className="scorecard-note">{t("strip")}</p>
    </>
  );
}

function evidenceOf(claims: ClaimEntry[]): { reports: number; documents: number; origins: number } {
  const reports = claims.flatMap((claim) => claim.reports);
  const origins = claims.flatMap((claim) => claim.provenance.origins.flatMap((o) => o.source?.slug ?? []));
  return {
    reports: reports.length,
    documents: new Set(reports.map((report) => report.documentId)).size,
    origins: new Set(origins).size,
  };
}
