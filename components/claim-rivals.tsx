import { useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { ValueCells } from "./spec-sheet";

/** The claim among its rivals: one question, several answers. */
export function ClaimRivals({ claims, current }: { claims: ClaimEntry[]; current: string }) {
  const t = useTranslations("device.specs");
  return (
    <>
      <div className="spechead rivals" aria-hidden="true">
        <span>{t("value")}</span>
        <span>{t("state")}</span>
        <span>{t("credibility")}</span>
        <span>{t("heard")}</span>
      </div>
      <ul className="spec rivals">
        {claims.map((claim) => (
          <li key={claim.id} {...(claim.id === current ? { "aria-current": "true" } : {})}>
            <ValueCells claim={claim} released={false} />
          </li>
        ))}
      </ul>
    </>
  );
}
