import { useLocale, useTranslations } from "next-intl";
import type { MemberRef } from "@/db/references";
import { Tag } from "./ui/tag";

/** A member by handle, with the mark of a simulated one. */
export function MemberLink({ member }: { member: MemberRef }) {
  const t = useTranslations("members.of");
  const locale = useLocale();
  return (
    <>
      <a href={`/${locale}/members/${member.handle}`}>@{member.handle}</a>
      {member.simulated && (
        <>
          {" "}
          <Tag dashed>{t("simulated")}</Tag>
        </>
      )}
    </>
  );
}
