import { sql } from "drizzle-orm";
import type { DocumentKind, Precision, SourceKind } from "@/rules/vocabulary";
import { device } from "./schema/devices";
import { document, source } from "./schema/documents";

/** What a page needs to name and link something that has a page of its own. */
export type DeviceRef = { slug: string; name: string; brand: string };
export type MemberRef = { handle: string; simulated: boolean };
export type SourceRef = { slug: string; name: string; kind: SourceKind };

export type DocumentRef = {
  id: string;
  title: string;
  url: string | null;
  published: string;
  publishedPrecision: Precision;
  language: string;
  kind: DocumentKind;
  verified: boolean;
  source: SourceRef;
};

/** The name a device goes by now. */
export const deviceName = sql<string>`coalesce(${device.officialName}, ${device.workingName})`;

export const documentColumns = { document, source };

/** A row selected with `documentColumns`, as it is shown. */
export function documentRef(row: {
  document: typeof document.$inferSelect;
  source: typeof source.$inferSelect;
}): DocumentRef {
  const { id, title, url, published, publishedPrecision, language, kind, verified } = row.document;
  const { slug, name, kind: sourceKind } = row.source;
  return {
    id,
    title,
    url,
    published,
    publishedPrecision,
    language,
    kind,
    verified,
    source: { slug, name, kind: sourceKind },
  };
}

/** Ids come from addresses; what is no UUID names nothing and must not reach a uuid column. */
export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}
