import { type SourceKind, sourceKinds } from "./vocabulary";

/** What the leaderboard of sources is narrowed to; null means everything. */
export type SourceFilters = { kind: SourceKind | null; group: string | null };

const ANY = "any";
const groupPattern = "[a-z][a-z0-9-]{0,39}";
const segment = new RegExp(`^(${ANY}|${sourceKinds.join("|")})\\.(${groupPattern})$`);

/** The path segment a filtered leaderboard is rendered under. */
export function sourceListSegment({ kind, group }: SourceFilters): string {
  return `${kind ?? ANY}.${group ?? ANY}`;
}

/** Reads a segment written by sourceListSegment; null for anything else. */
export function parseSourceListSegment(text: string): SourceFilters | null {
  const found = segment.exec(text);
  if (!found) return null;
  const [, kind, group = ANY] = found;
  return {
    kind: sourceKinds.find((known) => known === kind) ?? null,
    group: group === ANY ? null : group,
  };
}

/** The query string people see; empty for the whole leaderboard. */
export function sourceListQuery({ kind, group }: SourceFilters): string {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(group && { group }) }).toString();
  return query === "" ? "" : `?${query}`;
}

/** Rewrites from the query people see to the static path it is rendered under; what is not of the closed set falls through. */
export function sourceListRewrites(source: string, folder: string) {
  const query = (key: string, pattern: string) => ({
    type: "query" as const,
    key,
    value: `(?<${key}>${pattern})`,
  });
  const kind = query("kind", sourceKinds.join("|"));
  const group = query("group", groupPattern);
  return [
    { source, has: [kind, group], destination: `${folder}/:kind.:group` },
    { source, has: [kind], destination: `${folder}/:kind.${ANY}` },
    { source, has: [group], destination: `${folder}/${ANY}.:group` },
  ];
}
