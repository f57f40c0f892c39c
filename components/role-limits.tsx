import { useTranslations } from "next-intl";
import { roleLimits } from "@/rules/limits";
import { QUEUED_AT_MOST } from "@/rules/submissions";
import type { Role } from "@/rules/viewer";

/** How much somebody of this role may bring at a time, by the rule itself. */
export function RoleLimits({ role }: { role: Role }) {
  const t = useTranslations("trust.limits");
  return (
    <p>
      {t("daily", roleLimits[role])} {role === "member" && t("queued", { most: QUEUED_AT_MOST })}
    </p>
  );
}
