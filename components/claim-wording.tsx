import { useLocale, useTranslations } from "next-intl";

type ClaimWordingProps = { claimId: string; wording: { edits: number; ruledOn: string | null } };

/** That a claim's words were edited, and the words its verdict was given on where those were others. */
export function ClaimWording({ claimId, wording: { edits, ruledOn } }: ClaimWordingProps) {
  const locale = useLocale();
  const t = useTranslations("edits");
  if (edits === 0) return null;
  return (
    <p className="hint">
      <a href={`/${locale}/history/claim/${claimId}`}>{t("wordingChanged", { count: edits })}</a>{" "}
      {ruledOn !== null && t("ruledOn", { wording: ruledOn })}
    </p>
  );
}
