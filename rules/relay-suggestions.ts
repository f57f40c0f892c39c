import { orderDay, type ReportEdge, type SourceRef } from "./provenance";
import { foldText } from "./search";

/** A report with the words of its document that may name where it has it from. */
export type WordedReport = ReportEdge & { words: { title: string; note: string | null; url: string | null } };

/** Earliest first; of one day by id, so that the order of the input never matters. */
function inOrder(reports: WordedReport[]): WordedReport[] {
  return reports
    .map((report) => ({
      report,
      key: `${orderDay(report.published, report.publishedPrecision)} ${report.id}`,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ report }) => report);
}

/** "Carl Pei (Nothing)" goes by "Carl Pei" too. */
function nameWithoutRemark(name: string): string {
  return name.replace(/\s*\([^)]*\)\s*/gu, " ").trim();
}

/** Finds `word` as written, where it is not the beginning or end of a longer name or word. */
function alone(word: string): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}]| \\p{Lu})`, "u");
}

/** A text as it stands and folded for comparing, so that this is done once for all names looked for in it. */
type Text = { written: string; folded: string };

function textOf(written: string): Text {
  return { written, folded: ` ${foldText(written)} ` };
}

type NameTest = (text: Text) => boolean;

/**
 * Whether a text names a source. A name of several words is found however it is spelled; one of a single word, and the surname
 * of a person, only as written and alone, because Mint, Young and Input are words as well. A maker of one word names its
 * phones, not itself.
 */
function nameTest(source: SourceRef): NameTest {
  const name = nameWithoutRemark(source.name);
  const words = name.split(/\s+/u);
  const folded = words.length > 1 ? ` ${foldText(name)} ` : null;
  const person = words.length === 2 && (source.kind === "leaker" || source.kind === "analyst");
  const word = words.length === 1 || person ? words.at(-1) : undefined;
  const asWritten =
    source.kind !== "manufacturer" && word && word.length >= 3 && /\p{Lu}|\p{N}/u.test(word)
      ? alone(word)
      : null;
  return (text) =>
    (folded !== null && text.folded.includes(folded)) || (asWritten?.test(text.written) ?? false);
}

export function namesSource(text: string, source: SourceRef): boolean {
  return nameTest(source)(textOf(text));
}

/** The address without its scheme and final slash, as people quote it. */
function quotedAddress(url: string | null): string | null {
  return url?.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "") || null;
}

/** Whether nothing tells where a report has its statement from: an outlet that credits nobody. */
function hasUnknownOrigin(report: ReportEdge): boolean {
  return report.origin === null && report.originDocumentId === null && report.publisher.kind === "outlet";
}

/** What is looked at of a report, worked out once. */
type Candidate = { report: WordedReport; day: string; isNamed: NameTest; address: string | null };

/** Later ones are no candidates: what so many had said before hardly has its statement from the newest of them. */
const mostCandidates = 200;
/** Outlets that credit nobody and are asked about; the rest of a flood is left without a suggestion. */
const mostAsked = 200;

/**
 * Which reports on one claim probably repeat which: an outlet that credits nobody, but whose document names another source
 * or gives the address of its document, when that source had said the same by that day. Id of the repeat to id of the earliest
 * report it may repeat. A suggestion, shown as unverified: nothing is counted by it. Looks at the earliest reports only.
 */
export function suggestRelays(reports: WordedReport[]): Map<string, string> {
  const sorted = inOrder(reports);
  const candidates = candidatesOf(sorted);
  const suggested = new Map<string, string>();
  for (const report of sorted.filter(hasUnknownOrigin).slice(0, mostAsked)) {
    const day = orderDay(report.published, report.publishedPrecision);
    const text = textOf(`${report.words.title}\n${report.words.note ?? ""}`);
    const earlier = candidates.find(
      (other) =>
        other.report.publisher.slug !== report.publisher.slug &&
        other.report.stance === report.stance &&
        other.day <= day &&
        (other.isNamed(text) || (other.address !== null && text.written.includes(other.address))) &&
        !leadsBack(other.report.id, report.id, suggested),
    );
    if (earlier) suggested.set(report.id, earlier.report.id);
  }
  return suggested;
}

function candidatesOf(sorted: WordedReport[]): Candidate[] {
  return sorted
    .filter((report) => report.fidelity !== "altered")
    .slice(0, mostCandidates)
    .map((report) => ({
      report,
      day: orderDay(report.published, report.publishedPrecision),
      isNamed: nameTest(report.publisher),
      address: quotedAddress(report.words.url),
    }));
}

/** Two documents of one day may name each other; only one can be the repeat. */
function leadsBack(from: string, to: string, suggested: Map<string, string>): boolean {
  for (let at: string | undefined = from; at !== undefined; at = suggested.get(at))
    if (at === to) return true;
  return false;
}
