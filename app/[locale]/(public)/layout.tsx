import type { ReactNode } from "react";

/** Public pages hold nothing personal and are static as a whole, so that any cache may keep them. */
export const ensureStatic = "navigation";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return children;
}
