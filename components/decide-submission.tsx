import { useLocale, useTranslations } from "next-intl";
import type { Reason } from "@/rules/refusal";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type DecideSubmissionProps = {
  id: string;
  /** A reason typed into a refusal that was itself refused. */
  typedReason: string | undefined;
  /** Why the viewer may not decide. */
  objection: Reason | null;
  /** Why it can no longer be accepted as it is. */
  acceptable: Reason | null;
};

const examples = ["notFound", "notARumor", "duplicate", "wrongDevice"] as const;

/** Approve, or refuse with a reason. */
export function DecideSubmission({ id, typedReason, objection, acceptable }: DecideSubmissionProps) {
  const t = useTranslations("moderate");
  const reasons = useTranslations("reasons");
  if (objection) return <p className="hint">{reasons(objection)}</p>;
  return (
    <div className="decide">
      {acceptable ? (
        <p className="problem">{reasons(acceptable)}</p>
      ) : (
        <form method="post" action={`/api/v1/moderation/${id}`}>
          <HiddenFields id={id} decision="accept" />
          <Button look="primary">{t("approve")}</Button>
        </form>
      )}
      <details className="fold" open={typedReason !== undefined}>
        <summary>{t("refuse")} …</summary>
        <form method="post" action={`/api/v1/moderation/${id}`}>
          <HiddenFields id={id} decision="refuse" />
          <Field name="reason" id={`reason-${id}`} label={t("reason")}>
            {(control) => (
              <>
                <input
                  {...control}
                  required
                  maxLength={500}
                  list={`reasons-${id}`}
                  autoComplete="off"
                  defaultValue={typedReason}
                />
                <datalist id={`reasons-${id}`}>
                  {examples.map((example) => (
                    <option key={example} value={t(`reasonExamples.${example}`)} />
                  ))}
                </datalist>
              </>
            )}
          </Field>
          <div className="actions">
            <Button look="danger">{t("refuse")}</Button>
          </div>
        </form>
      </details>
    </div>
  );
}

function HiddenFields({ id, decision }: { id: string; decision: "accept" | "refuse" }) {
  const locale = useLocale();
  return (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="returnTo" value={`/${locale}/moderation/submissions/${id}`} />
      <input type="hidden" name="decision" value={decision} />
    </>
  );
}
