import { useLocale, useTranslations } from "next-intl";
import type { VerdictEntry } from "@/db/claims";
import type { DocumentPage } from "@/db/documents";
import { Day } from "./day";
import { Fact, Facts } from "./facts";
import { formatLanguage } from "./format";
import { hostOf } from "./source-facts";
import { SourceLink } from "./source-link";
import { Tag } from "./ui/tag";

/** What a document is, where it stands, and how it came on file. */
export function DocumentFacts({ document }: { document: DocumentPage }) {
  const t = useTranslations("document");
  const words = useTranslations("vocabulary");
  const locale = useLocale();
  return (
    <>
      <Facts>
        <Fact name={words(`sourceKind.${document.source.kind}`)}>
          <SourceLink source={document.source} />
        </Fact>
        <Fact name={t("facts.published")}>
          <Day day={document.published} precision={document.publishedPrecision} />{" "}
          {document.publishedPrecision !== "day" && <small>{t("estimated")}</small>}
        </Fact>
        <Fact name={t("facts.kind")}>{words(`documentKind.${document.kind}`)}</Fact>
        <Fact name={t("facts.language")}>{formatLanguage(document.language, locale)}</Fact>
        <Fact name={t("facts.seen")}>{words(`seen.${document.seen}`)}</Fact>
      </Facts>
      {document.url ? (
        <p className="outward">
          <a className="button" href={document.url} rel="noopener external nofollow">
            {t("open", { host: hostOf(document.url) })}
          </a>
        </p>
      ) : (
        <p className="outward">{t("noUrl")}</p>
      )}
      {document.note && (
        <p className="document-note">
          <b>{t("note")}</b> <span lang="en">{document.note}</span>
        </p>
      )}
    </>
  );
}

/** The passage a verdict cites from this document, and since when the fact was public. */
export function RulingNote({ verdict, cited }: { verdict: VerdictEntry; cited: boolean }) {
  const t = useTranslations("document");
  const claims = useTranslations("claims");
  return (
    <div className="ruling-note">
      {verdict.passage && cited && (
        <blockquote>
          <p>
            <mark>{verdict.passage}</mark>
          </p>
        </blockquote>
      )}
      <p>
        <small>{claims.rich("known", { day: () => <Day day={verdict.knownAt} /> })}</small>{" "}
        {cited && !verdict.passage && <Tag dashed>{t("noPassage")}</Tag>}
      </p>
    </div>
  );
}
