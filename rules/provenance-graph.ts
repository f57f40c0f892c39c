import { type Alteration, alterationsIn, type ReportedClaim } from "./alterations";
import {
  dayOf,
  type Origin,
  type ReportEdge,
  type ReportNode,
  type SourceRef,
  traceOrigins,
} from "./provenance";
import { revisionOf, statementsOn } from "./revisions";
import type { Precision, Stance } from "./vocabulary";

/** How a node hangs on the one it goes back to. */
export type GraphLink = "exact" | "unknown" | "altered" | "suggested" | "credited" | "again" | "revised";

/** One line of the graph: something said on a day, or a source that others only credit. */
export type GraphNode = {
  id: string;
  /**
   * own: the origin itself; credit: names its source; relay: repeats a document; unnamed: names nobody; credited: a source
   * without a report of its own by then; astray: repeats this claim as another value; revision: says something else now.
   */
  kind: "own" | "credit" | "relay" | "unnamed" | "credited" | "astray" | "revision";
  /** Nodes of one origin share a lane. */
  lane: string;
  /** Who speaks: the publisher, or the credited source. */
  source: SourceRef;
  report: ReportEdge | null;
  stance: Stance;
  published: string;
  precision: Precision;
  /** The first to support the claim. */
  first: boolean;
  parent: string | null;
  link: GraphLink | null;
  /** The claim on which it really is, where that is another one. */
  otherClaim: string | null;
};

export type GraphReport = ReportEdge & { suggestedRelayOf: string | null };
export type GraphClaim = { id: string; reports: GraphReport[] };

type Draft = Omit<GraphNode, "first">;

/** Who said it first, who repeated whom, and where it was changed: every report on `claim` once, each with at most one it goes back to. */
export function provenanceGraph(claim: GraphClaim, rivals: ReportedClaim[]): GraphNode[] {
  const alterations = alterationsIn([claim, ...rivals]);
  const drafts = traceOrigins(claim.reports).origins.flatMap((origin) => laneOf(origin, claim, alterations));
  const nodes = [...drafts, ...revisions(drafts, claim, rivals), ...astray(drafts, claim, alterations)];
  const linked = withSuggestions(nodes, claim.reports).map((node) => changedFrom(node, claim, alterations));
  const first = firstOf(linked);
  return linked.map((node) => ({ ...node, first: node === first }));
}

/** What an altered report repeats stands on another claim. */
function changedFrom(node: Draft, claim: GraphClaim, alterations: Alteration[]): Draft {
  const found = alterations.find(({ report, retold }) => retold.id === claim.id && report.id === node.id);
  return found ? { ...node, otherClaim: found.said.id } : node;
}

function laneKey(origin: Pick<Origin, "stance" | "source">): string {
  return `${origin.stance} ${origin.source?.slug ?? ""}`;
}

function laneOf(origin: Origin, claim: GraphClaim, alterations: Alteration[]): Draft[] {
  const lane = laneKey(origin);
  const { source } = origin;
  if (!source)
    return origin.reports.flatMap((root) =>
      branch(root, { lane, kind: "unnamed", parent: null, link: null }),
    );
  const own = origin.reports.filter(({ report }) => report.publisher.slug === source.slug);
  const roots = origin.reports.map((root) => {
    const isOwn = own.includes(root);
    const earlier = own.filter((other) => other !== root && precedes(other, root, isOwn)).at(-1);
    return { root, isOwn, parent: earlier?.report.id ?? null };
  });
  const missing = roots.some(({ isOwn, parent }) => !isOwn && parent === null);
  const credited = missing ? [creditedSource(origin, source, { claim, alterations })] : [];
  return [
    ...credited,
    ...roots.flatMap(({ root, isOwn, parent }) =>
      branch(root, {
        lane,
        kind: isOwn ? "own" : "credit",
        parent: parent ?? credited[0]?.id ?? null,
        link: rootLink(root.report, isOwn, parent !== null || missing),
      }),
    ),
  ];
}

/** The source's own word that `root` follows; of one day, the source itself comes before who credits it. */
function precedes(own: ReportNode, root: ReportNode, rootIsOwn: boolean): boolean {
  const [day, rootDay] = [dayOf(own.report), dayOf(root.report)];
  return day < rootDay || (day === rootDay && (!rootIsOwn || own.report.id < root.report.id));
}

function rootLink(report: ReportEdge, isOwn: boolean, hasParent: boolean): GraphLink | null {
  if (!hasParent) return null;
  if (isOwn) return "again";
  return report.fidelity === "altered" ? "altered" : "credited";
}

function creditedSource(
  origin: Origin,
  source: SourceRef,
  { claim, alterations }: { claim: GraphClaim; alterations: Alteration[] },
): Draft {
  const ids = origin.reports.map(({ report }) => report.id);
  const instead = alterations.find(({ report, retold }) => retold.id === claim.id && ids.includes(report.id));
  const first = origin.reports[0]?.report;
  return {
    id: `credited ${laneKey(origin)}`,
    kind: "credited",
    lane: laneKey(origin),
    source,
    report: null,
    stance: origin.stance,
    published: origin.first,
    precision: first?.publishedPrecision ?? "day",
    parent: null,
    link: null,
    otherClaim: instead?.said.id ?? null,
  };
}

type Place = Pick<Draft, "lane" | "kind" | "parent" | "link">;

function branch({ report, relays }: ReportNode, place: Place): Draft[] {
  const { published, publishedPrecision: precision, stance, publisher: source, id } = report;
  return [
    { id, report, stance, source, published, precision, otherClaim: null, ...place },
    ...relays.flatMap((relay) =>
      branch(relay, { lane: place.lane, kind: "relay", parent: id, link: relay.report.fidelity }),
    ),
  ];
}

/** Where an origin says something else now: its lane ends in the claim it moved to. */
function revisions(drafts: Draft[], claim: GraphClaim, rivals: ReportedClaim[]): Draft[] {
  const all = [claim, ...rivals].flatMap(({ id, reports }) => statementsOn(id, reports));
  return all.flatMap((statement) => {
    const later = statement.claimId === claim.id ? revisionOf(statement, all) : null;
    const source = statement.origin.source;
    const lane = laneKey(statement.origin);
    const last = drafts
      .filter((node) => node.lane === lane && (node.kind === "own" || node.kind === "credited"))
      .at(-1);
    if (!later || !source || !last || later.claimId === claim.id) return [];
    return [
      {
        id: `revision ${lane}`,
        kind: "revision" as const,
        lane,
        source,
        report: null,
        stance: statement.origin.stance,
        published: later.said,
        precision: "day" as const,
        parent: last.id,
        link: "revised" as const,
        otherClaim: later.claimId,
      },
    ];
  });
}

/** Reports that go back to this claim and print another value: they stand on the rival's page and are shown leaving here. */
function astray(drafts: Draft[], claim: GraphClaim, alterations: Alteration[]): Draft[] {
  return alterations.flatMap(({ report, said, retold }) => {
    if (said.id !== claim.id) return [];
    const original = drafts.find(
      (node) =>
        node.report?.documentId === report.originDocumentId ||
        (report.originDocumentId === null && node.kind === "own" && node.source.slug === report.origin?.slug),
    );
    if (!original) return [];
    const { published, publishedPrecision: precision, publisher: source, id, stance } = report;
    const place = {
      lane: original.lane,
      parent: original.id,
      link: "altered" as const,
      otherClaim: retold.id,
    };
    return [
      { id: `astray ${id}`, kind: "astray" as const, report, stance, source, published, precision, ...place },
    ];
  });
}

/** Hangs what credits nobody on what it probably repeats, unless that would close a circle. */
function withSuggestions(nodes: Draft[], reports: GraphReport[]): Draft[] {
  const suggested = new Map(reports.map((report) => [report.id, report.suggestedRelayOf]));
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  return nodes.map((node) => {
    const parent = node.parent === null && node.kind !== "credited" ? suggested.get(node.id) : undefined;
    if (!parent || !parents.has(parent) || reaches(parent, node.id, parents)) return node;
    parents.set(node.id, parent);
    return { ...node, parent, link: "suggested" };
  });
}

function reaches(from: string, to: string, parents: Map<string, string | null>): boolean {
  let at: string | null = from;
  while (at !== null && at !== to) at = parents.get(at) ?? null;
  return at === to;
}

function firstOf(nodes: Draft[]): Draft | undefined {
  const said = nodes.filter(
    (node) =>
      node.stance === "supports" &&
      node.parent === null &&
      node.report?.fidelity !== "altered" &&
      node.otherClaim === null,
  );
  const day = (node: Draft) => dayOf({ published: node.published, publishedPrecision: node.precision });
  return said.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.id < b.id ? -1 : 1))[0];
}
