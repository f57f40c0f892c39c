import { cacheLife, cacheTag } from "next/cache";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { currentLocale } from "@/app/i18n";
import { TimeMachine } from "@/components/time-machine";
import { findDeviceDays } from "@/db/device-on-day";

type Props = { params: Promise<{ slug: string }>; children: ReactNode };

async function loadDays(slug: string): Promise<string[]> {
  "use cache";
  cacheLife("page");
  cacheTag("everything", `device:${slug}`);
  const found = slug === "_placeholder" ? null : await findDeviceDays(slug);
  return found && !("movedTo" in found) ? found.days.map(({ day }) => day) : [];
}

/** The player stays where it is while the days below it change. */
export default async function DaysLayout({ params, children }: Props) {
  const { slug } = await params;
  const days = await loadDays(slug);
  const { past } = await getMessages();
  return (
    <>
      {days.length > 1 && (
        <TimeMachine slug={slug} locale={await currentLocale()} days={days} words={past.player} />
      )}
      {children}
    </>
  );
}
