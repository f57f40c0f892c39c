import { useLocale, useTranslations } from "next-intl";
import type { ClaimEntry } from "@/db/claims";
import type { DocumentRef } from "@/db/references";
import type { SubmissionEntry } from "@/db/submission-lists";
import type { Reason } from "@/rules/refusal";
import { normalizeValue } from "@/rules/values";
import type { Attribute } from "@/rules/vocabulary";
import { ClaimValue } from "./claim-value";
import { Day } from "./day";
import { DecideSubmission } from "./decide-submission";
import { DocumentLink } from "./document-link";
import { formatLanguage, formatValue } from "./format";
import { HeardFrom } from "./heard-from";
import { StateMark } from "./state-mark";
import { Tag } from "./ui/tag";

type QueuedSubmissionProps = {
  entry: SubmissionEntry;
  /** Null when it is gone since. */
  attribute: Attribute | null;
  /** The claims of its slot. */
  slot: ClaimEntry[];
  /** Its document, where that is here already. */
  document: DocumentRef | null;
  typedReason: string | undefined;
  objection: Reason | null;
};

/** A submission as it will appear, beside what it will appear next to, with the decision under it. */
export function QueuedSubmission(props: QueuedSubmissionProps) {
  const { entry, attribute, slot, objection, typedReason } = props;
  const locale = useLocale();
  const t = useTranslations("moderate");
  const { content, names, submittedBy } = entry;
  const same = slot.find(({ id }) => id === entry.claimId);
  const device =
    "slug" in content.device
      ? (names.device ?? content.device.slug)
      : `${content.device.brand} ${content.device.name}`;
  return (
    <li className="card" aria-labelledby={`said-${entry.id}`}>
      <p className="card-head">
        <small>
          {t.rich("from", {
            handle: submittedBy?.handle ?? "–",
            day: () => <Day day={entry.createdAt} />,
          })}
        </small>
      </p>
      <div className="queued">
        <div>
          <h2 className="card-title" id={`said-${entry.id}`} lang={content.statementLanguage}>
            <i>{content.statement}</i>
          </h2>
          <p className="hint">
            <StateMark state={same?.verdict?.outcome ?? "rumored"} />
            <span>{device}</span>
            <span>
              {attribute?.name[locale] ?? content.attribute}
              {content.scope && ` (${content.scope})`}
            </span>
          </p>
          {attribute && (
            <p className="queued-value">
              {formatValue(normalizeValue(content.value, attribute), attribute, locale)}
            </p>
          )}
          <SubmittedDocument {...props} />
        </div>
        <Surroundings entry={entry} slot={slot} />
      </div>
      <NewNames {...props} />
      <DecideSubmission
        id={entry.id}
        typedReason={typedReason}
        objection={objection}
        acceptable={entry.objection}
      />
    </li>
  );
}

function SubmittedDocument({ entry: { content, names }, document }: QueuedSubmissionProps) {
  const locale = useLocale();
  const t = useTranslations("moderate");
  const words = useTranslations("vocabulary");
  const publisher =
    "slug" in content.publisher ? (names.publisher ?? content.publisher.slug) : content.publisher.name;
  const origin =
    content.origin === null
      ? t("originNone")
      : content.origin === "publisher"
        ? t("originPublisher")
        : "slug" in content.origin
          ? (names.origin ?? content.origin.slug)
          : content.origin.name;
  return (
    <dl className="facts-list">
      <dt>{t("document")}</dt>
      <dd>
        <a href={content.url} rel="nofollow noopener ugc" target="_blank">
          {content.title}
        </a>
        <small>
          {publisher}, <Day day={content.published} precision={content.publishedPrecision} />,{" "}
          {words(`documentKind.${content.documentKind}`)}, {formatLanguage(content.language, locale)}
        </small>
        {document && (
          <small>
            {t.rich("documentKnown", {
              link: () => <DocumentLink document={document}>{document.title}</DocumentLink>,
            })}
          </small>
        )}
      </dd>
      <dt>{t("stance")}</dt>
      <dd>{words(`stance.${content.stance}`)}</dd>
      <dt>{t("hedge")}</dt>
      <dd>{content.hedge ? words(`hedge.${content.hedge}`) : t("hedgeUnknown")}</dd>
      <dt>{t("origin")}</dt>
      <dd>{origin}</dd>
    </dl>
  );
}

/** The claim it becomes a report on, or the rivals it gets. */
function Surroundings({ entry, slot }: { entry: SubmissionEntry; slot: ClaimEntry[] }) {
  const locale = useLocale();
  const t = useTranslations("moderate");
  const same = slot.find(({ id }) => id === entry.claimId);
  const others = slot.filter((claim) => claim !== same);
  return (
    <div className="surroundings">
      <p>
        <b>{same ? t("becomesReport") : others.length > 0 ? t("becomesRival") : t("becomesClaim")}</b>
      </p>
      <ul>
        {(same ? [same, ...others] : others).map((claim) => (
          <li key={claim.id} className={claim === same ? "same" : undefined}>
            <a href={`/${locale}/claims/${claim.id}`}>
              <ClaimValue claim={claim} />
            </a>
            <StateMark state={claim.verdict?.outcome ?? "rumored"} />
            <HeardFrom provenance={claim.provenance} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What would be created besides the claim: moderators should see a misspelled source before it has a page. */
function NewNames({ entry: { content } }: QueuedSubmissionProps) {
  const t = useTranslations("moderate");
  const kinds = useTranslations("vocabulary.sourceKind");
  const named = [content.publisher, content.origin === "publisher" ? null : content.origin];
  const fresh = named.flatMap((source) => (source && "name" in source ? [source] : []));
  if (fresh.length === 0 && "slug" in content.device) return null;
  return (
    <ul className="new-names">
      {"name" in content.device && (
        <li>
          <Tag dashed>{t("new")}</Tag> {t("newDevice", content.device)}
        </li>
      )}
      {fresh.map((source) => (
        <li key={source.name}>
          <Tag dashed>{t("new")}</Tag> {t("newSource", { name: source.name, kind: kinds(source.kind) })}
        </li>
      ))}
    </ul>
  );
}
