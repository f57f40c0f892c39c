"use client";

import { useEffect, useState } from "react";
import type { Member } from "@/rules/viewer";
import { answerOf, apiClient } from "./api-client";

export type SignedIn = Pick<Member, "handle" | "role" | "simulated"> & { id: string };

let asked: Promise<SignedIn | null> | undefined;

/** Who is signed in, asked once a page load however many islands want to know. */
export function askViewer(): Promise<SignedIn | null> {
  asked ??= answerOf(apiClient.v1.me.$get({ param: {}, query: {} })).then(({ member }) => member);
  asked.catch(() => {
    asked = undefined;
  });
  return asked;
}

/** Undefined until it is known; a failed question counts as not known, and the page stays as it is for everybody. */
export function useViewer(): SignedIn | null | undefined {
  const [viewer, setViewer] = useState<SignedIn | null>();
  useEffect(() => {
    let left = false;
    askViewer().then(
      (member) => left || setViewer(member),
      () => {},
    );
    return () => {
      left = true;
    };
  }, []);
  return viewer;
}
