import { useTranslations } from "next-intl";
import type { ClaimEntry, ReportEntry } from "@/db/claims";
import type { Origin, ReportNode } from "@/rules/provenance";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { SourceLink } from "./source-link";
import { Tag } from "./ui/tag";

type Documents = Map<string, ReportEntry>;
type ReportTreeProps = {
  claim: Pick<ClaimEntry, "provenance" | "reports">;
  /** Whether each report names its document in full. */
  detailed?: boolean;
};

/** Origins before echoes: who said it first, and under each those who repeated it. */
export function ReportTree({ claim, detailed = false }: ReportTreeProps) {
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

type BranchProps = { documents: Documents; detailed: boolean };

function OriginBranch({ origin, documents, detailed }: BranchProps & { origin: Origin }) {
  const t = useTranslations("claim.tree");
  const first = origin.reports[0];
  if (!first) return null;
  return (
    <li>
      <div className="report">
        <Day day={first.report.published} precision={first.report.publishedPrecision} length="short" />
        <p>
          {origin.source ? (
            <strong>
              <SourceLink source={origin.source} />
            </strong>
          ) : (
            <strong>{t("unnamed")}</strong>
          )}{" "}
          {origin.source && (
            <Tag dashed={!origin.verified}>{t(origin.verified ? "origin" : "suggested")}</Tag>
          )}
          {origin.stance !== "supports" && (
            <>
              {" "}
              <Tag>{t(origin.stance)}</Tag>
            </>
          )}
          {origin.source && !origin.verified && <small>{t("unverified")}</small>}
        </p>
      </div>
      <Branches nodes={origin.reports} documents={documents} detailed={detailed} />
    </li>
  );
}

function Branches({ nodes, documents, detailed }: BranchProps & { nodes: ReportNode[] }) {
  if (nodes.length === 0) return null;
  return (
    <ul>
      {nodes.map((node) => (
        <Branch key={node.report.id} node={node} documents={documents} detailed={detailed} />
      ))}
    </ul>
  );
}

function Branch({ node, documents, detailed }: BranchProps & { node: ReportNode }) {
  const t = useTranslations("claim.tree");
  const report = documents.get(node.report.id);
  if (!report) return null;
  const altered = report.fidelity === "altered";
  return (
    <li className={altered ? "altered" : undefined}>
      <div className="report">
        <Day day={report.published} precision={report.publishedPrecision} length="short" />
        <p>
          <DocumentLink document={report.document}>{report.publisher.name}</DocumentLink>
          {altered && (
            <>
              {" "}
              <Tag dashed tone="refuted">
                {t("altered")}
              </Tag>
              <small>{t("countsForNothing")}</small>
            </>
          )}
          {detailed && <small lang={titleLanguage(report)}>{report.document.title}</small>}
        </p>
      </div>
      <Branches nodes={node.relays} documents={documents} detailed={detailed} />
    </li>
  );
}

/** Titles of documents in other languages were recorded in English. */
function titleLanguage(report: ReportEntry): string {
  return report.document.language === "de" ? "de" : "en";
}
