import { requireLocale } from "@/app/i18n";
import { noDecisionFilters } from "@/rules/decisions";
import { DecisionLog, decisionLogMetadata } from "./decision-log";

export async function generateMetadata() {
  await requireLocale();
  return decisionLogMetadata(noDecisionFilters);
}

export default async function DecisionsPage() {
  await requireLocale();
  return <DecisionLog filters={noDecisionFilters} />;
}
