import "@/components/forms.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { viewerOfRequest } from "@/app/[locale]/(private)/form-page";
import { ViewerBar } from "@/components/viewer-bar";

/** Signed-in pages and search are rendered per request as a whole: behind Suspense they would stay hidden without JavaScript. */
export const instant = false;

export const metadata: Metadata = { robots: { index: false } };

export default async function PrivateLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ViewerBar viewer={await viewerOfRequest()} />
      {children}
    </>
  );
}
