"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useState } from "react";
import { fill } from "./fill";
import type { SubmitForm } from "./submit-form";
import { findDevices } from "./suggestions";

type Choice = { slug: string; name: string; brand: string };
type DeviceFieldProps = {
  form: SubmitForm;
  chosen: Choice | null;
  choose: (device: Choice | null) => void;
};

/** The device as a field to type into; the chosen one's slug goes along in a hidden field. */
export function DeviceField({ form, chosen, choose }: DeviceFieldProps) {
  const { words, problem } = form;
  const wrong = problem("device", "device.slug");
  const id = "device";
  const [typed, setTyped] = useState(chosen?.name ?? form.fields.deviceTyped ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(typed.trim());
  const searching = open && asked.length > 0 && asked !== chosen?.name;
  const { data: found = [], isSuccess } = useQuery({
    queryKey: ["device-suggestions", asked],
    queryFn: ({ signal }) => findDevices(asked, signal),
    enabled: searching,
    placeholderData: (previous) => previous,
  });
  const shown = searching ? found : [];

  function take(device: Choice) {
    choose(device);
    setTyped(device.name);
    setOpen(false);
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const candidate = shown[active];
    if (step !== undefined) {
      setOpen(true);
      setActive((at) => (shown.length ? (at + step + shown.length) % shown.length : 0));
    } else if (event.key === "Enter" && candidate) take(candidate);
    else if (event.key === "Escape" && open) setOpen(false);
    else return;
    event.preventDefault();
  }
  function leave() {
    setOpen(false);
    const exact = found.find((device) => device.name.toLowerCase() === typed.trim().toLowerCase());
    if (!chosen && exact) take(exact);
  }

  return (
    <div className="field combobox">
      <label htmlFor={id}>{words.subject.device}</label>
      <p className="hint" id={`${id}-hint`}>
        {words.subject.deviceHint}
      </p>
      <input type="hidden" name="device" value={chosen?.slug ?? ""} />
      <input
        id={id}
        // Kept for the form to show again; what counts is the hidden slug.
        name="deviceTyped"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-hint${wrong ? " device-problem" : ""}`}
        aria-invalid={wrong ? true : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        placeholder={words.subject.devicePlaceholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
          if (chosen) choose(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <div id={`${id}-list`} role="listbox" aria-label={words.subject.device} hidden={shown.length === 0}>
        {shown.map((device, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input, which keeps the focus.
          <div
            key={device.slug}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(device)}
          >
            {device.name} <small>{device.brand}</small>
          </div>
        ))}
      </div>
      <p className="hint" role="status">
        {searching && isSuccess && !chosen
          ? found.length === 0
            ? words.subject.noDevice
            : fill(words.subject.devicesFound, { count: found.length })
          : ""}
      </p>
      {wrong && (
        <p className="problem" id="device-problem">
          {wrong}
        </p>
      )}
    </div>
  );
}
