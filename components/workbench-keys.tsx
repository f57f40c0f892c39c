"use client";

import { type Dispatch, type RefObject, useEffect, useState } from "react";
import type messages from "@/messages/en.json";
import { actionOfKey, type BenchAction } from "./workbench-state";

type KeysProps = {
  words: (typeof messages)["workbench"]["keys"];
  form: RefObject<HTMLFormElement | null>;
  dispatch: Dispatch<BenchAction>;
};

/** The keys of the workbench, and the list of them. Single keys can be turned off, for those who speak to their computer. */
export function WorkbenchKeys({ words, form, dispatch }: KeysProps) {
  const [on, setOn] = useState(true);
  const [shown, setShown] = useState(true);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.current?.requestSubmit();
        return;
      }
      if (event.key === "Escape" && isField(event.target)) return leaveField(event.target);
      if (!on || event.ctrlKey || event.metaKey || event.altKey || isTaken(event, form.current)) return;
      const action = actionOfKey(event.key);
      if (event.key === "?") setShown((before) => !before);
      else if (event.key === "e") editPassage(form.current);
      else if (action) dispatch(action);
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on, form, dispatch]);
  return (
    <details className="wb-keys" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        {words.title} <kbd>?</kbd>
      </summary>
      <dl>
        <Key keys={["j", "↓"]} means={words.next} or={words.or} />
        <Key keys={["k", "↑"]} means={words.previous} or={words.or} />
        <Key keys={["a", "Enter"]} means={words.accept} or={words.or} />
        <Key keys={["1 – 4"]} means={words.choose} or={words.or} />
        <Key keys={["c"]} means={words.cycle} or={words.or} />
        <Key keys={["s"]} means={words.skip} or={words.or} />
        <Key keys={["u"]} means={words.undo} or={words.or} />
        <Key keys={["e"]} means={words.edit} or={words.or} />
        <Key keys={["Ctrl + Enter"]} means={words.save} or={words.or} />
        <Key keys={["?"]} means={words.help} or={words.or} />
      </dl>
      <label>
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} /> {words.on}
      </label>
    </details>
  );
}

function Key({ keys, means, or }: { keys: string[]; means: string; or: string }) {
  return (
    <div>
      <dt>
        {keys.map((key, at) => (
          <span key={key}>
            {at > 0 && ` ${or} `}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{means}</dd>
    </div>
  );
}

function isField(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches("textarea, select, input:not([type=checkbox])");
}

/** What somebody types belongs to the field; Enter and the arrows belong to whatever control or scrolling pane has the focus. */
function isTaken(event: KeyboardEvent, form: HTMLFormElement | null): boolean {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return false;
  const radio = target.matches("input[type=radio]");
  if (isField(target) && !radio) return true;
  if (target !== document.body && !form?.contains(target)) return true;
  if (key.startsWith("Arrow")) return radio || target.matches(".wb-text");
  return key === "Enter" && !radio && target.matches("a, summary, input, button:not(.wb-pick)");
}

function leaveField(field: HTMLElement): void {
  field.closest(".wb-claim")?.querySelector<HTMLElement>(".wb-pick")?.focus();
}

function editPassage(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLTextAreaElement>(".wb-claim[aria-current] textarea");
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
