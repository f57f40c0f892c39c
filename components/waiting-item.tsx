import { useLocale, useTranslations } from "next-intl";
import type { QueueEntry } from "@/db/queue-list";
import type { Member } from "@/rules/viewer";
import { QueueHands, QueueTimes } from "./queue-list";
import { TakeItem } from "./take-item";
import { ButtonLink } from "./ui/button";

type WaitingItemProps = {
  /** Null when it waits no longer. */
  entry: QueueEntry | null;
  viewer: Member;
  /** The page it stands on, without the language. */
  path: string;
};

/** The place of something in the queue, on the page where it is decided. */
export function WaitingItem({ entry, viewer, path }: WaitingItemProps) {
  const locale = useLocale();
  const t = useTranslations("queue");
  return (
    <div className="queue-place">
      {entry ? (
        <p>
          <QueueTimes entry={entry} /> <QueueHands entry={entry} viewer={viewer} />
        </p>
      ) : (
        <p>{t("notWaiting")}</p>
      )}
      <div className="queue-take">
        {entry && <TakeItem entry={entry} viewer={viewer} returnTo={path} />}
        <ButtonLink look="quiet" href={`/${locale}/moderation`}>
          {t("toQueue")}
        </ButtonLink>
      </div>
    </div>
  );
}
