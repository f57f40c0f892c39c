import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { GraphLink, GraphNode } from "@/rules/provenance-graph";
import { EdgeLine, NodeMark, type NodeShape, shapeOf } from "./graph-mark";

const shapes = ["own", "credited", "relay", "unnamed"] as const satisfies NodeShape[];
const links = ["exact", "unknown", "credited", "suggested"] as const satisfies GraphLink[];

/** What the shapes and lines of this graph mean; only those that occur in it. */
export function GraphLegend({ nodes }: { nodes: GraphNode[] }) {
  const t = useTranslations("provenance.legend");
  const seen = new Set(nodes.filter(({ stance }) => stance !== "contradicts").map(shapeOf));
  const lines = new Set(nodes.map(({ link }) => link));
  return (
    <ul className="graph-legend" aria-label={t("title")}>
      {shapes
        .filter((shape) => seen.has(shape))
        .map((shape) => (
          <Entry key={shape} words={t(shape)}>
            <NodeMark x={18} y={9} shape={shape} against={false} first={false} />
          </Entry>
        ))}
      {nodes.some(({ stance }) => stance === "contradicts") && (
        <Entry words={t("contradicts")}>
          <NodeMark x={18} y={9} shape="own" against first={false} />
        </Entry>
      )}
      {links
        .filter((link) => lines.has(link))
        .map((link) => (
          <Entry key={link} words={t(link === "credited" ? "credited-link" : link)}>
            <EdgeLine path="M0 9H36" link={link} />
          </Entry>
        ))}
      {nodes.some((node) => shapeOf(node) === "altered") && (
        <Entry words={t("altered")}>
          <EdgeLine path="M0 9H18" link="altered" />
          <NodeMark x={24} y={9} shape="altered" against={false} first={false} />
        </Entry>
      )}
      {seen.has("revision") && (
        <Entry words={t("revised")}>
          <NodeMark x={18} y={9} shape="revision" against={false} first={false} />
        </Entry>
      )}
    </ul>
  );
}

function Entry({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li>
      <svg width="36" height="18" aria-hidden="true">
        {children}
      </svg>
      {words}
    </li>
  );
}
