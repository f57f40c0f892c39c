import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

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
  experimental: { globalNotFound: true },
  serverExternalPackages: ["postgres"],
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
