import type { Reason } from "./refusal";
import type { DocumentKind, SourceKind } from "./vocabulary";

/** The longest text that is kept of an official document: about twelve printed pages. */
export const TEXT_MAX_LENGTH = 50_000;

/** Who can settle what a phone is: the maker says it, or an authority has registered it. */
export const officialKinds = ["manufacturer", "regulator"] as const satisfies readonly SourceKind[];

/** The kinds of document in which they do. */
export const officialDocumentKinds = [
  "press_release",
  "filing",
  "post",
  "video",
] as const satisfies readonly DocumentKind[];

/** What a moderator enters of an official document, as parsed and bounded by the API. */
export type OfficialDocument = {
  url: string;
  title: string;
  /** A day: an announcement has one. */
  published: string;
  language: "en" | "de";
  documentKind: (typeof officialDocumentKinds)[number];
  publisher: { slug: string } | { name: string; kind: (typeof officialKinds)[number] };
  text: string;
};

/** Why a source's word settles nothing, or null. */
export function objectionToOfficialSource(source: { kind: SourceKind }): Reason | null {
  return officialKinds.some((kind) => kind === source.kind) ? null : "publisher-not-official";
}
