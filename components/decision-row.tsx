import { useLocale, useTranslations } from "next-intl";
import type { DecisionEntry } from "@/db/decisions";
import { roles } from "@/rules/viewer";
import { outcomes } from "@/rules/vocabulary";
import { Day } from "./day";
import { MemberLink } from "./member-link";
import { StateMark } from "./state-mark";

/** One decision as everybody may read it: when, what, by whom, about what and why. */
export function DecisionRow({ entry }: { entry: DecisionEntry }) {
  const kind = useTranslations("vocabulary.decisionKind");
  const outcome = outcomes.find((word) => word === entry.detail.outcome);
  return (
    <li className="row decision">
      <Day day={entry.at} length="short" />
      <div>
        <p className="decision-what">
          <b>{kind(entry.kind)}</b> {outcome && <StateMark state={outcome} />} <Actor entry={entry} />
        </p>
        <Subject entry={entry} />
        <Detail entry={entry} />
        {entry.reason && <blockquote className="decision-reason">{entry.reason}</blockquote>}
      </div>
    </li>
  );
}

function Actor({ entry }: { entry: DecisionEntry }) {
  const t = useTranslations("decisions");
  return (
    <span className="quiet-words">
      {t.rich("by", { who: () => (entry.actor ? <MemberLink member={entry.actor} /> : t("operator")) })}
    </span>
  );
}

function Subject({ entry: { claim } }: { entry: DecisionEntry }) {
  const locale = useLocale();
  if (!claim) return null;
  return (
    <p>
      <a href={`/${locale}/claims/${claim.id}`} lang={claim.language}>
        {claim.statement}
      </a>{" "}
      <small>{claim.device.name}</small>
    </p>
  );
}

/** What the row tells besides, where it is of a known form; other details are for the export. */
function Detail({ entry: { kind, subject, detail } }: { entry: DecisionEntry }) {
  const t = useTranslations("decisions");
  const roleName = useTranslations("vocabulary.role");
  if (kind === "import") {
    const { claims, devices, documents } = detail;
    if (typeof claims !== "number" || typeof devices !== "number" || typeof documents !== "number")
      return null;
    return <p>{t("imported", { claims, devices, documents })}</p>;
  }
  const role = roles.find((word) => word === detail.role);
  if (kind !== "role_granted" || !role) return null;
  return (
    <p>{t("granted", { member: subject ? `@${subject.handle}` : t("member"), role: roleName(role) })}</p>
  );
}
