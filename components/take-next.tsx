import { useLocale, useTranslations } from "next-intl";
import { type QueueFilters, queueQuery } from "@/rules/queue";
import { PostForm } from "./post-form";
import { Button } from "./ui/button";

/** Hands out the most urgent of what fits. */
export function TakeNext({ filters }: { filters: QueueFilters }) {
  const locale = useLocale();
  const t = useTranslations("queue");
  const query = queueQuery({ ...filters, hands: null });
  return (
    <PostForm
      action="/api/v1/queue/next"
      locale={locale}
      returnTo={`/${locale}/moderation?${query}`}
      hidden={Object.fromEntries(query)}
    >
      <p className="queue-next">
        <Button look="primary">{t("next")}</Button>
        <small>{t("nextHint")}</small>
      </p>
    </PostForm>
  );
}
