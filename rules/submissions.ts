import { orderDay } from "./provenance";
import type { Reason } from "./refusal";
import { hasRole, objectionToViewer, type Viewer } from "./viewer";
import type {
  DocumentKind,
  Hedge,
  Precision,
  SourceKind,
  Stance,
  SubmissionState,
  Value,
} from "./vocabulary";

/** What a member submits: one document that speaks of one value, as parsed and bounded by the API. */
export type SubmissionContent = {
  url: string;
  title: string;
  published: string;
  publishedPrecision: Precision;
  language: string;
  documentKind: DocumentKind;
  /** An existing publisher by slug, or a new one by name. */
  publisher: { slug: string } | { name: string; kind: SourceKind };
  /** An existing device by slug, or a proposed one. */
  device: { slug: string } | { brand: string; name: string };
  attribute: string;
  scope: string | null;
  value: Value;
  statement: string;
  statementLanguage: "en" | "de";
  stance: Stance;
  /** How sure it sounded; null where the submitter could not tell, absent in what was submitted before this was asked. */
  hedge?: Hedge | null;
  /** Who said it first: an existing source by slug, a new one by name, the document's publisher itself, or not known. */
  origin: { slug: string } | { name: string; kind: SourceKind } | "publisher" | null;
};

/** How many submissions of one member may wait in the queue at once. */
export const QUEUED_AT_MOST = 20;

/** Why this viewer may not submit a rumor, or null. */
export function objectionToSubmitting(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "handle" });
}

/** Whether what this viewer submits appears at once; a newcomer's waits for a moderator. */
export function publishesAtOnce(viewer: Viewer): boolean {
  return hasRole(viewer, "contributor");
}

/** Why this viewer may not take this submission back, or null. */
export function objectionToWithdrawing(
  viewer: Viewer,
  submission: { memberId: string; state: SubmissionState },
): Reason | null {
  if (!viewer) return "sign-in-first";
  if (viewer.id !== submission.memberId) return "not-your-submission";
  return submission.state === "queued" ? null : "already-decided";
}

/** Why a document cannot have been published then: the day, month or year has not begun anywhere on Earth. */
export function objectionToPublished(
  document: { published: string; publishedPrecision: Precision },
  now: Date,
): Reason | null {
  const farthestEast = new Date(now.getTime() + 14 * 3_600_000).toISOString();
  const length = { day: 10, month: 7, year: 4 }[document.publishedPrecision];
  return document.published.slice(0, length) > farthestEast.slice(0, length)
    ? "published-in-the-future"
    : null;
}

/** Whether a report published then moves the claim's first day; one known only to its month counts as the month's end. */
export function isEarlierReport(
  report: { published: string; publishedPrecision: Precision; stance: Stance },
  firstReported: string,
): boolean {
  return (
    report.stance === "supports" && orderDay(report.published, report.publishedPrecision) < firstReported
  );
}
