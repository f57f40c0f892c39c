import { useLocale, useTranslations } from "next-intl";
import { QUEUE_COUNTED_TO, type QueueFilters, queueQuery } from "@/rules/queue";
import type { QueueKind } from "@/rules/vocabulary";

type QueueKindsProps = { counts: { kind: QueueKind; count: number }[]; filters: QueueFilters };

/** How much of each kind waits, as links to it. */
export function QueueKinds({ counts, filters }: QueueKindsProps) {
  const locale = useLocale();
  const t = useTranslations("queue");
  const words = useTranslations("vocabulary.queueKind");
  if (counts.length === 0) return null;
  const href = (kind: QueueKind | null) => `/${locale}/moderation?${queueQuery({ ...filters, kind })}`;
  return (
    <nav className="queue-kinds" aria-label={t("kinds")}>
      <ul>
        <li>
          <a href={href(null)} aria-current={filters.kind === null ? "page" : undefined}>
            {t("all")}
          </a>
        </li>
        {counts.map(({ kind, count }) => (
          <li key={kind}>
            <a href={href(kind)} aria-current={filters.kind === kind ? "page" : undefined}>
              {words(kind)} <b>{count > QUEUE_COUNTED_TO ? t("over", { count: QUEUE_COUNTED_TO }) : count}</b>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
