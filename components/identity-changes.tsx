import { useLocale, useTranslations } from "next-intl";
import type { IdentityEntry } from "@/db/identity-lists";
import { Day } from "./day";

/** The changes made last, each with the way to its page, where it can be undone. */
export function IdentityChanges({ entries }: { entries: IdentityEntry[] }) {
  const locale = useLocale();
  const t = useTranslations("identity");
  return (
    <ul className="cards">
      {entries.map((entry) => (
        <li key={entry.id} className="card">
          <p className="card-title">
            <a href={`/${locale}/moderation/identity/${entry.id}`}>{t(`kinds.${entry.kind}`)}</a>{" "}
            {entry.undoneAt && <i>({t("undone")})</i>}
          </p>
          <Sides entry={entry} />
          <p className="quiet-words">
            <Day day={entry.at} length="short" /> {entry.by && t("by", { member: `@${entry.by}` })}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Sides({ entry: { detail } }: { entry: IdentityEntry }) {
  return (
    <p className="identity-sides">
      <Side label={detail.subject} path={detail.subjectPath} />
      {detail.target && (
        <>
          {" → "}
          <Side label={detail.target} path={detail.targetPath} />
        </>
      )}
    </p>
  );
}

type Told = string | number | boolean | null | undefined;

function Side({ label, path }: { label: Told; path: Told }) {
  const locale = useLocale();
  return path ? <a href={`/${locale}${path}`}>{label}</a> : <b>{label}</b>;
}

/** One change as its page tells it: both sides, when, by whom, why, and whether it was undone. */
export function IdentityParties({ entry }: { entry: IdentityEntry }) {
  const t = useTranslations("identity");
  const { at, by, reason, undoneAt, undoneBy } = entry;
  return (
    <>
      <Sides entry={entry} />
      <p className="quiet-words">
        <Day day={at} /> {by && t("by", { member: `@${by}` })}
      </p>
      <blockquote className="decision-reason">{reason}</blockquote>
      {undoneAt && (
        <p>
          {t.rich("undoneOn", { day: () => <Day day={undoneAt} />, member: undoneBy ? `@${undoneBy}` : "" })}
        </p>
      )}
    </>
  );
}
