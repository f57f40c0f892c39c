import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import type { DocumentRef } from "@/db/references";
import { formatLanguage } from "./format";

/** Leads to the document's page; the language is named where it is not the reader's. */
export function DocumentLink({
  document,
  children,
}: {
  document: Pick<DocumentRef, "id" | "language">;
  children: ReactNode;
}) {
  const locale = useLocale();
  return (
    <>
      <a href={`/${locale}/documents/${document.id}`}>{children}</a>
      {document.language !== locale && (
        <span className="foreign"> ({formatLanguage(document.language, locale)})</span>
      )}
    </>
  );
}
