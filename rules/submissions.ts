import type { DocumentKind, Precision, SourceKind, Stance, Value } from "./vocabulary";

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
  /** Who said it first: an existing source by slug, a new one by name, the document's publisher itself, or not known. */
  origin: { slug: string } | { name: string; kind: SourceKind } | "publisher" | null;
};
