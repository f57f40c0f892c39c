import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { decisionRewrites } from "./rules/decisions";
import { deviceListRewrites } from "./rules/device-filters";
import { sourceListRewrites } from "./rules/source-filters";

const config: NextConfig = {
  cacheComponents: true,
  // With it an unlisted address is answered 200 before notFound() is known.
  partialPrefetching: false,
  // The process hashes inline scripts and compresses by itself, once an answer.
  compress: false,
  poweredByHeader: false,
  agentRules: false,
  images: { unoptimized: true },
  cacheLife: {
    /** Every public page: kept until a tag expires it; browsers ask again after 30 seconds. */
    page: { stale: 30, revalidate: 86_400, expire: 604_800 },
  },
  // Filters keep the addresses people know; the list itself is a static page of its own path.
  rewrites: async () => [
    ...deviceListRewrites("/:locale(en|de)/devices", "/:locale/devices/list"),
    ...sourceListRewrites("/:locale(en|de)/sources", "/:locale/sources/list"),
    ...decisionRewrites("/:locale(en|de)/decisions", "/:locale/decisions/list"),
    ...decisionRewrites("/:locale(en|de)/decisions/feed.xml", "/:locale/decisions/feed", true),
  ],
  experimental: {
    globalNotFound: true,
    // A device has a page for every day since its first report: kept in memory, within a bound, and not on disk for good.
    isrFlushToDisk: false,
  },
  serverExternalPackages: ["postgres"],
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
