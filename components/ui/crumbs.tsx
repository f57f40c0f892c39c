import Link from "next/link";
import { Fragment } from "react";

/** The way up: each part but the page itself. */
export function Crumbs({ label, parts }: { label: string; parts: { href: string; name: string }[] }) {
  return (
    <nav className="crumbs" aria-label={label}>
      {parts.map((part, at) => (
        <Fragment key={part.href}>
          {at > 0 && <span aria-hidden="true"> / </span>}
          <Link href={part.href} prefetch={false}>
            {part.name}
          </Link>
        </Fragment>
      ))}
    </nav>
  );
}
