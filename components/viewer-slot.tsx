import "./viewer-menu.css";
import { useTranslations } from "next-intl";
import type { Locale } from "@/rules/locales";
import { ViewerMenu } from "./viewer-menu";

/** Where the viewer's name goes. The page itself is public, so it says "sign in" until the island knows better. */
export function ViewerSlot({ locale }: { locale: Locale }) {
  const site = useTranslations("site");
  const t = useTranslations("submit.menu");
  return (
    <ViewerMenu
      locale={locale}
      words={{
        signIn: site("signIn"),
        menu: t("menu"),
        account: t("account"),
        record: t("record"),
        submissions: t("submissions"),
        notifications: t("notifications"),
        moderation: t("moderation"),
        signOut: t("signOut"),
        simulated: t("simulated"),
        nameless: t("nameless"),
      }}
    />
  );
}
