import { useTranslations } from "next-intl";
import type { Contest } from "@/db/contest-lists";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { Fact, Facts } from "./facts";

/** An objection as it was made, and what became of it. */
export function ContestFound({ contest }: { contest: Contest }) {
  const { by, at, state, reason, passage, document, answer } = contest;
  const t = useTranslations("contests");
  const words = useTranslations("vocabulary.requestState");
  return (
    <div className="said">
      <p>
        {t.rich(by ? "by" : "byDeleted", { day: () => <Day day={at} />, handle: `@${by?.handle ?? ""}` })}
      </p>
      <p>{reason}</p>
      {passage && (
        <blockquote>
          <p>
            <mark>{passage}</mark>
          </p>
        </blockquote>
      )}
      <p>
        <DocumentLink document={document}>{document.title}</DocumentLink>
      </p>
      <Facts>
        <Fact name={t("state")}>{words(state)}</Fact>
        {answer && <Fact name={t("decide")}>{answer}</Fact>}
      </Facts>
    </div>
  );
}
