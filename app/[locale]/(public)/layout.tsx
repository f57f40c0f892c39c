import type { ReactNode } from "react";
import { LiveRefresh } from "@/components/live-refresh";

/** Public pages hold nothing personal and are static as a whole, so that any cache may keep them. */
export const ensureStatic = "navigation";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <LiveRefresh />
    </>
  );
}
