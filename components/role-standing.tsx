import { useTranslations } from "next-intl";
import {
  ACCEPTED_FOR_CONTRIBUTOR,
  DECIDED_THAT_COUNT,
  type Decided,
  standingOf,
  submissionsToChange,
} from "@/rules/roles";
import type { Role } from "@/rules/viewer";

type RoleStandingProps = { role: Role; appointed: boolean; decided: Decided };

/** Why somebody has the role they have, and what would change it: the numbers of the rule itself. */
export function RoleStanding({ role, appointed, decided }: RoleStandingProps) {
  const t = useTranslations("trust.standing");
  const standing = standingOf(decided);
  const numbers = { ...standing, window: DECIDED_THAT_COUNT };
  if (appointed || (role !== "member" && role !== "contributor")) return <p>{t("given")}</p>;
  const more = submissionsToChange(role, decided);
  return (
    <>
      <p>{standing.decided === 0 ? t("none") : t("numbers", numbers)}</p>
      <p>
        {role === "member"
          ? t("earn", { ...numbers, needed: ACCEPTED_FOR_CONTRIBUTOR })
          : t("keep", { ...numbers })}{" "}
        {role === "member" ? t("moreToEarn", { more }) : t("moreToLose", { more })}
      </p>
    </>
  );
}
