"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { Locale } from "@/rules/locales";
import { hasRole } from "@/rules/viewer";
import { useViewer } from "./viewer";

export type ViewerMenuWords = {
  signIn: string;
  menu: string;
  account: string;
  record: string;
  submissions: string;
  notifications: string;
  moderation: string;
  signOut: string;
  simulated: string;
  nameless: string;
};

/** Who is signed in, on pages that are the same for everybody: a sign-in link until the API says otherwise. */
export function ViewerMenu({ locale, words }: { locale: Locale; words: ViewerMenuWords }) {
  const viewer = useViewer();
  const path = usePathname();
  const menu = useRef<HTMLDetailsElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page under it changes.
  useEffect(() => menu.current?.removeAttribute("open"), [path]);

  if (!viewer)
    return (
      <a
        className="button"
        href={`/${locale}/sign-in`}
        onClick={(event) => {
          const back = new URLSearchParams({ returnTo: location.pathname + location.search });
          if (!path.endsWith("/sign-in")) event.currentTarget.search = back.toString();
        }}
      >
        {words.signIn}
      </a>
    );
  if (viewer.handle === null)
    return (
      <a className="button" href={`/${locale}/welcome`}>
        {words.nameless}
      </a>
    );
  return (
    <details
      className="viewer"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        menu.current?.removeAttribute("open");
        menu.current?.querySelector("summary")?.focus();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) menu.current?.removeAttribute("open");
      }}
    >
      <summary className="button">
        <span className="vh">{words.menu}: </span>
        {viewer.handle}
        {viewer.simulated && <small>{words.simulated}</small>}
        {!!viewer.unread && <b aria-hidden>{viewer.unread}</b>}
      </summary>
      <ul>
        <li>
          <a href={`/${locale}/account`}>{words.account}</a>
        </li>
        <li>
          <a href={`/${locale}/account/record`}>{words.record}</a>
        </li>
        <li>
          <a href={`/${locale}/notifications`}>
            {words.notifications}
            {!!viewer.unread && ` (${viewer.unread})`}
          </a>
        </li>
        <li>
          <a href={`/${locale}/submissions`}>{words.submissions}</a>
        </li>
        {hasRole(viewer, "moderator") && (
          <li>
            <a href={`/${locale}/moderation`}>{words.moderation}</a>
          </li>
        )}
        <li>
          <form method="post" action="/api/v1/sign-out">
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="returnTo" value={path} />
            <button type="submit">{words.signOut}</button>
          </form>
        </li>
      </ul>
    </details>
  );
}
