import type { FoundValue } from "@/rules/document-reading";
import { type RulableOutcome, rulableOutcomes } from "@/rules/rulings";
import type { Span } from "@/rules/spans";
import type { SuggestionReason } from "@/rules/suggestions";

/** What a moderator may decide of a claim here; null while nothing is decided. */
export type BenchOutcome = RulableOutcome | "open";
export const benchOutcomes: readonly BenchOutcome[] = [...rulableOutcomes, "open"];

/** A claim as the workbench shows it, as plain data so that it reaches the browser. */
export type BenchClaim = {
  id: string;
  statement: string;
  language: string;
  /** The value as people write it, and what it is a value of. */
  value: string;
  subject: string;
  held: string;
  suggestion: {
    outcome: RulableOutcome | null;
    because: SuggestionReason;
    passage: Span | null;
    found: Pick<FoundValue, "start" | "end"> | null;
    /** The value that excludes it. */
    rivalOf: string | null;
  };
  /** Why this moderator may not rule on it, in words. */
  objection: string | null;
  problems: string[];
};

export type Choice = { outcome: BenchOutcome | null; passage: string; qualifier: string; note: string };
export type Choices = Record<string, Choice>;

/** What the live region says last; the number makes the same words said twice two events. */
export type Said =
  | { what: "chosen" | "skipped" | "undone"; claimId: string; outcome: BenchOutcome | null; at: number }
  | { what: "nothing" | "undecided" | "passage" | "last" | "refused"; at: number };

export type BenchState = {
  active: string;
  choices: Choices;
  /** What undo goes back to, newest last. */
  done: { claimId: string; before: Choice }[];
  said: Said | null;
};

export type BenchAction =
  | { do: "next" | "previous" | "accept" | "skip" | "undo" | "cycle" }
  | { do: "go"; claimId: string }
  | { do: "choose"; outcome: BenchOutcome }
  | { do: "write"; claimId: string; field: "passage" | "note" | "qualifier"; text: string }
  | { do: "quote"; passage: string }
  | { do: "restore"; choices: Choices };

/** One step at the workbench. `claims` are in the order they stand on the page. */
export function stepBench(state: BenchState, action: BenchAction, claims: BenchClaim[]): BenchState {
  const claim = claims.find(({ id }) => id === state.active);
  switch (action.do) {
    case "next":
      return move(state, 1, claims);
    case "previous":
      return move(state, -1, claims);
    case "go":
      return { ...state, active: action.claimId };
    case "restore":
      return { ...state, choices: { ...state.choices, ...action.choices } };
    case "write":
      return write(state, action.claimId, { [action.field]: action.text });
    case "undo":
      return undo(state);
    default:
      if (!claim) return state;
      return claim.objection ? say(state, { what: "refused" }) : decide(state, action, { claim, claims });
  }
}

function decide(
  state: BenchState,
  action: Exclude<BenchAction, { do: "next" | "previous" | "go" | "restore" | "write" | "undo" }>,
  { claim, claims }: { claim: BenchClaim; claims: BenchClaim[] },
): BenchState {
  const chosen = state.choices[claim.id]?.outcome ?? null;
  switch (action.do) {
    case "choose":
      return choose(state, claim.id, action.outcome);
    case "cycle":
      return choose(state, claim.id, following(chosen ?? claim.suggestion.outcome));
    case "quote":
      return say(remember(state, claim.id, { passage: action.passage }), { what: "passage" });
    case "skip":
      return move(
        say(remember(state, claim.id, { outcome: null }), {
          what: "skipped",
          claimId: claim.id,
          outcome: null,
        }),
        1,
        claims,
      );
    default:
      return accept(state, { claim, claims });
  }
}

/** What is chosen already, or else what is suggested. */
function accept(
  state: BenchState,
  { claim, claims }: { claim: BenchClaim; claims: BenchClaim[] },
): BenchState {
  const outcome = state.choices[claim.id]?.outcome ?? claim.suggestion.outcome;
  return outcome ? move(choose(state, claim.id, outcome), 1, claims) : say(state, { what: "undecided" });
}

function choose(state: BenchState, claimId: string, outcome: BenchOutcome): BenchState {
  return say(remember(state, claimId, { outcome }), { what: "chosen", claimId, outcome });
}

function following(outcome: BenchOutcome | null): BenchOutcome {
  const at = outcome ? benchOutcomes.indexOf(outcome) : -1;
  return benchOutcomes[(at + 1) % benchOutcomes.length] ?? "open";
}

const empty: Choice = { outcome: null, passage: "", qualifier: "", note: "" };

function write(state: BenchState, claimId: string, change: Partial<Choice>): BenchState {
  const before = state.choices[claimId] ?? empty;
  return { ...state, choices: { ...state.choices, [claimId]: { ...before, ...change } } };
}

function remember(state: BenchState, claimId: string, change: Partial<Choice>): BenchState {
  const before = state.choices[claimId] ?? empty;
  return { ...write(state, claimId, change), done: [...state.done, { claimId, before }] };
}

function undo(state: BenchState): BenchState {
  const last = state.done.at(-1);
  if (!last) return say(state, { what: "nothing" });
  const { claimId, before } = last;
  const undone = {
    ...state,
    active: claimId,
    choices: { ...state.choices, [claimId]: before },
    done: state.done.slice(0, -1),
  };
  return say(undone, { what: "undone", claimId, outcome: before.outcome });
}

function move(state: BenchState, by: 1 | -1, claims: BenchClaim[]): BenchState {
  const at = claims.findIndex(({ id }) => id === state.active);
  const target = claims[at + by];
  if (target) return { ...state, active: target.id };
  return by === 1 && state.said?.what !== "chosen" ? say(state, { what: "last" }) : state;
}

type Saying = Said extends infer One ? (One extends Said ? Omit<One, "at"> : never) : never;

function say(state: BenchState, said: Saying): BenchState {
  return { ...state, said: { ...said, at: (state.said?.at ?? 0) + 1 } as Said };
}

/** How a form begins: what was typed before it was refused or previewed, or else the passages that are suggested. */
export function firstChoices(claims: BenchClaim[], text: string, fields: Record<string, string>): Choices {
  return Object.fromEntries(
    claims.map(({ id, suggestion: { passage } }): [string, Choice] => [
      id,
      {
        outcome: benchOutcomes.find((word) => word === fields[`outcome.${id}`] && word !== "open") ?? null,
        passage: fields[`passage.${id}`] ?? (passage ? text.slice(passage.start, passage.end) : ""),
        qualifier: fields[`qualifier.${id}`] ?? "",
        note: fields[`note.${id}`] ?? "",
      },
    ]),
  );
}

/** A step asked for by a key, or null where the key is somebody else's. */
export function actionOfKey(key: string): BenchAction | null {
  const chosen = benchOutcomes[Number(key) - 1];
  if (/^[1-4]$/.test(key) && chosen) return { do: "choose", outcome: chosen };
  const what = steps.get(key);
  return what ? { do: what } : null;
}

const steps: ReadonlyMap<string, "next" | "previous" | "accept" | "cycle" | "skip" | "undo"> = new Map([
  ["j", "next"],
  ["ArrowDown", "next"],
  ["k", "previous"],
  ["ArrowUp", "previous"],
  ["a", "accept"],
  ["Enter", "accept"],
  ["c", "cycle"],
  ["s", "skip"],
  ["u", "undo"],
] as const);
