import { useTranslations } from "next-intl";

/** An attribute group by its word; imported groups nobody has words for show as they are written. */
export function GroupName({ group }: { group: string }) {
  const t = useTranslations("vocabulary.group");
  const key = group as Parameters<typeof t>[0];
  if (t.has(key)) return t(key);
  return group.charAt(0).toUpperCase() + group.slice(1).replaceAll("-", " ");
}
