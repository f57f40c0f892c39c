"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";

const subjects: Record<string, string> = {
  brands: "brand",
  claims: "claim",
  devices: "device",
  documents: "document",
  sources: "source",
};
/** So that the readers of one page do not all ask at the same moment. */
const spreadMs = 1500;

/** Shows what moved while a page is open: the process says which pages changed, and this one is asked for again. */
export function LiveRefresh() {
  const router = useRouter();
  const tag = tagOf(usePathname());
  useEffect(() => {
    if (!tag) return;
    let source: EventSource | null = null;
    let missed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), Math.random() * spreadMs);
    };
    // A browser allows six connections to a site: tabs nobody looks at give theirs back.
    const follow = () => {
      if (document.visibilityState === "hidden") {
        missed ||= source !== null;
        source?.close();
        source = null;
      } else if (!source) {
        source = new EventSource(`/api/live?tag=${encodeURIComponent(tag)}`);
        source.addEventListener("change", refresh);
        if (missed) refresh();
        missed = false;
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearTimeout(timer);
      source?.close();
    };
  }, [router, tag]);
  return null;
}

/** The cache tag of the thing a public address shows. */
function tagOf(pathname: string): string | null {
  const [, , noun, name] = pathname.split("/");
  if (!noun) return "home";
  if (noun === "decisions") return "decisions";
  if (noun === "devices" && !name) return "devices";
  const subject = subjects[noun];
  return subject && name ? `${subject}:${name}` : null;
}
