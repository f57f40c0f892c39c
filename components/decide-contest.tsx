import { useLocale, useTranslations } from "next-intl";
import type { Contest } from "@/db/contest-lists";
import type { DocumentRef } from "@/db/references";
import type { FieldProblem } from "./error-summary";
import { PostForm } from "./post-form";
import { VerdictFields } from "./rule-form";
import { Button } from "./ui/button";
import { Field } from "./ui/field";

type DecideContestProps = {
  contest: Contest;
  documents: DocumentRef[];
  fields: Record<string, string>;
  problems: FieldProblem[];
};

type Part = Pick<DecideContestProps, "contest" | "fields">;

/** The verdict stands, the claim is open again, or another verdict takes its place. */
export function DecideContest({ contest, documents, fields, problems }: DecideContestProps) {
  const t = useTranslations("contests");
  return (
    <>
      <section aria-labelledby="answer-title">
        <h2 id="answer-title">{t("answerOnly")}</h2>
        <AnswerForm contest={contest} fields={fields} />
      </section>
      <section aria-labelledby="supersede-title" className="contest-supersede">
        <h2 id="supersede-title">{t("supersede")}</h2>
        <p className="hint">{t("supersedeIntro")}</p>
        <Form contest={contest} hidden={{ decision: "superseded" }}>
          <Answer id="supersede-answer" typed={fields.decision === "superseded" ? fields.answer : ""} />
          <VerdictFields documents={documents} fields={fields} problems={problems} />
          <div className="actions">
            <Button>{t("supersedeSend")}</Button>
          </div>
        </Form>
      </section>
    </>
  );
}

function AnswerForm({ contest, fields }: Part) {
  const t = useTranslations("contests");
  return (
    <Form contest={contest}>
      <div className="choices">
        {(["rejected", "reopened"] as const).map((decision) => (
          <label key={decision}>
            <input
              type="radio"
              name="decision"
              value={decision}
              required
              defaultChecked={fields.decision === decision}
            />
            {t(decision)}
          </label>
        ))}
      </div>
      <Answer id="answer" typed={fields.decision === "superseded" ? "" : fields.answer} />
      <div className="actions">
        <Button look="primary">{t("decide")}</Button>
      </div>
    </Form>
  );
}

type FormProps = { contest: Contest; hidden?: Record<string, string>; children: React.ReactNode };

function Form({ contest: { id }, hidden, children }: FormProps) {
  const locale = useLocale();
  return (
    <PostForm
      action={`/api/v1/contests/${id}/decision`}
      locale={locale}
      returnTo={`/${locale}/moderation/contests/${id}`}
      hidden={hidden}
    >
      <div className="sheet">{children}</div>
    </PostForm>
  );
}

function Answer({ id, typed }: { id: string; typed: string | undefined }) {
  const t = useTranslations("contests");
  return (
    <Field name="answer" id={id} label={t("answer")}>
      {(control) => <textarea {...control} rows={3} required maxLength={1000} defaultValue={typed} />}
    </Field>
  );
}
