"use client";

import type { InferResponseType } from "hono/client";
import { useEffect, useState } from "react";
import type { Member } from "@/rules/viewer";
import type { apiClient } from "./api-client";

export type SignedIn = Pick<Member, "handle" | "role" | "simulated" | "suspended"> & {
  id: string;
  unread: number;
};

let asked: Promise<SignedIn | null> | undefined;

type Me = InferResponseType<typeof apiClient.v1.me.$get, 200>;

/** Every page asks this, so it asks without the typed client: that is five kilobytes only forms need. */
async function fetchViewer(): Promise<SignedIn | null> {
  const response = await fetch("/api/v1/me");
  if (!response.ok) throw new Error(`The API answered ${response.status} to who is signed in`);
  const { member }: Me = await response.json();
  return member;
}

/** Who is signed in, asked once a page load however many islands want to know. */
function askViewer(): Promise<SignedIn | null> {
  asked ??= fetchViewer();
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
