"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { ratingStep } from "@/rules/rating-steps";
import { ApiError } from "./api-client";
import { fill } from "./fill";
import { Island } from "./island";
import { listOwnRatings, type OwnRatings, saveRating } from "./own-ratings";
import type { RateableClaim, RateWords } from "./rate-claim-island";
import { RatingSlider } from "./rating-slider";

type FormProps = { claim: RateableClaim; words: RateWords };

export function RateClaimForm(props: FormProps) {
  return (
    <Island>
      <OwnRating {...props} />
    </Island>
  );
}

function OwnRating({ claim, words }: FormProps) {
  const { data: ratings, isPending } = useQuery({
    queryKey: ["own-ratings", claim.deviceSlug],
    queryFn: () => listOwnRatings(claim.deviceSlug),
  });
  if (isPending) return <p className="hint">{words.loading}</p>;
  const own = ratings?.[claim.id] ?? null;
  if (claim.closed)
    return (
      <p className="hint">
        {words.closed}
        {own !== null && ` ${fill(words.closedSaid, { percent: own })}`}
      </p>
    );
  return <RatingForm claim={claim} words={words} own={own} />;
}

function RatingForm({ claim, words, own }: FormProps & { own: number | null }) {
  const id = useId();
  const [percent, setPercent] = useState(own ?? 50);
  const rate = useRating(claim);
  const crowd = own !== null && claim.crowd ? Math.round(claim.crowd.probability * 100) : null;

  function save(event: FormEvent) {
    event.preventDefault();
    rate.mutate(percent);
  }
  return (
    <form onSubmit={save}>
      <fieldset>
        <legend>
          <label htmlFor={id}>{words.question}</label>
        </legend>
        <RatingSlider id={id} percent={percent} change={setPercent} words={words} crowdPercent={crowd} />
        <div className="actions">
          <button className="primary" type="submit" disabled={own === percent && !rate.isError}>
            {rate.isPending ? words.saving : own === null ? words.save : words.change}
          </button>
          {own !== null && own !== percent && (
            <button type="button" onClick={() => setPercent(own)}>
              {words.undo}
            </button>
          )}
        </div>
        <p className="hint" role="status">
          {rate.isSuccess &&
            own === percent &&
            fill(words.saved, { percent, step: stepWord(percent, words) })}
        </p>
        <p className="hint">
          {own === null
            ? words.crowdAfter
            : `${words.yours}: ${fill(words.value, { percent: own })}, ${stepWord(own, words)}. ${words.changeable}`}
        </p>
        {rate.isError && (
          <p className="problem" role="alert">
            {words.notSaved} {reasonOf(rate.error, words)}
          </p>
        )}
      </fieldset>
    </form>
  );
}

/** Shows the new rating at once, takes it back when it is refused, and lets the page's numbers follow. */
function useRating(claim: RateableClaim) {
  const router = useRouter();
  const cache = useQueryClient();
  const key = ["own-ratings", claim.deviceSlug];
  return useMutation({
    mutationFn: (percent: number) => saveRating(claim.id, percent),
    onMutate: async (percent) => {
      await cache.cancelQueries({ queryKey: key });
      const before = cache.getQueryData<OwnRatings>(key);
      cache.setQueryData<OwnRatings>(key, (ratings) => ({ ...ratings, [claim.id]: percent }));
      return before;
    },
    // What was typed stays on the slider, so that it can be sent again.
    onError: (_error, _percent, before) => cache.setQueryData(key, before),
    onSuccess: () => router.refresh(),
  });
}

function stepWord(percent: number, words: RateWords): string {
  return words.steps[ratingStep(percent)];
}

function reasonOf(error: Error, words: RateWords): string {
  return (error instanceof ApiError && error.problem?.title) || words.unreachable;
}
