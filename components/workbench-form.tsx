import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ClaimEntry } from "@/db/claims";
import type { Workbench as Bench } from "@/db/rulings";
import type { RulingDraft } from "@/db/verdicts";
import { objectionToRuling } from "@/rules/verdicts";
import type { Viewer } from "@/rules/viewer";
import type { FieldProblem } from "./error-summary";
import { Workbench } from "./workbench";
import { benchSections } from "./workbench-sections";

type WorkbenchFormProps = {
  bench: Bench;
  viewer: Viewer;
  draft: { fields: Record<string, string>; refusal: { problems: FieldProblem[] } | null };
  rulings: RulingDraft[];
  back: string;
};

/** The workbench with all it shows as plain data, so that the browser gets words and no library. */
export async function WorkbenchForm({ bench, viewer, draft, rulings, back }: WorkbenchFormProps) {
  const [locale, messages, reasons] = await Promise.all([
    getLocale(),
    getMessages(),
    getTranslations("reasons"),
  ]);
  const { workbench, vocabulary } = messages;
  const problems = draft.refusal?.problems ?? [];
  const { document } = bench;
  const sections = benchSections(bench, {
    locale,
    held: workbench.credibility,
    objectionTo: (claim) => {
      const reason = objectionToRuling(viewer, { submittedBy: submitterOf(claim, viewer) });
      return reason && reasons(reason);
    },
    problemsOf: (claimId) => {
      const at = rulings.findIndex((ruling) => ruling.claimId === claimId);
      const own = problems.filter(({ path }) => path.startsWith(`rulings.${at}.`) && !isKnown(path));
      return own.map(({ text }) => text);
    },
  });
  if (bench.claims.length === 0) return <p>{workbench.noClaims}</p>;
  return (
    <Workbench
      documentId={document.id}
      text={document.text}
      language={document.textLanguage}
      locale={locale}
      sections={sections}
      words={{ workbench, state: vocabulary.state, qualifier: vocabulary.qualifier }}
      fields={draft.fields}
      known={{
        day: draft.fields.knownAt ?? document.published,
        time: draft.fields.knownTime ?? "",
        problem: problems.find(({ path }) => isKnown(path))?.text,
      }}
      returnTo={back}
    />
  );
}

const isKnown = (path: string) => path.endsWith(".knownAt");

/** The id of whoever submitted it, where that is the viewer: others are not told apart here. */
function submitterOf(claim: ClaimEntry, viewer: Viewer): string | null {
  return viewer && claim.submittedBy && claim.submittedBy.handle === viewer.handle ? viewer.id : null;
}
