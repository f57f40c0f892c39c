import { useLocale, useTranslations } from "next-intl";
import type { SuspensionEntry } from "@/db/suspensions";
import { formatMoment } from "./format";
import { Tag } from "./ui/tag";

type SuspensionCardProps = {
  suspension: SuspensionEntry;
  /** Who decided is named where moderators read. */
  names?: boolean;
  href?: string;
};

/** One suspension: since when, until when, why, and what came of an appeal. */
export function SuspensionCard({ suspension, names = false, href }: SuspensionCardProps) {
  const t = useTranslations("trust.suspension");
  const states = useTranslations("vocabulary.requestState");
  const locale = useLocale();
  const { at, until, liftedAt, inForce, reason, appeal, appealState, appealAnswer } = suspension;
  const by = (handle: string | null) => (names && handle ? ` · @${handle}` : "");
  const term = t("term", { from: formatMoment(at, locale), until: formatMoment(until, locale) });
  return (
    <li className="card">
      <p className="card-head">
        <Tag tone={inForce ? "refuted" : undefined}>
          {t(inForce ? "inForce" : liftedAt ? "lifted" : "over")}
        </Tag>
        <small>
          {href ? <a href={href}>{term}</a> : term}
          {by(suspension.decidedByHandle)}
        </small>
      </p>
      <p className="card-reason">{reason}</p>
      {appeal && appealState && (
        <>
          <p className="hint">
            {t("appeal")}: {states(appealState)}
          </p>
          <blockquote className="decision-reason">{appeal}</blockquote>
        </>
      )}
      {appealAnswer && (
        <p>
          <b>{t("answer")}:</b> {appealAnswer}
          <small>{by(suspension.appealDecidedByHandle)}</small>
        </p>
      )}
    </li>
  );
}
