import { useLocale, useTranslations } from "next-intl";
import type { Reason } from "@/rules/refusal";
import { SignInFirst } from "./sign-in-first";
import { Notice } from "./ui/notice";

/** Why somebody may not use a page, in the words of the rule; who is only not signed in yet is led there and back. */
export function RefusedViewer({ reason, path }: { reason: Reason; path: string }) {
  const locale = useLocale();
  const reasons = useTranslations("reasons");
  const site = useTranslations("site");
  const t = useTranslations("submit.menu");
  if (reason === "sign-in-first")
    return <SignInFirst reason={reasons(reason)} link={site("signIn")} path={path} />;
  return (
    <Notice kind="problem">
      <p>{reasons(reason)}</p>
      {reason === "choose-a-handle-first" && (
        <p className="actions">
          <a className="button primary" href={`/${locale}/welcome?next=${encodeURIComponent(path)}`}>
            {t("nameless")}
          </a>
        </p>
      )}
    </Notice>
  );
}
