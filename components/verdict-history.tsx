import { useTranslations } from "next-intl";
import type { ContestEntry } from "@/db/contest-lists";
import type { ReopeningEntry } from "@/db/reopenings";
import { Day } from "./day";

type Happened = { id: string; at: string; contest?: ContestEntry; reopening?: ReopeningEntry };

/** What was objected to in the verdicts on a claim, and when it was opened again, in the order it happened. */
export function VerdictHistory({
  contests,
  reopenings,
}: {
  contests: ContestEntry[];
  reopenings: ReopeningEntry[];
}) {
  const all: Happened[] = [
    ...contests.map((contest) => ({ id: contest.id, at: contest.at, contest })),
    ...reopenings.map((reopening) => ({ id: reopening.id, at: reopening.at, reopening })),
  ];
  return (
    <ul className="verdict-history">
      {all
        .sort((a, b) => a.at.localeCompare(b.at))
        .map(({ id, contest, reopening }) => (
          <li key={id} className="said">
            {contest && <Contested contest={contest} />}
            {reopening && <Reopened reopening={reopening} />}
          </li>
        ))}
    </ul>
  );
}

function Contested({ contest: { state, at, decidedAt, reason, answer } }: { contest: ContestEntry }) {
  const t = useTranslations("contests.history");
  const outcome = state === "upheld" || state === "rejected" ? state : "waits";
  return (
    <>
      <p>{t.rich(outcome, { day: () => <Day day={at} />, decided: () => <Day day={decidedAt ?? at} /> })}</p>
      {reason && <p className="hint">{t("reason", { text: reason })}</p>}
      {answer && <p className="hint">{t("answer", { text: answer })}</p>}
    </>
  );
}

function Reopened({ reopening: { at, reason } }: { reopening: ReopeningEntry }) {
  const t = useTranslations("contests.history");
  return (
    <>
      <p>{t.rich("reopened", { day: () => <Day day={at} /> })}</p>
      <p className="hint">{t("reason", { text: reason })}</p>
    </>
  );
}
