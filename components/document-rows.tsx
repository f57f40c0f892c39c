import { useTranslations } from "next-intl";
import type { DocumentRef } from "@/db/references";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { Tag } from "./ui/tag";

/** What a source published: day, title and kind. */
export function DocumentRows({ documents }: { documents: DocumentRef[] }) {
  const kind = useTranslations("vocabulary.documentKind");
  const t = useTranslations("document");
  return (
    <ul className="rows">
      {documents.map((document) => (
        <li key={document.id} className="row document">
          <Day day={document.published} precision={document.publishedPrecision} length="short" />
          <p>
            <DocumentLink document={document}>{document.title}</DocumentLink>{" "}
            {!document.verified && <Tag dashed>{t("unverified")}</Tag>}
          </p>
          <small>{kind(document.kind)}</small>
        </li>
      ))}
    </ul>
  );
}
