import { orderDay, type ReportEdge, type SourceRef } from "./provenance";
import { foldText } from "./search";

/** A report with the words of its document that may name where it has it from. */
export type WordedReport = ReportEdge & { words: { title: string; note: string | null; url: string | null } };

/** Earliest first; of one day by id, so that the order of the input never matters. */
function compareReports(a: ReportEdge, b: ReportEdge): number {
  const key = (report: ReportEdge) => `${orderDay(report.published, report.publishedPrecision)} ${report.id}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

/** "Carl Pei (Nothing)" goes by "Carl Pei" too. */
function nameWithoutRemark(name: string): string {
  return name.replace(/\s*\([^)]*\)\s*/gu, " ").trim();
}

/** Whether `word` stands in the text as written there, and is not the beginning or end of a longer name or word. */
function standsAsWritten(text: string, word: string): boolean {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}]| \\p{Lu})`, "u").test(text);
}

/**
 * Whether a text names a source. A name of several words is found however it is spelled; one of a single word, and the surname
 * of a person, only as written and alone, because Mint, Young and Input are words as well. A maker of one word names its
 * phones, not itself.
 */
export function namesSource(text: string, source: SourceRef): boolean {
  const name = nameWithoutRemark(source.name);
  const words = name.split(/\s+/u);
  if (words.length > 1 && ` ${foldText(text)} `.includes(` ${foldText(name)} `)) return true;
  if (source.kind === "manufacturer") return false;
  const person = words.length === 2 && (source.kind === "leaker" || source.kind === "analyst");
  const word = words.length === 1 || person ? words.at(-1) : undefined;
  return word !== undefined && word.length >= 3 && /\p{Lu}|\p{N}/u.test(word) && standsAsWritten(text, word);
}

/** The address without its scheme and final slash, as people quote it. */
function quotedAddress(url: string | null): string | null {
  return url?.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "") || null;
}

function pointsAt({ words }: WordedReport, earlier: WordedReport): boolean {
  const text = `${words.title}\n${words.note ?? ""}`;
  const address = quotedAddress(earlier.words.url);
  return namesSource(text, earlier.publisher) || (address !== null && text.includes(address));
}

/** Whether nothing tells where a report has its statement from: an outlet that credits nobody. */
function hasUnknownOrigin(report: ReportEdge): boolean {
  return report.origin === null && report.originDocumentId === null && report.publisher.kind === "outlet";
}

/**
 * Which reports on one claim probably repeat which: an outlet that credits nobody, but whose document names another source
 * or gives the address of its document, when that source had said the same by that day. Id of the repeat to id of the earliest
 * report it may repeat. A suggestion, shown as unverified: nothing is counted by it.
 */
export function suggestRelays(reports: WordedReport[]): Map<string, string> {
  const sorted = [...reports].sort(compareReports);
  const suggested = new Map<string, string>();
  for (const report of sorted.filter(hasUnknownOrigin)) {
    const day = orderDay(report.published, report.publishedPrecision);
    const earlier = sorted.find(
      (other) =>
        other.publisher.slug !== report.publisher.slug &&
        other.stance === report.stance &&
        other.fidelity !== "altered" &&
        orderDay(other.published, other.publishedPrecision) <= day &&
        !leadsBack(other.id, report.id, suggested) &&
        pointsAt(report, other),
    );
    if (earlier) suggested.set(report.id, earlier.id);
  }
  return suggested;
}

/** Two documents of one day may name each other; only one can be the repeat. */
function leadsBack(from: string, to: string, suggested: Map<string, string>): boolean {
  for (let at: string | undefined = from; at !== undefined; at = suggested.get(at))
    if (at === to) return true;
  return false;
}
