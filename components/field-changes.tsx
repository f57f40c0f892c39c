import "./edits.css";
import { useTranslations } from "next-intl";
import { changedFields, type Fields } from "@/rules/edits";
import { WITHHELD } from "@/rules/takedowns";
import { WordDiff } from "./word-diff";

/** The fields that differ between two wordings, each word by word. */
export function FieldChanges({ before, after }: { before: Fields; after: Fields }) {
  const t = useTranslations("edits");
  const withheld = useTranslations("takedowns")("withheld");
  const said = (text: string | null | undefined) => (text === WITHHELD ? withheld : (text ?? t("empty")));
  return (
    <dl className="field-changes">
      {Object.entries(changedFields(before, after)).map(([name, text]) => (
        <div key={name}>
          <dt>{fieldName(t, name)}</dt>
          <dd>
            <WordDiff before={said(before[name])} after={said(text)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const fieldNames = ["workingName", "summary", "statement", "language", "name", "url", "title"] as const;

/** A field in words. */
export function fieldName(t: ReturnType<typeof useTranslations<"edits">>, name: string): string {
  const known = fieldNames.find((field) => field === name);
  return known ? t(`fields.${known}`) : name;
}
