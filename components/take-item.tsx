import { useLocale, useTranslations } from "next-intl";
import type { QueueEntry } from "@/db/queue-list";
import { objectionToTaking, TAKEN_FOR_MINUTES } from "@/rules/queue";
import type { Member } from "@/rules/viewer";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";

type TakeItemProps = {
  entry: QueueEntry;
  viewer: Member;
  /** Where the buttons stand, without the language. */
  returnTo: string;
};

/** Take, keep, or put back; nothing where somebody else has it. */
export function TakeItem({ entry: { id, taken, own }, viewer, returnTo }: TakeItemProps) {
  const locale = useLocale();
  const t = useTranslations("queue");
  if (objectionToTaking(viewer, { taken, own, closed: false })) return null;
  const form = { locale, returnTo: `/${locale}${returnTo}` };
  return (
    <div className="queue-take">
      <PostForm action={`/api/v1/queue/${id}/take`} {...form}>
        <Button>{taken ? t("renew", { minutes: TAKEN_FOR_MINUTES }) : t("take")}</Button>
      </PostForm>
      {taken && (
        <PostForm action={`/api/v1/queue/${id}/release`} {...form}>
          <Button look="quiet">{t("release")}</Button>
        </PostForm>
      )}
    </div>
  );
}
