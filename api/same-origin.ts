import { Refusal } from "@/rules/refusal";

/**
 * Lets a write through only when our own pages sent it. Browsers that send Sec-Fetch-Site decide by it; on plain http
 * other than localhost they do not, and Origin must be ours. Neither header: refused, so scripts must send an Origin.
 */
export function refuseForeignOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  if (site !== null || !isOurs(request.headers.get("origin"), request)) throw new Refusal("foreign-origin");
}

function isOurs(origin: string | null, request: Request): boolean {
  const own = process.env.APP_URL || request.url;
  return origin !== null && URL.canParse(own) && origin === new URL(own).origin;
}
