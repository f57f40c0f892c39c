import type { Dispatch } from "react";
import type messages from "@/messages/en.json";
import { PASSAGE_MAX_LENGTH } from "@/rules/rulings";
import { qualifiers } from "@/rules/vocabulary";
import { fill } from "./fill";
import { Mark } from "./ui/mark";
import { type BenchAction, type BenchClaim, benchOutcomes, type Choice } from "./workbench-state";

export type BenchWords = {
  workbench: (typeof messages)["workbench"];
  state: (typeof messages)["vocabulary"]["state"];
  qualifier: (typeof messages)["vocabulary"]["qualifier"];
};

type WorkbenchClaimProps = {
  claim: BenchClaim;
  choice: Choice;
  active: boolean;
  scripted: boolean;
  words: BenchWords;
  text: string;
  locale: string;
  dispatch: Dispatch<BenchAction>;
};

/** One open claim: what the text says of it, what is chosen, and where it can be changed. */
export function WorkbenchClaim(props: WorkbenchClaimProps) {
  const { claim, active, scripted, words, text, dispatch } = props;
  const wrong = claim.problems.length > 0;
  return (
    <li
      className={wrong ? "wb-claim wb-wrong" : "wb-claim"}
      id={`claim-${claim.id}`}
      aria-current={scripted && active ? "true" : undefined}
    >
      <div className="wb-line">
        {scripted ? (
          <button
            type="button"
            className="wb-pick"
            id={`pick-${claim.id}`}
            tabIndex={active ? 0 : -1}
            onClick={() => dispatch({ do: "go", claimId: claim.id })}
          >
            <Statement claim={claim} />
          </button>
        ) : (
          <p className="wb-pick">
            <Statement claim={claim} />
          </p>
        )}
        <Standing {...props} />
      </div>
      <p className="hint wb-why">
        {reasonFor(claim, text, words)} · {claim.held}
        {claim.suggestion.passage && (
          <>
            {" · "}
            <a href={`#at-${claim.suggestion.passage.start}`}>{words.workbench.toPassage}</a>
          </>
        )}
      </p>
      {claim.problems.map((problem) => (
        <p className="problem" key={problem}>
          {problem}
        </p>
      ))}
      {claim.objection ? <p className="problem">{claim.objection}</p> : <Edit {...props} />}
    </li>
  );
}

function Statement({ claim }: { claim: BenchClaim }) {
  return (
    <>
      <b>{claim.value}</b> <i lang={claim.language}>{claim.statement}</i>
    </>
  );
}

function Standing({ claim, choice, words }: WorkbenchClaimProps) {
  const { workbench, state } = words;
  if (choice.outcome && choice.outcome !== "open")
    return (
      <p className="wb-standing wb-chosen">
        <span className="vh">{workbench.chosen} </span>
        <Mark state={choice.outcome}>{state[choice.outcome]}</Mark>
      </p>
    );
  if (choice.outcome === "open" || !claim.suggestion.outcome)
    return (
      <p className={choice.outcome ? "wb-standing wb-chosen" : "wb-standing"}>
        <Mark state="rumored">{workbench.open}</Mark>
      </p>
    );
  return (
    <p className="wb-standing">
      <small>{workbench.suggested} </small>
      <Mark state={claim.suggestion.outcome}>{state[claim.suggestion.outcome]}</Mark>
    </p>
  );
}

function reasonFor({ suggestion }: BenchClaim, text: string, { workbench }: BenchWords): string {
  const { because, found, rivalOf } = suggestion;
  const said = found ? text.slice(found.start, found.end) : null;
  if (because === "rival" && rivalOf && !said) return fill(workbench.because.rivalOf, { value: rivalOf });
  if (because === "value" && !said) return workbench.because.plain;
  return fill(workbench.because[because], { found: said ?? rivalOf ?? "–" });
}

function Edit({ claim, choice, scripted, words, locale, dispatch }: WorkbenchClaimProps) {
  const { workbench } = words;
  const { id } = claim;
  return (
    <div className="wb-edit">
      <fieldset className="wb-outcomes">
        <legend className="vh">{workbench.outcome}</legend>
        {benchOutcomes.map((outcome, at) => (
          <label key={outcome}>
            <input
              type="radio"
              name={`outcome.${id}`}
              value={outcome}
              checked={(choice.outcome ?? "open") === outcome}
              onChange={() => {
                dispatch({ do: "go", claimId: id });
                dispatch({ do: "choose", outcome });
              }}
            />
            {outcome === "open" ? workbench.open : words.state[outcome]}
            {scripted && <kbd>{at + 1}</kbd>}
          </label>
        ))}
      </fieldset>
      <label className="wb-field">
        {workbench.passage}
        <textarea
          name={`passage.${id}`}
          id={`passage-${id}`}
          rows={2}
          maxLength={PASSAGE_MAX_LENGTH}
          value={choice.passage}
          aria-describedby="passage-hint"
          aria-invalid={claim.problems.length > 0 || undefined}
          onChange={(event) =>
            dispatch({ do: "write", claimId: id, field: "passage", text: event.target.value })
          }
        />
      </label>
      <details className="fold wb-more" open={choice.qualifier !== "" || choice.note !== ""}>
        <summary>{workbench.more}</summary>
        <label className="wb-field">
          {workbench.qualifier}
          <select
            name={`qualifier.${id}`}
            value={choice.qualifier}
            onChange={(event) =>
              dispatch({ do: "write", claimId: id, field: "qualifier", text: event.target.value })
            }
          >
            <option value="">{workbench.noQualifier}</option>
            {qualifiers.map((qualifier) => (
              <option key={qualifier} value={qualifier}>
                {words.qualifier[qualifier]}
              </option>
            ))}
          </select>
        </label>
        <label className="wb-field">
          {workbench.note}
          <input
            name={`note.${id}`}
            maxLength={500}
            value={choice.note}
            onChange={(event) =>
              dispatch({ do: "write", claimId: id, field: "note", text: event.target.value })
            }
          />
        </label>
        <p>
          <a href={`/${locale}/claims/${id}`}>{workbench.toClaim}</a>
        </p>
      </details>
      {scripted && (
        <p className="actions">
          <button type="button" className="button primary" onClick={() => dispatch({ do: "accept" })}>
            {workbench.accept} <kbd>a</kbd>
          </button>
          <button type="button" className="button" onClick={() => dispatch({ do: "skip" })}>
            {workbench.skip} <kbd>s</kbd>
          </button>
          <button type="button" className="button" onClick={() => dispatch({ do: "undo" })}>
            {workbench.undo} <kbd>u</kbd>
          </button>
        </p>
      )}
    </div>
  );
}
