import { compareValues } from "@/rules/values";
import type { Attribute, Outcome, Value } from "@/rules/vocabulary";
import { fill } from "./fill";
import { formatValue } from "./format";
import type { SubmitForm } from "./submit-form";
import { Mark } from "./ui/mark";

/** A claim of the slot a submission is for. */
export type RivalClaim = {
  id: string;
  statement: string;
  language: string;
  value: Value;
  outcome: Outcome | null;
  reports: number;
};

type RivalListProps = {
  form: Pick<SubmitForm, "locale" | "words" | "states">;
  attribute: Attribute;
  /** What is typed so far, when it is complete. */
  value: Value | null;
  rivals: RivalClaim[];
};

/** What is claimed for the slot already, and what the typed value would become beside it. */
export function RivalList({ form, attribute, value, rivals }: RivalListProps) {
  const { words, locale, states } = form;
  const same = value && rivals.find((rival) => compareValues(value, rival.value, attribute) === "same");
  return (
    <div className="rivals">
      <h2>{words.rivals.title}</h2>
      <p role="status">
        {rivals.length === 0 ? words.rivals.none : value && verdictOn(value, attribute, rivals, words)}
      </p>
      <ul>
        {rivals.map((rival) => {
          const state = rival.outcome ?? "rumored";
          return (
            <li key={rival.id} className={rival === same ? "same" : undefined}>
              <b>{formatValue(rival.value, attribute, locale)}</b>
              <Mark state={state}>{states[state]}</Mark>
              <span>{fill(words.rivals.reports, { count: rival.reports })}</span>
              <a href={`/${locale}/claims/${rival.id}`} lang={rival.language}>
                {rival.statement}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function verdictOn(
  value: Value,
  attribute: Attribute,
  rivals: RivalClaim[],
  words: SubmitForm["words"],
): string {
  const found = rivals.map((rival) => compareValues(value, rival.value, attribute));
  if (found.includes("same")) return words.rivals.same;
  return found.some((each) => each !== "rival") ? words.rivals.compatible : words.rivals.differs;
}
