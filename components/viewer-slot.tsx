import { useTranslations } from "next-intl";
import type { Locale } from "@/rules/locales";

/** Where the viewer's name goes. The page itself is public, so it says "sign in" until the island knows better. */
export function ViewerSlot({ locale }: { locale: Locale }) {
  const t = useTranslations("site");
  return (
    <a className="button" href={`/${locale}/sign-in`}>
      {t("signIn")}
    </a>
  );
}
