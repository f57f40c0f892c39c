import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { VerdictEntry } from "@/db/claims";

type VerdictConflictProps = { theirs: VerdictEntry; yours: VerdictEntry };

const shown = ["outcome", "basis", "qualifier", "document", "passage", "knownAt", "note"] as const;

/** Two moderators at once: what stands now beside what was about to be saved, field by field. */
export function VerdictConflict({ theirs, yours }: VerdictConflictProps) {
  const t = useTranslations("moderate.rule");
  const words = useTranslations("vocabulary");
  const labels: Record<(typeof shown)[number], string> = {
    outcome: t("outcome"),
    basis: t("basis"),
    qualifier: t("qualifier"),
    document: t("document"),
    passage: t("passage"),
    knownAt: t("known"),
    note: t("note"),
  };
  function tell(verdict: VerdictEntry, field: (typeof shown)[number]): ReactNode {
    if (field === "outcome") return words(`state.${verdict.outcome}`);
    if (field === "basis") return words(`basis.${verdict.basis}`);
    if (field === "qualifier") return verdict.qualifier ? words(`qualifier.${verdict.qualifier}`) : "–";
    if (field === "document") return verdict.document?.title ?? "–";
    if (field === "knownAt") return verdict.knownAt.slice(0, 16).replace("T", " ");
    return verdict[field] || "–";
  }
  return (
    <section aria-labelledby="conflict-title" className="conflict">
      <div className="head">
        <h2 id="conflict-title">{t("conflict.title")}</h2>
        <p>{t("conflict.intro")}</p>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("conflict.field")}</th>
            <th scope="col">
              {t("conflict.theirs")}
              {theirs.decidedBy && <small> {theirs.decidedBy.handle}</small>}
            </th>
            <th scope="col">{t("conflict.yours")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => {
            const [a, b] = [tell(theirs, field), tell(yours, field)];
            return (
              <tr key={field} className={a === b ? undefined : "differs"}>
                <th scope="row">{labels[field]}</th>
                <td>{a}</td>
                <td>{b}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
