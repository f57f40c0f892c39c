"use client";

import "./time-machine.css";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type messages from "@/messages/en.json";
import type { Locale } from "@/rules/locales";
import { fill } from "./fill";
import { formatDay } from "./format";
import { useScripted } from "./use-scripted";

type Words = (typeof messages)["past"]["player"];
type Player = { slug: string; locale: Locale; days: string[]; words: Words };

/** So long a day stays, at least, while the machine plays. */
const dayMs = 1_400;
/** A slider that is dragged asks for a day once it rests. */
const restMs = 180;

/** Moves through the days on which something became public. Without JavaScript the links of each day do. */
export function TimeMachine(player: Player) {
  const scripted = useScripted();
  return (
    <section className="past-player" aria-label={player.words.label}>
      {scripted ? <Controls {...player} /> : <p className="hint">{player.words.label}</p>}
    </section>
  );
}

function Controls({ slug, locale, days, words }: Player) {
  const { at, pending, show } = useDay(slug, days);
  const [playing, setPlaying] = useState(false);
  const last = days.length - 1;
  useEffect(() => {
    if (!playing || pending) return;
    if (at >= last) return setPlaying(false);
    const timer = setTimeout(() => show(at + 1, 0), dayMs);
    return () => clearTimeout(timer);
  }, [playing, pending, at, last, show]);
  const day = formatDay(days[at] ?? "", "day", locale, "short");
  const play = () => {
    if (!playing && at >= last) show(0, 0);
    setPlaying(!playing);
  };
  return (
    <>
      <button type="button" onClick={play}>
        <span aria-hidden="true">{playing ? "❚❚" : "▶"}</span> {playing ? words.pause : words.play}
      </button>
      <input
        type="range"
        aria-label={words.slider}
        aria-valuetext={day}
        min={0}
        max={last}
        value={at}
        onChange={(event) => {
          setPlaying(false);
          show(Number(event.target.value), restMs);
        }}
      />
      <output aria-live={playing ? "polite" : "off"} aria-busy={pending}>
        {day} <small>{fill(words.position, { at: at + 1, of: days.length })}</small>
      </output>
    </>
  );
}

/** The day in the address, or the one just asked for while its page is on the way. */
function useDay(slug: string, days: string[]) {
  const router = useRouter();
  const pathname = usePathname();
  const [pending, start] = useTransition();
  const [wanted, setWanted] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const base = pathname.slice(0, pathname.lastIndexOf("/") + 1);
  const shown = pathname.slice(base.length);
  const current = Math.max(
    0,
    days.findLastIndex((day) => day <= shown),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address, whoever chose it, ends the wish for another.
  useEffect(() => setWanted(null), [shown, slug]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (index: number, afterMs: number) => {
    clearTimeout(timer.current);
    setWanted(index);
    timer.current = setTimeout(() => {
      start(() => router.replace(`${base}${days[index]}`, { scroll: false }));
    }, afterMs);
  };
  return { at: wanted ?? current, pending, show };
}
