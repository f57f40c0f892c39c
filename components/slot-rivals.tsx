"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { RivalClaim } from "./rival-list";
import type { SubmitForm } from "./submit-form";
import { listRivals } from "./suggestions";

type SlotRivalsProps = {
  slot: { device: string; attribute: string; scope: string | undefined };
  words: SubmitForm["words"];
  children: (rivals: RivalClaim[]) => ReactNode;
};

/** Asks what is claimed for a slot whenever another one is chosen. */
export function SlotRivals({ slot, words, children }: SlotRivalsProps) {
  const { data, isError } = useQuery({
    queryKey: ["rivals", slot],
    queryFn: ({ signal }) => listRivals(slot, signal),
    placeholderData: (previous) => previous,
  });
  if (isError) return <p className="hint">{words.rivals.failed}</p>;
  return data ? children(data) : <p className="hint">{words.rivals.waiting}</p>;
}
