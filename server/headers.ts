/** What every answer says, whatever made it. */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy":
      "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
    ...(secure ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** For answers nobody renders as a page. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const personal = "private, no-store";
export const immutable = "public, max-age=31536000, immutable";

/**
 * For pages that hold nothing personal. A browser asks every time, and mostly hears 304: were it told of
 * stale-while-revalidate, it would show its own copy right after a write. Caches in front may keep the page a second.
 */
export const publicPage = {
  "cache-control": "public, max-age=0, s-maxage=1, must-revalidate",
  "cdn-cache-control": "max-age=1, stale-while-revalidate=30",
};
