import { useLocale, useTranslations } from "next-intl";
import { hasRole, type Viewer } from "@/rules/viewer";
import { Button } from "./ui/button";

/** What the header's menu holds, for browsers without a script. Only pages rendered for their reader can say it. */
export function ViewerBar({ viewer }: { viewer: Viewer }) {
  const locale = useLocale();
  const t = useTranslations("submit.menu");
  if (!viewer) return null;
  return (
    <nav className="viewer-bar" aria-label={t("menu")}>
      <b>{viewer.handle}</b>
      <a href={`/${locale}/account`}>{t("account")}</a>
      <a href={`/${locale}/notifications`}>{t("notifications")}</a>
      <a href={`/${locale}/submissions`}>{t("submissions")}</a>
      {hasRole(viewer, "moderator") && <a href={`/${locale}/moderation`}>{t("moderation")}</a>}
      <form method="post" action="/api/v1/sign-out">
        <input type="hidden" name="locale" value={locale} />
        <Button look="quiet">{t("signOut")}</Button>
      </form>
    </nav>
  );
}
