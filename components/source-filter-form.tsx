import { useLocale, useTranslations } from "next-intl";
import type { SourceFilters } from "@/rules/source-filters";
import type { SourceKind } from "@/rules/vocabulary";
import { GroupName } from "./group-name";

type SourceFilterFormProps = { filters: SourceFilters; kinds: SourceKind[]; groups: string[] };

/** A plain GET form: the address it leads to is the filter, and can be kept, shared and indexed. */
export function SourceFilterForm({ filters, kinds, groups }: SourceFilterFormProps) {
  const t = useTranslations("records.filter");
  const names = useTranslations("source.kinds");
  const locale = useLocale();
  return (
    <form className="filters two" action={`/${locale}/sources`} aria-label={t("label")}>
      <div>
        <label htmlFor="filter-kind">{t("kind")}</label>
        <select id="filter-kind" name="kind" defaultValue={filters.kind ?? ""} key={filters.kind}>
          <option value="">{t("anyKind")}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {names(kind)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="filter-group">{t("group")}</label>
        <select id="filter-group" name="group" defaultValue={filters.group ?? ""} key={filters.group}>
          <option value="">{t("anyGroup")}</option>
          {groups.map((group) => (
            <option key={group} value={group}>
              <GroupName group={group} />
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="primary">
        {t("apply")}
      </button>
    </form>
  );
}
