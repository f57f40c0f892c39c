import { useLocale, useTranslations } from "next-intl";
import { highestPercent, lowestPercent, ratingStep, ratingSteps } from "@/rules/rating-steps";
import { formatMoment } from "./format";
import { RatingIsPublic } from "./rating-is-public";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type PlainRatingFormProps = {
  claimId: string;
  own: { probability: number; at: string } | null;
  /** What was typed into a form that was refused. */
  typed: string | undefined;
  crowd: { probability: number; raters: number } | null;
};

/** A rating as a number to type, with the words for the steps beside it. */
export function PlainRatingForm({ claimId, own, typed, crowd }: PlainRatingFormProps) {
  const locale = useLocale();
  const t = useTranslations("rate");
  const percent = own ? Math.round(own.probability * 100) : null;
  return (
    <form className="sheet rate" method="post" action={`/api/v1/claims/${claimId}/rating`}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="returnTo" value={`/${locale}/claims/${claimId}/rate`} />
      <Field
        name="percent"
        label={t("question")}
        hint={`${t("range")}. ${own ? t("changeable") : t("crowdAfter")}`}
      >
        {(control) => (
          <input
            {...control}
            type="number"
            className="percent"
            inputMode="numeric"
            required
            min={lowestPercent}
            max={highestPercent}
            defaultValue={typed ?? percent ?? undefined}
          />
        )}
      </Field>
      <ul className="steps">
        {ratingSteps.map(({ step, from, to }) => (
          <li key={step} aria-current={percent !== null && ratingStep(percent) === step ? "true" : undefined}>
            <b>
              {from}–{to}
            </b>{" "}
            {t(`steps.${step}`)}
          </li>
        ))}
      </ul>
      {own && percent !== null && (
        <p className="hint">
          {t("yours")}: {t("yoursOn", { percent, date: formatMoment(own.at, locale) })}
          {crowd && ` · ${t("crowd", { percent: Math.round(crowd.probability * 100) })}`}
        </p>
      )}
      <RatingIsPublic />
      <div className="actions">
        <Button look="primary">{own ? t("change") : t("save")}</Button>
      </div>
    </form>
  );
}
