import { useLocale, useTranslations } from "next-intl";
import { Day } from "./day";

type ClaimLinksProps = { claimId: string; contestUntil: string | null };

/** What anybody may do about a claim, as plain links: the pages behind them know who is asking. */
export function ClaimLinks({ claimId, contestUntil }: ClaimLinksProps) {
  const locale = useLocale();
  const t = useTranslations("contests");
  if (!contestUntil) return null;
  return (
    <ul className="claim-links">
      <li>
        <a href={`/${locale}/claims/${claimId}/contest`}>
          {t.rich("link", { day: () => <Day day={contestUntil} /> })}
        </a>
      </li>
    </ul>
  );
}
