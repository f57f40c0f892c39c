"use client";

import type { Locale } from "@/rules/locales";
import { hasRole } from "@/rules/viewer";
import { useViewer } from "./viewer";

type ClaimActionsProps = {
  locale: Locale;
  claimId: string;
  /** Handle of who submitted it: nobody rules on a claim of their own. */
  submittedBy: string | null;
  ruled: boolean;
  words: { rule: string; again: string };
};

/** What a moderator may do with the claim. Everybody else sees nothing here. */
export function ClaimActions({ locale, claimId, submittedBy, ruled, words }: ClaimActionsProps) {
  const viewer = useViewer();
  if (!viewer || !hasRole(viewer, "moderator") || viewer.handle === submittedBy) return null;
  return (
    <a className="button" href={`/${locale}/claims/${claimId}/rule`}>
      {ruled ? words.again : words.rule}
    </a>
  );
}
