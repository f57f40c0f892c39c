"use client";

import { lazy, type ReactNode, Suspense, useRef } from "react";
import type messages from "@/messages/en.json";
import type { Locale } from "@/rules/locales";
import { useNear } from "./use-near";
import { useViewer } from "./viewer";

export type RateWords = (typeof messages)["rate"];

export type RateableClaim = {
  id: string;
  locale: Locale;
  deviceSlug: string;
  /** A verdict is in force. */
  closed: boolean;
  crowd: { probability: number; raters: number; simulated: number } | null;
};

const RateClaimForm = lazy(() =>
  import("./rate-claim-form").then((file) => ({ default: file.RateClaimForm })),
);

type IslandProps = { claim: RateableClaim; words: RateWords; children: ReactNode };

/** Loads the form when a member is about to see it; everybody else gets a link and none of its code. */
export function RateClaimIsland({ claim, words, children }: IslandProps) {
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  const viewer = useViewer();
  return (
    <div className="rate" ref={box}>
      {viewer?.handle && near ? (
        <Suspense fallback={children}>
          <RateClaimForm claim={claim} words={words} />
        </Suspense>
      ) : viewer === undefined || claim.closed ? (
        children
      ) : (
        <BeforeRating claim={claim} words={words} signedIn={viewer !== null} />
      )}
    </div>
  );
}

function BeforeRating({ claim, words, signedIn }: Omit<IslandProps, "children"> & { signedIn: boolean }) {
  const page = signedIn ? "welcome" : "sign-in";
  const back = encodeURIComponent(`/${claim.locale}/claims/${claim.id}`);
  return (
    <a className="button" href={`/${claim.locale}/${page}?returnTo=${back}`}>
      {signedIn ? words.chooseHandle : words.signIn}
    </a>
  );
}
