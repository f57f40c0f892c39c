import { Fragment } from "react";

/** The way up: each part but the page itself. */
export function Crumbs({ label, parts }: { label: string; parts: { href: string; name: string }[] }) {
  return (
    <nav className="crumbs" aria-label={label}>
      {parts.map((part, at) => (
        <Fragment key={part.href}>
          {at > 0 && <span aria-hidden="true"> / </span>}
          <a href={part.href}>{part.name}</a>
        </Fragment>
      ))}
    </nav>
  );
}
