import { useLocale, useTranslations } from "next-intl";
import type { ReportEntry } from "@/db/claims";
import type { SuggestedRelay } from "@/db/relays";
import type { Reason } from "@/rules/refusal";
import { Day } from "./day";
import { DocumentLink } from "./document-link";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type DecideRelayProps = {
  relay: SuggestedRelay;
  objection: Reason | null;
  /** A reason typed into a dismissal that was itself refused. */
  typedReason: string | undefined;
};

/** Two documents on one claim, and whether the later one repeats the earlier one. */
export function DecideRelay({ relay: { claim, report, origin }, objection, typedReason }: DecideRelayProps) {
  const locale = useLocale();
  const t = useTranslations("queue.relay");
  const reasons = useTranslations("reasons");
  const form = {
    action: `/api/v1/moderation/relays/${report.id}`,
    locale,
    returnTo: `/${locale}/moderation/relays/${report.id}`,
  } as const;
  return (
    <>
      <p className="lede">
        <a href={`/${locale}/claims/${claim.id}`} lang={claim.language}>
          {claim.statement}
        </a>
      </p>
      <dl className="facts-list">
        <dt>{t("later")}</dt>
        <dd>
          <ReportLine report={report} />
        </dd>
        {origin && (
          <>
            <dt>{t("earlier")}</dt>
            <dd>
              <ReportLine report={origin} />
            </dd>
          </>
        )}
      </dl>
      {objection && <p className="hint">{reasons(objection)}</p>}
      {!objection && !origin && <p className="hint">{t("none")}</p>}
      {!objection && origin && (
        <>
          <p>{t("intro")}</p>
          <div className="queue-decide">
            <PostForm {...form} hidden={{ decision: "confirm", originReport: origin.id }}>
              <Button look="primary">{t("confirm")}</Button>
            </PostForm>
            <PostForm {...form} hidden={{ decision: "dismiss", originReport: origin.id }}>
              <Field name="reason" label={t("reason")}>
                {(control) => <input {...control} required maxLength={500} defaultValue={typedReason} />}
              </Field>
              <p className="actions">
                <Button>{t("dismiss")}</Button>
              </p>
            </PostForm>
          </div>
        </>
      )}
    </>
  );
}

function ReportLine({ report: { document } }: { report: ReportEntry }) {
  return (
    <>
      <DocumentLink document={document}>{document.title}</DocumentLink>
      <small>
        {document.source.name}, <Day day={document.published} precision={document.publishedPrecision} />
      </small>
    </>
  );
}
