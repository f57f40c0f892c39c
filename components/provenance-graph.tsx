import "./provenance-graph.css";
import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import { type GraphNode, provenanceGraph } from "@/rules/provenance-graph";
import { formatDay, formatDayOfYear } from "./format";
import { type GraphLayout, layOutGraph, type PlacedNode } from "./graph-layout";
import { GraphLegend } from "./graph-legend";
import { EdgeLine, NodeMark, shapeOf } from "./graph-mark";
import { breakLines, type GraphContext, noteOf, shorten, targetOf } from "./graph-words";

const dayWidth = 52;
const noteLetters = 34;
const noteWidth = 236;
const titleLetters = 58;

/**
 * Who said it first, who repeated it and where it was changed, as a drawing: time runs down, an origin is a lane, a line leads from
 * what was said to whoever repeats it. `listId` names the list that says the same.
 */
export function ProvenanceGraph({
  claim,
  rivals,
  listId,
}: {
  claim: ClaimEntry;
  rivals: ClaimEntry[];
  listId: string;
}) {
  const t = useTranslations("provenance");
  const locale = useLocale();
  const nodes = provenanceGraph(claim, rivals);
  if (nodes.length === 0) return null;
  const layout = layOutGraph(nodes);
  const context: GraphContext = {
    t,
    locale,
    claim,
    claims: new Map([claim, ...rivals].map((one) => [one.id, one])),
    nodes: new Map(nodes.map((node) => [node.id, node])),
  };
  return (
    <figure className="graph" aria-label={t("label")} aria-describedby={listId}>
      <div className={`graph-box${layout.width > 90 ? " graph-many" : ""}`}>
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: The figure has the label; a title would pop up over every row. */}
        <svg className="graph-drawing" height={layout.height}>
          <Drawing layout={layout} context={context} />
        </svg>
      </div>
      <figcaption>
        <GraphLegend nodes={nodes} />
        <p>{t.rich("howToRead", { list: (words) => <a href={`#${listId}`}>{words}</a> })}</p>
      </figcaption>
    </figure>
  );
}

function Drawing({ layout, context }: { layout: GraphLayout; context: GraphContext }) {
  const label = (node: PlacedNode | undefined) =>
    node ? formatDayOfYear(node.published, node.precision, context.locale) : null;
  return (
    <>
      {layout.years.map(({ year, y }) => (
        <g key={year} className="graph-year">
          <path d={`M0 ${y + 20}H2000`} />
          <text x={0} y={y + 14}>
            {year}
          </text>
        </g>
      ))}
      <g transform={`translate(${dayWidth} 0)`}>
        {layout.edges.map(({ to, path, link }) => (
          <EdgeLine key={to.id} path={path} link={link} />
        ))}
      </g>
      {layout.nodes.map((node, index) => (
        <Row
          key={node.id}
          node={node}
          day={label(node) === label(layout.nodes[index - 1]) ? null : label(node)}
          textX={dayWidth + layout.width + 8}
          context={context}
        />
      ))}
    </>
  );
}

function Row({
  node,
  day,
  textX,
  context,
}: {
  node: PlacedNode;
  /** Left out where the row above has the same. */
  day: string | null;
  textX: number;
  context: GraphContext;
}) {
  const { t, locale } = context;
  const note = noteOf(node, context);
  const title = documentTitle(node, context);
  const words = { day: formatDay(node.published, node.precision, locale), name: node.source.name, note };
  const full = node.first ? { ...words, note: `${t("first")}; ${note}` } : words;
  return (
    <a className="graph-row" href={targetOf(node, locale)}>
      <title>{title ? t("rowWithDocument", { ...full, document: title }) : t("row", full)}</title>
      <rect className="graph-hit" x={0} y={node.y - 24} width="100%" height={48} />
      {day && (
        <text className="graph-day" x={0} y={node.y + 4}>
          {day}
        </text>
      )}
      <NodeMark
        x={dayWidth + node.x}
        y={node.y}
        shape={shapeOf(node)}
        against={node.stance === "contradicts"}
        first={node.first}
      />
      <RowText node={node} note={note} x={textX} first={t("first")} />
      {title && (
        <text className="graph-title" x={textX + noteWidth} y={node.y + 4}>
          {shorten(title, titleLetters)}
        </text>
      )}
    </a>
  );
}

function RowText({ node, note, x, first }: { node: PlacedNode; note: string; x: number; first: string }) {
  const lines = breakLines(note, noteLetters, 2);
  const baseline = node.y - (lines.length > 1 ? 10 : 4);
  const speaks = node.kind === "own" || node.kind === "credited";
  return (
    <text x={x} y={baseline}>
      <tspan className={speaks ? "graph-name graph-origin" : "graph-name"}>
        {shorten(node.source.name, 30)}
      </tspan>
      {node.first && (
        <tspan className="graph-flag" dx={6}>
          {first}
        </tspan>
      )}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one sentence never move.
        <tspan key={index} className="graph-note" x={x} dy={15}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function documentTitle(node: GraphNode, { claim, claims }: GraphContext): string | null {
  if (!node.report) return null;
  const on = node.kind === "astray" ? claims.get(node.otherClaim ?? "") : claim;
  const { documentId } = node.report;
  return on?.reports.find((report) => report.documentId === documentId)?.document.title ?? null;
}
