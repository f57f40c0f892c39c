import { useTranslations } from "next-intl";
import type { Provenance } from "@/rules/provenance";

type Counts = Pick<Provenance, "independentOrigins" | "supportingReports" | "contradictingReports">;

/** "3 origins · 8 reports, 2 against": one leak repeated by ten outlets is one origin and ten reports. */
export function HeardFrom({ provenance }: { provenance: Counts }) {
  const t = useTranslations("claim.heard");
  return (
    <span className="heard">
      {t("origins", { count: provenance.independentOrigins })} ·{" "}
      {t("reports", { count: provenance.supportingReports })}
      {provenance.contradictingReports > 0 && `, ${t("against", { count: provenance.contradictingReports })}`}
    </span>
  );
}
