import { calibrate } from "./calibration";
import {
  type CalibrationLine,
  type ClaimScoreLine,
  type ExchangeLine,
  instantText,
  type RaterScoreLine,
  type SourceRecordLine,
  type SourceScoreLine,
} from "./exchange-2";
import type { Settlement } from "./settlement";
import type { TrackRecords } from "./track-records";

export function claimScoreLine({
  claimId,
  verdictId,
  claim: { knownAt, ...score },
}: Settlement): ClaimScoreLine {
  return {
    type: "claim_score",
    claim: claimId,
    verdict: verdictId,
    knownAt: instantText(knownAt),
    ...score,
  };
}

function sourceScoreLines({ claimId, claim, sources }: Settlement): SourceScoreLine[] {
  const lines = sources.map(
    (score): SourceScoreLine => ({
      type: "source_score",
      claim: claimId,
      knownAt: instantText(claim.knownAt),
      ...score,
    }),
  );
  return lines.sort((a, b) => (a.source < b.source ? -1 : 1));
}

function raterScoreLines({ claimId, claim: { knownAt, hit }, raters }: Settlement): RaterScoreLine[] {
  const lines = raters.map(
    ({ rater, ...score }): RaterScoreLine => ({
      type: "rater_score",
      claim: claimId,
      member: rater,
      knownAt: instantText(knownAt),
      hit,
      ...score,
    }),
  );
  return lines.sort((a, b) => (a.member < b.member ? -1 : 1));
}

/** The records of all sources, in the order of the format. */
export function sourceRecordLines({ sources }: Pick<TrackRecords, "sources">): SourceRecordLine[] {
  return [...sources]
    .flatMap(([source, groups]) =>
      [...groups].map(
        ([group, { hits, n }]): SourceRecordLine => ({
          type: "source_record",
          source,
          group,
          hits,
          n,
        }),
      ),
    )
    .sort((a, b) => (`${a.source} ${a.group}` < `${b.source} ${b.group}` ? -1 : 1));
}

/** What all claim scores together say of the installation. */
export function calibrationLine(scores: ClaimScoreLine[]): CalibrationLine {
  const sorted = [...scores].sort((a, b) => (`${a.knownAt} ${a.claim}` < `${b.knownAt} ${b.claim}` ? -1 : 1));
  return { type: "calibration", ...calibrate(sorted) };
}

/** The lines of these scores, in the order of the format. */
export function scoreLines(scored: Settlement[]): ExchangeLine[] {
  return [
    ...scored.map(claimScoreLine),
    ...scored.flatMap(sourceScoreLines),
    ...scored.flatMap(raterScoreLines),
  ];
}
