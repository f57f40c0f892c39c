import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DecisionLog, decisionLogMetadata } from "@/app/[locale]/(public)/decisions/decision-log";
import { parseDecisionSegment } from "@/rules/decisions";

type Props = { params: Promise<{ filters: string }> };

export function generateStaticParams() {
  return [{ filters: "_placeholder" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const filters = parseDecisionSegment((await params).filters);
  return filters ? decisionLogMetadata(filters) : {};
}

/** Where the queries of /decisions are rewritten to: a query alone would not change a static page. */
export default async function NarrowedDecisionsPage({ params }: Props) {
  const filters = parseDecisionSegment((await params).filters);
  if (!filters) notFound();
  return <DecisionLog filters={filters} />;
}
