import { useLocale, useTranslations } from "next-intl";
import type { SubmissionEntry } from "@/db/submission-lists";
import { normalizeValue } from "@/rules/values";
import type { Attribute } from "@/rules/vocabulary";
import { Day } from "./day";
import { formatValue } from "./format";
import { Button } from "./ui/button";
import { Tag } from "./ui/tag";

type CardProps = { submission: SubmissionEntry; attribute: Attribute | undefined };

/** One of the reader's own submissions: what it said, where it stands, why it was refused. */
export function OwnSubmissionCard({ submission, attribute }: CardProps) {
  const locale = useLocale();
  const t = useTranslations("submit.own");
  const states = useTranslations("vocabulary.submissionState");
  const { content, state, claimId, reason } = submission;
  const device =
    "slug" in content.device
      ? (submission.names.device ?? content.device.slug)
      : `${content.device.brand} ${content.device.name} (${t("newDevice")})`;
  return (
    <li className={`card ${state}`}>
      <p className="card-head">
        <Tag dashed={state === "queued"} tone={state === "refused" ? "refuted" : undefined}>
          {states(state)}
        </Tag>
        <small>
          {t.rich("submittedOn", { day: () => <Day day={submission.createdAt} /> })}
          {submission.decidedAt && (
            <>
              {" · "}
              {t.rich("decidedOn", { day: () => <Day day={submission.decidedAt ?? ""} /> })}
            </>
          )}
        </small>
      </p>
      <p className="card-title" lang={content.statementLanguage}>
        {content.statement}
      </p>
      <p className="hint">
        <span>{device}</span>
        <span>
          {attribute?.name[locale] ?? content.attribute}
          {content.scope && ` (${content.scope})`}
          {attribute && `: ${formatValue(normalizeValue(content.value, attribute), attribute, locale)}`}
        </span>
      </p>
      <p className="hint">
        <a href={content.url} rel="nofollow noopener ugc">
          {content.title}
        </a>
      </p>
      {reason && state === "refused" && (
        <p className="card-reason">
          <b>{t("reason")}:</b> {reason}
        </p>
      )}
      <SubmissionActions submission={submission} claimId={claimId} />
    </li>
  );
}

function SubmissionActions({ submission, claimId }: { submission: SubmissionEntry; claimId: string | null }) {
  const locale = useLocale();
  const t = useTranslations("submit.own");
  if (submission.state === "queued")
    return (
      <form className="actions" method="post" action={`/api/v1/submissions/${submission.id}/withdraw`}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="returnTo" value={`/${locale}/submissions`} />
        <Button>{t("withdraw")}</Button>
      </form>
    );
  if (!claimId) return null;
  return (
    <p>
      <a href={`/${locale}/claims/${claimId}`}>{t("toClaim")}</a>
    </p>
  );
}
