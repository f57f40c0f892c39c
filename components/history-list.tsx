import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { HistoryEntry } from "@/db/history";
import { flagReasons, outcomes, requestStates, subjectKinds, submissionStates } from "@/rules/vocabulary";
import { Day } from "./day";
import { detailOf } from "./decision-words";
import { StateMark } from "./state-mark";

/** What somebody did and what was decided about it, newest first. */
export function HistoryList({ entries }: { entries: HistoryEntry[] }) {
  return (
    <ol className="rows">
      {entries.map((entry) => (
        <HistoryRow key={entry.kind + entry.id + entry.at} entry={entry} />
      ))}
    </ol>
  );
}

function HistoryRow({ entry }: { entry: HistoryEntry }) {
  const locale = useLocale();
  const t = useTranslations("history");
  const decisions = useTranslations("decisions");
  const vocabulary = useTranslations("vocabulary");
  const { decision, claimId } = entry;
  const thing = subjectKinds.find((word) => word === entry.text);
  const text = thing ? vocabulary(`subjectKind.${thing}`) : entry.text;
  const outcome = outcomes.find((word) => word === decision?.detail.outcome);
  const detail = decision && detailOf(decision, { t: decisions, vocabulary, locale });
  return (
    <li className="row decision">
      <Day day={entry.at} length="short" />
      <div>
        <p className="decision-what">
          <b>{decision ? vocabulary(`decisionKind.${decision.kind}`) : t(`kind.${namedKind(entry)}`)}</b>
          {outcome && <StateMark state={outcome} />}
          <State entry={entry} />
        </p>
        {text && (
          <p lang={entry.language ?? undefined}>
            {claimId ? <a href={`/${locale}/claims/${claimId}`}>{text}</a> : text}
          </p>
        )}
        {detail && <p>{detail}</p>}
        <Reason entry={entry} />
      </div>
    </li>
  );
}

/** Entries of the log are called as the log calls them. */
function namedKind({ kind }: HistoryEntry): Exclude<HistoryEntry["kind"], "decision" | "ruling"> {
  if (kind === "decision" || kind === "ruling") throw new Error(`an entry of the log without its kind`);
  return kind;
}

function State({ entry: { kind, state, probability } }: { entry: HistoryEntry }) {
  const format = useFormatter();
  const t = useTranslations("history");
  const vocabulary = useTranslations("vocabulary");
  if (kind === "ruling") return <span className="quiet-words">{t("byYou")}</span>;
  if (probability !== null)
    return <span>{format.number(probability, { style: "percent", maximumFractionDigits: 0 })}</span>;
  const submission = kind.startsWith("submi") && submissionStates.find((word) => word === state);
  if (submission) return <span>{vocabulary(`submissionState.${submission}`)}</span>;
  const request = requestStates.find((word) => word === state);
  return request ? <span>{vocabulary(`requestState.${request}`)}</span> : null;
}

function Reason({ entry: { reason } }: { entry: HistoryEntry }) {
  const words = useTranslations("vocabulary.flagReason");
  if (!reason) return null;
  const flagged = flagReasons.find((word) => word === reason);
  return <blockquote className="decision-reason">{flagged ? words(flagged) : reason}</blockquote>;
}
