import { highestPercent, lowestPercent, ratingStep } from "@/rules/rating-steps";
import { fill } from "./fill";
import type { RateWords } from "./rate-claim-island";

type RatingSliderProps = {
  id: string;
  percent: number;
  change: (percent: number) => void;
  words: RateWords;
  /** What the crowd says, once it may be shown. */
  crowdPercent: number | null;
};

/** One probability as a slider for the hand and a number for the keyboard; both are the same value. */
export function RatingSlider({ id, percent, change, words, crowdPercent }: RatingSliderProps) {
  const step = words.steps[ratingStep(percent)];
  return (
    <>
      <output className="rate-value" htmlFor={`${id} ${id}-number`}>
        {fill(words.value, { percent })} <small>{step}</small>
      </output>
      <div className="slide">
        <input
          id={id}
          type="range"
          min={lowestPercent}
          max={highestPercent}
          value={percent}
          aria-valuetext={fill(words.valueText, { percent, step })}
          aria-describedby={crowdPercent === null ? undefined : `${id}-crowd`}
          onChange={(event) => change(event.target.valueAsNumber)}
        />
        {crowdPercent !== null && <CrowdMark percent={crowdPercent} words={words} />}
        <p className="rate-ends" aria-hidden="true">
          <span>{words.lowEnd}</span>
          <span>{words.highEnd}</span>
        </p>
      </div>
      <label className="rate-number">
        {words.percent}
        <input
          id={`${id}-number`}
          type="number"
          inputMode="numeric"
          min={lowestPercent}
          max={highestPercent}
          value={percent}
          onChange={(event) => {
            const typed = Math.round(event.target.valueAsNumber);
            if (typed >= lowestPercent && typed <= highestPercent) change(typed);
          }}
        />
      </label>
      {crowdPercent !== null && (
        <p className="vh" id={`${id}-crowd`}>
          {fill(words.crowd, { percent: crowdPercent })}
        </p>
      )}
    </>
  );
}

/** The slider's knob is 16 px wide, so the ends of its scale lie 8 px inside. */
function CrowdMark({ percent, words }: { percent: number; words: RateWords }) {
  const at = `${(100 * (percent - lowestPercent)) / (highestPercent - lowestPercent)}%`;
  const anchor = percent < 15 ? "start" : percent > 85 ? "end" : "middle";
  return (
    <svg className="crowd-mark" aria-hidden="true">
      <line x1={at} x2={at} y1="0" y2="6" />
      <text x={at} y="18" textAnchor={anchor}>
        {fill(words.crowdMark, { percent })}
      </text>
    </svg>
  );
}
