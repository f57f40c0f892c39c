import type { useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { Locale } from "@/rules/locales";
import type { GraphNode } from "@/rules/provenance-graph";
import { formatValue } from "./format";

type Translate = ReturnType<typeof useTranslations<"provenance">>;

export type GraphContext = {
  t: Translate;
  locale: Locale;
  claim: ClaimEntry;
  /** The claim and its rivals by id. */
  claims: Map<string, ClaimEntry>;
  nodes: Map<string, GraphNode>;
};

/** What a node of the graph says of itself, in a few words. */
export function noteOf(node: GraphNode, context: GraphContext): string {
  const { t, claim } = context;
  const other = shownValue(node.otherClaim, context);
  const source = sourceAbove(node, context);
  if (node.kind === "revision") return t("note.revision", { value: other ?? "" });
  if (node.kind === "credited") return other ? t("note.creditedElse", { value: other }) : t("note.credited");
  if (node.kind === "astray") return changed(claim.id, node.otherClaim, context);
  if (node.report?.fidelity === "altered") {
    if (other) return changed(node.otherClaim, claim.id, context);
    return source ? t("note.altered", { source }) : t("note.alteredAlone");
  }
  if (node.link === "suggested" && source) return t("note.suggested", { source });
  if (node.kind === "own")
    return t(`note.${node.link === "again" && !isCredited(node, context) ? "again" : "own"}.${node.stance}`);
  if (node.kind === "credit" && source) return t(`note.credit.${node.stance}`, { source });
  if (node.kind === "relay" && source)
    return t(node.link === "exact" ? "note.exact" : "note.unknown", { source });
  return t(`note.unnamed.${node.stance}`);
}

function changed(said: string | null, retold: string | null, context: GraphContext): string {
  return context.t("note.changed", {
    said: shownValue(said, context) ?? "",
    retold: shownValue(retold, context) ?? "",
  });
}

function isCredited(node: GraphNode, { nodes }: GraphContext): boolean {
  return nodes.get(node.parent ?? "")?.kind === "credited";
}

function sourceAbove(node: GraphNode, { nodes }: GraphContext): string | undefined {
  return nodes.get(node.parent ?? "")?.source.name;
}

function shownValue(id: string | null, { claims, locale }: GraphContext): string | null {
  const claim = claims.get(id ?? "");
  return claim ? formatValue(claim.value, claim.attribute, locale) : null;
}

/** Where a node leads: to its document, to the claim it really is about, or to its source. */
export function targetOf(node: GraphNode, locale: Locale): string {
  if (node.report) return `/${locale}/documents/${node.report.documentId}`;
  if (node.otherClaim) return `/${locale}/claims/${node.otherClaim}`;
  return `/${locale}/sources/${node.source.slug}`;
}

/** A text in at most `most` lines of about `width` letters, because text in a drawing does not break by itself. */
export function breakLines(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shorten(lines.slice(most - 1).join(" "), width)];
}

export function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}
