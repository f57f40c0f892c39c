"use client";

import { type Dispatch, type FormEvent, useEffect, useReducer, useRef, useState } from "react";
import { findPassage } from "@/rules/rulings";
import type { Span } from "@/rules/spans";
import { fill } from "./fill";
import { useScripted } from "./use-scripted";
import { type BenchWords, WorkbenchClaim } from "./workbench-claim";
import { WorkbenchKeys } from "./workbench-keys";
import {
  type BenchAction,
  type BenchClaim,
  type BenchState,
  type Choices,
  firstChoices,
  stepBench,
} from "./workbench-state";
import { WorkbenchText } from "./workbench-text";

export type BenchSection = {
  kind: "said" | "silent";
  devices: { name: string; slots: { title: string; claims: BenchClaim[] }[] }[];
};

type WorkbenchProps = {
  documentId: string;
  text: string;
  language: string;
  locale: string;
  sections: BenchSection[];
  words: BenchWords;
  /** What was typed before, or nothing. */
  fields: Record<string, string>;
  known: { day: string; time: string; problem: string | undefined };
  /** The address this page goes back to when the form is refused. */
  returnTo: string;
};

/** The text beside its claims. Without a script a plain form with everything open; with one, one claim at a time and by keys. */
export function Workbench(props: WorkbenchProps) {
  const { documentId, text, locale, sections, words, fields } = props;
  const claims = sections.flatMap(({ devices }) =>
    devices.flatMap(({ slots }) => slots.flatMap((slot) => slot.claims)),
  );
  const scripted = useScripted();
  const form = useRef<HTMLFormElement>(null);
  const pane = useRef<HTMLElement>(null);
  const [sent, setSent] = useState(false);
  const [state, dispatch] = useReducer(
    (before: BenchState, action: BenchAction) => stepBench(before, action, claims),
    null,
    (): BenchState => ({
      active: (claims.find(({ problems }) => problems.length > 0) ?? claims[0])?.id ?? "",
      choices: firstChoices(claims, text, fields),
      done: [],
      said: null,
    }),
  );
  useRemembered({ documentId, fields, state, dispatch, claims });
  useFocusOn(state);
  const cited = claims.flatMap(({ suggestion }) => suggestion.passage ?? []);
  const at = activeSpans(claims, state, text);
  const ruled = claims.filter(({ id }) => isRuled(state.choices, id)).length;
  function send(event: FormEvent) {
    if (sent) event.preventDefault();
    setSent(true);
  }
  return (
    <form
      className={scripted ? "wb scripted" : "wb"}
      method="post"
      action={`/api/v1/documents/${documentId}/rulings/preview`}
      ref={form}
      onSubmit={send}
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="returnTo" value={props.returnTo} />
      <WorkbenchText
        text={text}
        language={props.language}
        label={words.workbench.text}
        cited={cited}
        active={scripted ? at.passage : null}
        found={scripted ? at.found : null}
        pane={pane}
        onQuote={(passage) => dispatch({ do: "quote", passage })}
      />
      <div className="wb-side">
        <Known {...props} />
        {scripted && <WorkbenchKeys words={words.workbench.keys} form={form} dispatch={dispatch} />}
        <p className="vh" role="status">
          {sayIn(state, claims, words)}
        </p>
        {sections.map((section) => (
          <Section
            key={section.kind}
            section={section}
            shared={{ state, scripted, words, text, locale, dispatch }}
          />
        ))}
        <Foot words={words} ruled={ruled} open={claims.length - ruled} scripted={scripted} sent={sent} />
      </div>
    </form>
  );
}

function isRuled(choices: Choices, id: string): boolean {
  const outcome = choices[id]?.outcome ?? "open";
  return outcome !== "open";
}

/** Where the passage of the claim at hand stands, as it is typed now; its value is emphasised while it stands in it. */
function activeSpans(claims: BenchClaim[], { active, choices }: BenchState, text: string) {
  const claim = claims.find(({ id }) => id === active);
  const typed = choices[active]?.passage ?? "";
  const suggested = claim?.suggestion.passage ?? null;
  const same = suggested !== null && text.slice(suggested.start, suggested.end) === typed;
  const passage: Span | null = same ? suggested : findPassage(text, typed);
  const found = claim?.suggestion.found ?? null;
  const inside = passage && found && found.start >= passage.start && found.end <= passage.end;
  return { passage, found: inside ? found : null };
}

function sayIn({ said }: BenchState, claims: BenchClaim[], { workbench, state }: BenchWords): string {
  if (!said) return "";
  if (!("claimId" in said)) return workbench.say[said.what];
  const claim = claims.find(({ id }) => id === said.claimId);
  const outcome = !said.outcome || said.outcome === "open" ? workbench.open : state[said.outcome];
  return fill(workbench.say[said.what], { outcome, claim: `${claim?.subject}, ${claim?.value}` });
}

/** Only a step moves the focus: the page as it opens leaves it where it is. */
function useFocusOn({ active, done, said }: BenchState): void {
  const first = useRef(true);
  const steps = `${active} ${done.length} ${said?.at ?? 0}`;
  const shown = useRef(steps);
  useEffect(() => {
    if (first.current || shown.current === steps) {
      first.current = false;
      return;
    }
    shown.current = steps;
    // Whoever is writing or chooses with the mouse keeps the focus where it is.
    const focused = document.activeElement;
    const row = document.getElementById(`claim-${active}`);
    if (row?.contains(focused) && focused?.matches("input, textarea, select")) return;
    document.getElementById(`pick-${active}`)?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }, [active, steps]);
}

type Remembered = {
  documentId: string;
  fields: Record<string, string>;
  state: BenchState;
  dispatch: Dispatch<BenchAction>;
  claims: BenchClaim[];
};

/** What is decided outlives a reload and another device added to the page; a draft that was kept goes before it. */
function useRemembered({ documentId, fields, state, dispatch, claims }: Remembered): void {
  const key = `hearsay-workbench-${documentId}`;
  const restored = useRef(false);
  const drafted = Object.keys(fields).some((name) => name.startsWith("outcome."));
  useEffect(() => {
    if (restored.current) return;
    restored.current = true;
    const kept = drafted ? null : window.sessionStorage.getItem(key);
    if (!kept) return;
    const choices = JSON.parse(kept) as Choices;
    const ids = new Set(claims.map(({ id }) => id));
    const still = Object.entries(choices).filter(([id]) => ids.has(id));
    dispatch({ do: "restore", choices: Object.fromEntries(still) });
  }, [key, drafted, claims, dispatch]);
  useEffect(() => {
    const decided = Object.entries(state.choices).filter(([, { outcome }]) => outcome !== null);
    if (decided.length > 0) window.sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(decided)));
    else if (state.done.length > 0) window.sessionStorage.removeItem(key);
  }, [key, state]);
}

type Shared = {
  state: BenchState;
  scripted: boolean;
  words: BenchWords;
  text: string;
  locale: string;
  dispatch: Dispatch<BenchAction>;
};

function Section({ section, shared }: { section: BenchSection; shared: Shared }) {
  const { workbench } = shared.words;
  const { kind, devices } = section;
  const title = kind === "said" ? workbench.said : workbench.silent;
  const intro = kind === "said" ? workbench.saidIntro : workbench.silentIntro;
  return (
    <section className={`wb-section wb-${kind}`} aria-labelledby={`section-${kind}`}>
      <h2 id={`section-${kind}`}>{title}</h2>
      <p className="hint">{devices.length === 0 ? workbench.saidNothing : intro}</p>
      {devices.map(({ name, slots }) => (
        <div key={name}>
          <h3>{name}</h3>
          {slots.map(({ title: slot, claims }) => (
            <div className="wb-slot" key={slot}>
              <h4>{slot}</h4>
              <ol>
                {claims.map((claim) => (
                  <WorkbenchClaim
                    key={claim.id}
                    claim={claim}
                    choice={
                      shared.state.choices[claim.id] ?? {
                        outcome: null,
                        passage: "",
                        qualifier: "",
                        note: "",
                      }
                    }
                    active={shared.state.active === claim.id}
                    {...shared}
                  />
                ))}
              </ol>
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}

/** When it was public, once for all verdicts of this form. */
function Known({ words: { workbench }, known }: WorkbenchProps) {
  return (
    <div className="wb-known">
      <fieldset id="knownAt" aria-describedby="known-hint">
        <legend>{workbench.known}</legend>
        <label>
          {workbench.knownDay} <input type="date" name="knownAt" required defaultValue={known.day} />
        </label>
        <label>
          {workbench.knownTime} <input type="time" name="knownTime" defaultValue={known.time} />
        </label>
      </fieldset>
      <p className="hint" id="known-hint">
        {workbench.knownHint}
      </p>
      {known.problem && <p className="problem">{known.problem}</p>}
      <p className="hint" id="passage-hint">
        {workbench.passageHint}
      </p>
    </div>
  );
}

type FootProps = { words: BenchWords; ruled: number; open: number; scripted: boolean; sent: boolean };

function Foot({ words: { workbench }, ruled, open, scripted, sent }: FootProps) {
  return (
    <p className="actions wb-foot">
      <button type="submit" className="button primary" aria-disabled={scripted && (sent || ruled === 0)}>
        {workbench.preview}
      </button>
      {scripted && <span>{fill(workbench.count, { ruled, open })}</span>}
    </p>
  );
}
