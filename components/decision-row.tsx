import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import type { DecisionEntry } from "@/db/decisions";
import { outcomes } from "@/rules/vocabulary";
import { Day } from "./day";
import { detailOf, linksOf } from "./decision-words";
import { MemberLink } from "./member-link";
import { StateMark } from "./state-mark";

/** One decision: when, what, by whom, about what and why. Who it was only where the entry says so. */
export function DecisionRow({ entry }: { entry: DecisionEntry }) {
  const locale = useLocale();
  const t = useTranslations("decisions");
  const vocabulary = useTranslations("vocabulary");
  const outcome = outcomes.find((word) => word === entry.detail.outcome);
  const detail = detailOf(entry, { t, vocabulary, locale });
  return (
    <li className="row decision" id={`d-${entry.id}`}>
      <Day day={entry.at} length="short" />
      <div>
        <p className="decision-what">
          <b>{vocabulary(`decisionKind.${entry.kind}`)}</b> {outcome && <StateMark state={outcome} />}{" "}
          <Actor entry={entry} />
        </p>
        <About entry={entry} />
        {detail && <p>{detail}</p>}
        {entry.reason && <blockquote className="decision-reason">{entry.reason}</blockquote>}
      </div>
    </li>
  );
}

function Actor({ entry: { by, actor } }: { entry: DecisionEntry }) {
  const t = useTranslations("decisions");
  return (
    <span className="quiet-words">
      {actor ? t.rich("by.named", { who: () => <MemberLink member={actor} /> }) : t(`by.${by}`)}
    </span>
  );
}

function About({ entry }: { entry: DecisionEntry }) {
  const locale = useLocale();
  const [first, ...more] = linksOf(entry, locale);
  if (!first) return null;
  return (
    <p>
      <a href={first.href} lang={first.language}>
        {first.text}
      </a>
      {more.map(({ href, text, language }) => (
        <Fragment key={href}>
          {" "}
          <small>
            <a href={href} lang={language}>
              {text}
            </a>
          </small>
        </Fragment>
      ))}
    </p>
  );
}
