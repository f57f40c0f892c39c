import { useLocale } from "next-intl";
import { Notice } from "./ui/notice";

/** Where a page needs an account: says why, and leads to the sign-in and back here. */
export function SignInFirst({ reason, link, path }: { reason: string; link: string; path: string }) {
  const locale = useLocale();
  return (
    <Notice>
      <p>{reason}</p>
      <p className="actions">
        <a className="button primary" href={`/${locale}/sign-in?returnTo=${encodeURIComponent(path)}`}>
          {link}
        </a>
      </p>
    </Notice>
  );
}
