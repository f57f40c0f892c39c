import { dayOf } from "@/rules/provenance";
import type { GraphLink, GraphNode } from "@/rules/provenance-graph";

export type PlacedNode = GraphNode & {
  /** Centre of its mark, in pixels. */
  x: number;
  y: number;
  /** Day by which it stands in time: its own, or that of the earliest that goes back to it. */
  day: string;
};

export type PlacedEdge = { from: PlacedNode; to: PlacedNode; link: GraphLink; path: string };

export type GraphLayout = {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  /** Lines across where a year begins. */
  years: { year: string; y: number }[];
  /** Right edge of the lanes. */
  width: number;
  height: number;
};

type Row = { node: GraphNode; day: string; depth: number; row: number; column: number; last: number };

const columnWidth = 22;
const rowHeight = 48;
const yearHeight = 26;
const widestGap = 26;
const columnsSideBySide = 4;
const dayLength = 86_400_000;

/**
 * Time runs down, one row a node, so nothing can overlap; the lanes of the origins stand side by side. A node's line runs straight
 * down its own column to the last that goes back to it, and from there across: no line passes through a node it does not join.
 */
export function layOutGraph(nodes: GraphNode[]): GraphLayout {
  const rows = inTime(nodes);
  assignColumns(rows);
  const { tops, years, height } = rowTops(rows);
  const placed = new Map(
    rows.map(({ node, day, row, column }) => [
      node.id,
      { ...node, day, x: columnWidth * (column + 0.5), y: (tops[row] ?? 0) + rowHeight / 2 },
    ]),
  );
  const all = [...placed.values()];
  return {
    nodes: all,
    edges: all.flatMap((to) => {
      const from = to.parent === null ? undefined : placed.get(to.parent);
      return from && to.link ? [{ from, to, link: to.link, path: edgePath(from, to) }] : [];
    }),
    years,
    width: columnWidth * (1 + Math.max(...rows.map(({ column }) => column))),
    height,
  };
}

/** Earliest first; what others go back to stands before them, even where its own date is only known to the month. */
function inTime(nodes: GraphNode[]): Row[] {
  const children = new Map<string, GraphNode[]>();
  for (const node of nodes)
    if (node.parent !== null) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  const rows: Row[] = [];
  const visit = (node: GraphNode, depth: number): string => {
    const below = (children.get(node.id) ?? []).map((child) => visit(child, depth + 1));
    const own = dayOf({ published: node.published, publishedPrecision: node.precision });
    const day = below.reduce((a, b) => (b < a ? b : a), own);
    rows.push({ node, day, depth, row: 0, column: 0, last: 0 });
    return day;
  };
  for (const node of nodes) if (node.parent === null) visit(node, 0);
  rows.sort((a, b) => compareText(a.day, b.day) || a.depth - b.depth || compareText(a.node.id, b.node.id));
  for (const [index, row] of rows.entries()) row.row = index;
  return rows;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lane by lane in order of their first row. Side by side where there is room, else where a lane above has ended. */
function assignColumns(rows: Row[]): void {
  const byId = new Map(rows.map((row) => [row.node.id, row]));
  for (const row of rows) row.last = row.row;
  for (const row of rows) {
    const parent = byId.get(row.node.parent ?? "");
    if (parent) parent.last = Math.max(parent.last, row.row);
  }
  const lanes = [...new Set(rows.map(({ node }) => node.lane))].map((lane) => {
    const own = rows.filter(({ node }) => node.lane === lane);
    for (const [index, row] of own.entries())
      row.column = columnOf(row, byId.get(row.node.parent ?? ""), own.slice(0, index));
    return own;
  });
  const reuse = lanes.reduce((sum, own) => sum + widthOf(own), 0) > columnsSideBySide;
  for (const [index, own] of lanes.entries()) moveRight(own, lanes.slice(0, index), reuse);
}

function widthOf(lane: Row[]): number {
  return 1 + Math.max(...lane.map(({ column }) => column)) - Math.min(...lane.map(({ column }) => column));
}

function moveRight(lane: Row[], placed: Row[][], reuse: boolean): void {
  const [top, bottom, width] = [lane[0]?.row ?? 0, lastOf(lane), widthOf(lane)];
  const beside = placed.filter((other) => !reuse || ((other[0]?.row ?? 0) <= bottom && lastOf(other) >= top));
  const taken = new Set(beside.flatMap(columnsOf));
  let left = 0;
  while (Array.from({ length: width }, (_, offset) => left + offset).some((column) => taken.has(column)))
    left += 1;
  for (const row of lane) row.column += left;
}

function lastOf(lane: Row[]): number {
  return Math.max(...lane.map(({ last }) => last));
}

function columnsOf(lane: Row[]): number[] {
  const first = Math.min(...lane.map(({ column }) => column));
  return Array.from({ length: widthOf(lane) }, (_, offset) => first + offset);
}

/** The first column free from this row to its last; straight below its parent where it carries that line on. */
function columnOf(row: Row, parent: Row | undefined, done: Row[]): number {
  const sameLane = parent?.node.lane === row.node.lane ? parent : undefined;
  const carriesOn = row.node.link === "again" || row.node.link === "revised" || row.node.link === "credited";
  if (sameLane && carriesOn && sameLane.last === row.row) return sameLane.column;
  const taken = new Set(
    done.filter((other) => other.row <= row.last && other.last >= row.row).map(({ column }) => column),
  );
  let column = sameLane ? sameLane.column + 1 : 0;
  while (taken.has(column)) column += 1;
  return column;
}

/** Rows keep a distance that grows with the days between, up to a limit; a new year has a line of its own. */
function rowTops(rows: Row[]): { tops: number[]; years: GraphLayout["years"]; height: number } {
  const tops: number[] = [];
  const years: GraphLayout["years"] = [];
  let y = 0;
  for (const [index, { day }] of rows.entries()) {
    const before = rows[index - 1]?.day;
    if (before?.slice(0, 4) !== day.slice(0, 4)) {
      years.push({ year: day.slice(0, 4), y });
      y += yearHeight;
    } else y += gapAfter(before ?? day, day);
    tops.push(y);
    y += rowHeight;
  }
  return { tops, years, height: y };
}

function gapAfter(before: string, day: string): number {
  const days = (Date.parse(day) - Date.parse(before)) / dayLength;
  return Math.min(widestGap, Math.round(3 * Math.sqrt(days)));
}

const bend = 10;

function edgePath(from: Pick<PlacedNode, "x" | "y">, to: Pick<PlacedNode, "x" | "y">): string {
  if (from.x === to.x) return `M${from.x} ${from.y}V${to.y}`;
  const side = to.x > from.x ? bend : -bend;
  return `M${from.x} ${from.y}V${to.y - bend}q0 ${bend} ${side} ${bend}H${to.x}`;
}
