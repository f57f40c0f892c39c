import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExchangeClaim, ExchangeFile } from "@/rules/exchange";

const examples = join(import.meta.dirname, "..", "db", "examples", "rumors.json");

/** Writes the example data as somebody would have had it on the evening of a day: what was published later is not there yet. */
export function writeExamplesOf(day: string, path: string): void {
  const file: ExchangeFile = JSON.parse(readFileSync(examples, "utf8"));
  writeFileSync(path, JSON.stringify(cutExamples(file, day)));
}

function cutExamples(file: ExchangeFile, day: string): ExchangeFile {
  const documents = file.documents.filter(({ published }) => published <= day);
  const here = new Set(documents.map(({ id }) => id));
  const claims = file.claims.flatMap((claim) => {
    const cut = cutClaim(claim, day, here);
    return cut.reports.length > 0 ? [cut] : [];
  });
  return { ...file, documents, claims };
}

function cutClaim(claim: ExchangeClaim, day: string, here: Set<string>): ExchangeClaim {
  const { verdict } = claim;
  const isHere = (id: string | null) => id === null || here.has(id);
  const reports = claim.reports
    .filter(({ document }) => here.has(document))
    .map((report) => ({
      ...report,
      originDocument: isHere(report.originDocument) ? report.originDocument : null,
    }));
  const known = verdict !== null && verdict.knownAt.slice(0, 10) <= day && isHere(verdict.document);
  return {
    ...claim,
    reports,
    verdict: known ? { ...verdict, evidence: verdict.evidence.filter((id) => here.has(id)) } : null,
  };
}
