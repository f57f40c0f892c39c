import { useTranslations } from "next-intl";
import type { VerdictEntry } from "@/db/claims";
import { WITHHELD } from "@/rules/takedowns";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { StateMark } from "./state-mark";
import { Tag } from "./ui/tag";

/** A ruling with what it rests on: day, basis, passage, document. `brief` names only the first document. */
export function VerdictStamp({ verdict, brief = false }: { verdict: VerdictEntry; brief?: boolean }) {
  const t = useTranslations("claim.verdict");
  const words = useTranslations("vocabulary");
  return (
    <div className={`stamp ${verdict.outcome}`}>
      <StateMark state={verdict.outcome} />
      <p>
        {t.rich("known", {
          day: () => <Day day={verdict.knownAt} />,
          basis: words(`basis.${verdict.basis}`),
        })}
      </p>
      {verdict.qualifier && (
        <p>
          <Tag>{words(`qualifier.${verdict.qualifier}`)}</Tag>
        </p>
      )}
      {verdict.note && <p lang="en">{verdict.note}</p>}
      <Passage verdict={verdict} />
      <CitedDocuments verdict={verdict} brief={brief} />
    </div>
  );
}

/** The cited words, or that nobody has recorded them yet. */
export function Passage({ verdict }: { verdict: Pick<VerdictEntry, "passage" | "basis" | "fromMemory"> }) {
  const t = useTranslations("claim.verdict");
  const withheld = useTranslations("takedowns");
  if (verdict.passage === WITHHELD)
    return (
      <p>
        <Tag dashed>{withheld("withheld")}</Tag>
      </p>
    );
  if (verdict.passage)
    return (
      <blockquote>
        <p>
          <mark>{verdict.passage}</mark>
        </p>
      </blockquote>
    );
  if (verdict.basis === "none" || verdict.basis === "lapse") return null;
  return (
    <p>
      <Tag dashed>{t(verdict.fromMemory ? "fromMemory" : "noPassage")}</Tag>
    </p>
  );
}

function CitedDocuments({ verdict, brief }: { verdict: VerdictEntry; brief: boolean }) {
  const t = useTranslations("claim.verdict");
  const documents = citedDocuments(verdict);
  const [first, ...others] = documents;
  if (!first) return null;
  if (brief)
    return (
      <p>
        <DocumentLink document={first}>{first.title}</DocumentLink>
        {others.length > 0 && <small>{t("andOthers", { count: others.length })}</small>}
      </p>
    );
  return (
    <div className="cited">
      <p>
        <small>{t("cites", { count: documents.length })}</small>
      </p>
      <ul>
        {documents.map((document) => (
          <li key={document.id}>
            <DocumentLink document={document}>{document.title}</DocumentLink>
            <small>
              {document.source.name}, <Day day={document.published} precision={document.publishedPrecision} />
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The document a verdict names first, then the others that show the fact. */
export function citedDocuments(verdict: Pick<VerdictEntry, "document" | "evidence">) {
  const { document, evidence } = verdict;
  return document ? [document, ...evidence.filter((other) => other.id !== document.id)] : evidence;
}
