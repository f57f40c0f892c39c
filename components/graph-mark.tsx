import type { GraphLink, GraphNode } from "@/rules/provenance-graph";

/** How a node looks: one shape for each thing it can be, so that color is never needed to tell them apart. */
export type NodeShape = "own" | "credited" | "relay" | "unnamed" | "altered" | "revision";

export function shapeOf(node: Pick<GraphNode, "kind" | "report" | "link">): NodeShape {
  if (node.kind === "astray" || node.report?.fidelity === "altered") return "altered";
  return node.kind === "credit" || node.kind === "relay" ? "relay" : node.kind;
}

/** A denial is a diamond where a report in support is round. */
export function NodeMark({
  x,
  y,
  shape,
  against,
  first,
}: {
  x: number;
  y: number;
  shape: NodeShape;
  against: boolean;
  first: boolean;
}) {
  if (shape === "altered") return <path className="graph-cross" d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`} />;
  if (shape === "revision") return <path className="graph-bar" d={`M${x - 7} ${y}h14m-4-4l4 4l-4 4`} />;
  const radius = shape === "relay" ? 4.5 : 6.5;
  const dress =
    shape === "credited" ? "graph-hollow graph-broken" : shape === "unnamed" ? "graph-hollow" : "graph-full";
  return (
    <>
      {first && <circle className="graph-first" cx={x} cy={y} r={10} />}
      {against ? (
        <path
          className={dress}
          d={`M${x} ${y - radius - 1}l${radius + 1} ${radius + 1}l${-radius - 1} ${radius + 1}l${-radius - 1} ${-radius - 1}z`}
        />
      ) : shape === "unnamed" ? (
        <path className={dress} d={`M${x - 5} ${y - 5}h10v10h-10z`} />
      ) : (
        <circle className={dress} cx={x} cy={y} r={radius} />
      )}
    </>
  );
}

export function EdgeLine({ path, link }: { path: string; link: GraphLink }) {
  return <path className={`graph-edge graph-${link}`} d={path} />;
}
