import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { FlagEntry } from "@/db/flags";
import { formatMoment } from "./format";
import { MemberLink } from "./member-link";

/** Who flagged something, why, and what each counts for. Seen by moderators only; whose it is sees how many. */
export function FlagList({ flags, own }: { flags: FlagEntry[]; own: boolean }) {
  const locale = useLocale();
  const t = useTranslations("flags");
  const words = useTranslations("vocabulary.flagReason");
  const format = useFormatter();
  const weight = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const total = flags.reduce((sum, flag) => sum + flag.weight, 0);
  return (
    <section aria-labelledby="flags">
      <h2 id="flags">{t("flaggedBy", { count: flags.length, weight: weight(total) })}</h2>
      <p className="hint">{t("weightHint")}</p>
      <ul className="cards">
        {(own ? [] : flags).map((flag) => (
          <li key={flag.id} className="card">
            <b>{words(flag.reason)}</b>{" "}
            <small>
              {flag.by && <MemberLink member={flag.by} />}{" "}
              <time dateTime={flag.at}>{formatMoment(flag.at, locale)}</time> · {weight(flag.weight)}
            </small>
            {flag.note && <p>{flag.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
