import { useTranslations } from "next-intl";
import type { ClaimEntry, ReportEntry } from "@/db/claims";
import type { Origin, ReportNode } from "@/rules/provenance";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { SourceLink } from "./source-link";
import { Tag } from "./ui/tag";

type Documents = Map<string, ReportEntry>;
type BranchProps = { documents: Documents; detailed: boolean };

/** Origins before echoes: who said it first, and under each those who repeated it. `detailed` names every document in full. */
export function ReportTree({
  claim,
  detailed = false,
}: {
  claim: Pick<ClaimEntry, "provenance" | "reports">;
  detailed?: boolean;
}) {
  const t = useTranslations("claim.tree");
  const documents: Documents = new Map(claim.reports.map((report) => [report.id, report]));
  if (claim.provenance.origins.length === 0) return <p>{t("empty")}</p>;
  return (
    <ol className="tree">
      {claim.provenance.origins.map((origin) => (
        <OriginBranch
          key={`${origin.stance} ${origin.source?.slug ?? ""}`}
          origin={origin}
          documents={documents}
          detailed={detailed}
        />
      ))}
    </ol>
  );
}

function OriginBranch({ origin, documents, detailed }: BranchProps & { origin: Origin }) {
  const t = useTranslations("claim.tree");
  const first = origin.reports[0];
  if (!first) return null;
  const own = origin.reports.filter((node) => node.report.publisher.slug === origin.source?.slug);
  const echoes = origin.reports.flatMap((node) => (own.includes(node) ? node.relays : [node]));
  return (
    <li>
      <Day day={first.report.published} precision={first.report.publishedPrecision} length="short" />
      <div>
        <strong>{origin.source ? <SourceLink source={origin.source} /> : t("unnamed")}</strong>
        <OriginTags origin={origin} />
        {own.map((node) => (
          <OwnReport key={node.report.id} node={node} documents={documents} detailed={detailed} />
        ))}
        {origin.source && !origin.verified && <small>{t("unverified")}</small>}
      </div>
      <Echoes nodes={echoes} documents={documents} detailed={detailed} />
    </li>
  );
}

function OriginTags({ origin }: { origin: Origin }) {
  const t = useTranslations("claim.tree");
  return (
    <>
      {origin.source && (
        <>
          {" "}
          <Tag dashed={!origin.verified}>{t(origin.verified ? "origin" : "suggested")}</Tag>
        </>
      )}
      {origin.stance !== "supports" && (
        <>
          {" "}
          <Tag>{t(origin.stance)}</Tag>
        </>
      )}
    </>
  );
}

/** What the origin itself published: the first hand. */
function OwnReport({ node, documents, detailed }: BranchProps & { node: ReportNode }) {
  const kind = useTranslations("vocabulary.documentKind");
  const report = documents.get(node.report.id);
  if (!report) return null;
  return (
    <small>
      <DocumentLink document={report.document}>
        {detailed ? report.document.title : kind(report.document.kind)}
      </DocumentLink>
      , <Day day={report.published} precision={report.publishedPrecision} length="short" />
      <Hedged report={report} />
      {report.fidelity === "altered" && <Altered />}
    </small>
  );
}

function Echoes({ nodes, documents, detailed }: BranchProps & { nodes: ReportNode[] }) {
  if (nodes.length === 0) return null;
  return (
    <ul>
      {nodes.map((node) => (
        <Echo key={node.report.id} node={node} documents={documents} detailed={detailed} />
      ))}
    </ul>
  );
}

function Echo({ node, documents, detailed }: BranchProps & { node: ReportNode }) {
  const report = documents.get(node.report.id);
  if (!report) return null;
  const altered = report.fidelity === "altered";
  return (
    <li {...(altered ? { className: "altered" } : {})}>
      <Day day={report.published} precision={report.publishedPrecision} length="short" />
      <div>
        <DocumentLink document={report.document}>{report.publisher.name}</DocumentLink>
        <Hedged report={report} />
        {altered && <Altered />}
        <SuggestedRelay of={documents.get(report.suggestedRelayOf ?? "")} />
        {detailed && <small>{report.document.title}</small>}
      </div>
      <Echoes nodes={node.relays} documents={documents} detailed={detailed} />
    </li>
  );
}

function Hedged({ report: { hedge } }: { report: ReportEntry }) {
  const t = useTranslations("vocabulary.hedge");
  return hedge && <span className="tree-hedge">, {t(hedge)}</span>;
}

/** What its words point at is no proof that it has it from there: shown, and counted for nothing. */
function SuggestedRelay({ of }: { of: ReportEntry | undefined }) {
  const t = useTranslations("claim.tree");
  if (!of) return null;
  return (
    <>
      {" "}
      <Tag dashed>{t("suggestedRelay")}</Tag>
      <small>
        {t.rich("suggestedRelayOf", {
          source: () => <DocumentLink document={of.document}>{of.publisher.name}</DocumentLink>,
        })}
      </small>
    </>
  );
}

function Altered() {
  const t = useTranslations("claim.tree");
  return (
    <>
      {" "}
      <Tag dashed tone="refuted">
        {t("altered")}
      </Tag>
      <small>{t("countsForNothing")}</small>
    </>
  );
}
