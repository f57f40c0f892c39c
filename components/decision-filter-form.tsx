import { useLocale, useTranslations } from "next-intl";
import { type DecisionFilters, decisionGroupNames } from "@/rules/decisions";
import { outcomes } from "@/rules/vocabulary";

type DecisionFilterFormProps = {
  filters: DecisionFilters;
  devices: { slug: string; name: string }[];
  /** Path of the log that is narrowed, without the language. */
  path: string;
};

/** A plain GET form: the address it leads to is the filter, and can be kept, shared and followed as a feed. */
export function DecisionFilterForm({ filters, devices, path }: DecisionFilterFormProps) {
  const t = useTranslations("decisions");
  const vocabulary = useTranslations("vocabulary");
  const locale = useLocale();
  return (
    <form className="filters" action={`/${locale}${path}`} aria-label={t("filter.label")}>
      <Choice
        field="kind"
        given={filters.kind}
        choices={decisionGroupNames.map((group) => ({ value: group, name: t(`group.${group}`) }))}
      />
      <Choice
        field="outcome"
        given={filters.outcome}
        choices={outcomes.map((outcome) => ({ value: outcome, name: vocabulary(`state.${outcome}`) }))}
      />
      <Choice
        field="device"
        given={filters.device}
        choices={devices.map(({ slug, name }) => ({ value: slug, name }))}
      />
      <button type="submit" className="primary">
        {t("filter.apply")}
      </button>
    </form>
  );
}

type ChoiceProps = {
  field: "kind" | "outcome" | "device";
  given: string | null;
  choices: { value: string; name: string }[];
};

function Choice({ field, given, choices }: ChoiceProps) {
  const t = useTranslations("decisions.filter");
  return (
    <div>
      <label htmlFor={`filter-${field}`}>{t(field)}</label>
      <select id={`filter-${field}`} name={field} defaultValue={given ?? ""} key={given}>
        <option value="">{t(`any.${field}`)}</option>
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
