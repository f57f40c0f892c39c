import type { Fidelity, Hedge, Precision, SourceKind, Stance } from "./vocabulary";

export type SourceRef = { slug: string; name: string; kind: SourceKind };

/** One report on a claim with who published it, whom it credits and what it repeats. */
export type ReportEdge = {
  id: string;
  documentId: string;
  publisher: SourceRef;
  origin: SourceRef | null;
  originDocumentId: string | null;
  stance: Stance;
  fidelity: Fidelity;
  /** How sure it sounded; null where nobody noted it. */
  hedge: Hedge | null;
  published: string;
  publishedPrecision: Precision;
};

/** A report and those that repeat it. */
export type ReportNode = { report: ReportEdge; relays: ReportNode[] };

/** Everything on one claim that goes back to one source saying one thing. */
export type Origin = {
  /** Null: outlets that name nobody. */
  source: SourceRef | null;
  stance: Stance;
  /** It has a first-hand report; otherwise others only say that the source said so. */
  verified: boolean;
  /** Day of its earliest report. */
  first: string;
  /** The reports that start at this origin, earliest first, each with its relays. */
  reports: ReportNode[];
};

export type Provenance = {
  origins: Origin[];
  /** Named origins that support the claim. */
  independentOrigins: number;
  supportingReports: number;
  contradictingReports: number;
  /** Reports changed on the way, and those that repeat one of them; they count for nothing. */
  alteredReports: number;
};

/** A date known only to its month or year means some day in it and is ordered as its last. */
export function orderDay(published: string, precision: Precision): string {
  if (precision === "year") return `${published.slice(0, 4)}-12-31`;
  if (precision === "month") return lastOfMonth(published.slice(0, 7));
  return published;
}

function lastOfMonth(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  return next.toISOString().slice(0, 10);
}

/** The day a report counts from. */
export function dayOf(report: Pick<ReportEdge, "published" | "publishedPrecision">): string {
  return orderDay(report.published, report.publishedPrecision);
}

/**
 * What had been published when a fact became public. A report of the same day does not count: nobody knows whether it came
 * before the announcement or repeats it.
 */
export function publishedBefore<T extends ReportEdge>(reports: T[], knownAt: Date): T[] {
  const day = knownAt.toISOString().slice(0, 10);
  return reports.filter((report) => dayOf(report) < day);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareReports(a: ReportEdge, b: ReportEdge): number {
  return compareText(dayOf(a), dayOf(b)) || compareText(a.id, b.id);
}

/** The report that `report` repeats, as far as it says the same; a repeat that turns the stance around is a statement of its own. */
function repeated(report: ReportEdge, byDocument: Map<string, ReportEdge>): ReportEdge | undefined {
  if (report.originDocumentId === null) return undefined;
  const parent = byDocument.get(report.originDocumentId);
  return parent?.stance === report.stance ? parent : undefined;
}

/** Parent of every report; an edge that would close a circle is dropped, so bad data cannot hide reports. */
function parentsOf(reports: ReportEdge[]): Map<ReportEdge, ReportEdge> {
  const byDocument = new Map(reports.map((report) => [report.documentId, report]));
  const parents = new Map<ReportEdge, ReportEdge>();
  for (const report of reports) {
    const parent = repeated(report, byDocument);
    let above: ReportEdge | undefined = parent;
    while (above && above !== report) above = parents.get(above);
    if (parent && !above) parents.set(report, parent);
  }
  return parents;
}

/** Who a report that repeats no document goes back to: whom it credits, or its publisher unless that is an outlet passing on. */
function originOf(root: ReportEdge): SourceRef | null {
  return root.origin ?? (root.publisher.kind === "outlet" ? null : root.publisher);
}

function buildNode(report: ReportEdge, children: Map<ReportEdge, ReportEdge[]>): ReportNode {
  return { report, relays: (children.get(report) ?? []).map((relay) => buildNode(relay, children)) };
}

/** The reports below `nodes` that reach their origin without having been altered. */
export function intact(nodes: ReportNode[]): ReportEdge[] {
  return nodes
    .filter((node) => node.report.fidelity !== "altered")
    .flatMap((node) => [node.report, ...intact(node.relays)]);
}

function groupByOrigin(roots: ReportNode[]): Origin[] {
  const groups = new Map<string, ReportNode[]>();
  for (const root of roots) {
    const key = `${root.report.stance} ${originOf(root.report)?.slug ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), root]);
  }
  return [...groups.values()].flatMap((nodes) => {
    const first = nodes[0]?.report;
    if (!first) return [];
    const source = originOf(first);
    const verified = source !== null && intact(nodes).some((report) => report.publisher.slug === source.slug);
    return [{ source, stance: first.stance, verified, first: first.published, reports: nodes }];
  });
}

const stanceOrder: Stance[] = ["supports", "contradicts", "mentions"];

function compareOrigins(a: Origin, b: Origin): number {
  return (
    stanceOrder.indexOf(a.stance) - stanceOrder.indexOf(b.stance) ||
    Number(a.source === null) - Number(b.source === null)
  );
}

/** Whether anything of an origin reached us unaltered. */
export function countsAsEvidence(origin: Origin): boolean {
  return intact(origin.reports).length > 0;
}

/** Traces each report to who said it first: one leak repeated by ten outlets is one origin and ten reports. */
export function traceOrigins(reports: ReportEdge[]): Provenance {
  const sorted = [...reports].sort(compareReports);
  const parents = parentsOf(sorted);
  const children = new Map<ReportEdge, ReportEdge[]>();
  for (const [report, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), report]);
  const roots = sorted.filter((report) => !parents.has(report)).map((report) => buildNode(report, children));
  const origins = groupByOrigin(roots).sort(compareOrigins);
  const counted = origins.flatMap((origin) => intact(origin.reports));
  return {
    origins,
    independentOrigins: origins.filter(
      (origin) => origin.source !== null && origin.stance === "supports" && countsAsEvidence(origin),
    ).length,
    supportingReports: counted.filter((report) => report.stance === "supports").length,
    contradictingReports: counted.filter((report) => report.stance === "contradicts").length,
    alteredReports: sorted.length - counted.length,
  };
}
