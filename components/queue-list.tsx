import { useLocale, useTranslations } from "next-intl";
import type { QueueEntry } from "@/db/queue-list";
import type { Member } from "@/rules/viewer";
import { Day } from "./day";
import "./queue.css";
import { formatInstant } from "./format";
import { TakeItem } from "./take-item";
import { Tag } from "./ui/tag";

type QueueListProps = {
  entries: QueueEntry[];
  viewer: Member;
  /** The query of the list, to come back to. */
  list: string;
};

/** What waits, one row each: what it is, about what, since when, by when, whose, and in whose hands. */
export function QueueList({ entries, viewer, list }: QueueListProps) {
  const t = useTranslations("queue");
  if (entries.length === 0) return null;
  return (
    <ol className="queue-rows" aria-label={t("list")}>
      {entries.map((entry) => (
        <Row key={entry.id} entry={entry} viewer={viewer} list={list} />
      ))}
    </ol>
  );
}

function Row({ entry, viewer, list }: { entry: QueueEntry; viewer: Member; list: string }) {
  const locale = useLocale();
  const t = useTranslations("queue");
  const kinds = useTranslations("vocabulary.queueKind");
  const { title, device, path, own } = entry;
  return (
    <li className={entry.overdue ? "queue-row late" : "queue-row"}>
      <p className="queue-kind">
        <Tag dashed>{kinds(entry.kind)}</Tag>
      </p>
      <div className="queue-what">
        <a href={`/${locale}${path}`} lang={title?.language ?? undefined}>
          {title?.text ?? t("untitled")}
        </a>
        <p className="hint">
          {device && <span>{device.name}</span>}
          <QueueTimes entry={entry} />
          <QueueHands entry={entry} viewer={viewer} />
          {own && <b>{t("own")}</b>}
        </p>
      </div>
      {!own && <TakeItem entry={entry} viewer={viewer} returnTo={`/moderation${list && "?"}${list}`} />}
    </li>
  );
}

/** Whose it is, since when it waits and by when it should be decided. */
export function QueueTimes({ entry: { by, openedAt, dueAt, overdue } }: { entry: QueueEntry }) {
  const locale = useLocale();
  const t = useTranslations("queue");
  const when = formatInstant(dueAt, locale);
  return (
    <>
      {by && <span>{t("from", { handle: `@${by.handle}` })}</span>}
      <span>{t.rich("since", { day: () => <Day day={openedAt} length="short" /> })}</span>
      {overdue ? <b className="queue-late">{t("overdue", { when })}</b> : <span>{t("due", { when })}</span>}
    </>
  );
}

export function QueueHands({ entry: { taken }, viewer }: { entry: QueueEntry; viewer: Member }) {
  const t = useTranslations("queue");
  if (!taken) return null;
  const time = taken.until.slice(11, 16);
  if (taken.byId === viewer.id) return <b>{t("takenByYou", { time })}</b>;
  const handle = taken.handle ? `@${taken.handle}` : t("somebody");
  return <b>{t("takenByOther", { handle, time })}</b>;
}
