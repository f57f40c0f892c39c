import { useLocale, useTranslations } from "next-intl";
import { type DeviceFilters, deviceSorts } from "@/rules/device-filters";

export type FilterChoice = { value: string; name: string; count: number };
export type FilterChoices = { brand: FilterChoice[]; status: FilterChoice[]; launch: FilterChoice[] };

/** A plain GET form: the address it leads to is the filter, and can be kept, shared and indexed. */
export function DeviceFilterForm({ filters, choices }: { filters: DeviceFilters; choices: FilterChoices }) {
  const t = useTranslations("devices");
  const locale = useLocale();
  return (
    <form className="filters" action={`/${locale}/devices`} aria-label={t("filter.label")}>
      <Choice field="brand" any={t("filter.anyBrand")} given={filters.brand} choices={choices.brand} />
      <Choice field="status" any={t("filter.anyStatus")} given={filters.status} choices={choices.status} />
      <Choice field="launch" any={t("filter.anyLaunch")} given={filters.launch} choices={choices.launch} />
      <div>
        <label htmlFor="filter-sort">{t("filter.sort")}</label>
        <select id="filter-sort" name="sort" defaultValue={filters.sort} key={filters.sort}>
          {deviceSorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sort.${sort}`)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="primary">
        {t("filter.apply")}
      </button>
    </form>
  );
}

type ChoiceProps = {
  field: "brand" | "status" | "launch";
  any: string;
  given: string | null;
  choices: FilterChoice[];
};

function Choice({ field, any, given, choices }: ChoiceProps) {
  const t = useTranslations("devices.filter");
  return (
    <div>
      <label htmlFor={`filter-${field}`}>{t(field)}</label>
      <select id={`filter-${field}`} name={field} defaultValue={given ?? ""} key={given}>
        <option value="">{any}</option>
        {choices.map(({ value, name, count }) => (
          <option key={value} value={value}>
            {t("option", { name, count })}
          </option>
        ))}
      </select>
    </div>
  );
}
