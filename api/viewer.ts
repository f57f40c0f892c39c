import { findViewerOfToken } from "@/db/viewers";
import type { Viewer } from "@/rules/viewer";

export async function currentViewer(headers: Headers): Promise<Viewer> {
  const token = /(?:^|;\s*)(?:__Host-)?hearsay-session=([\w-]{20,128})(?:;|$)/.exec(
    headers.get("cookie") ?? "",
  )?.[1];
  return token ? findViewerOfToken(token) : null;
}
