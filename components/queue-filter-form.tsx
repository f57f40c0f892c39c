import { useLocale, useTranslations } from "next-intl";
import { noQueueFilters, type QueueFilters, queueHands, queueQuery } from "@/rules/queue";
import { queueKinds } from "@/rules/vocabulary";
import { ButtonLink } from "./ui/button";

type FormProps = { filters: QueueFilters; brands: { slug: string; name: string }[] };
type Choice = { value: string; name: string };

/** A plain GET form: the address it leads to is the filter, and can be kept. */
export function QueueFilterForm({ filters, brands }: FormProps) {
  const locale = useLocale();
  const t = useTranslations("queue.filters");
  const kinds = useTranslations("vocabulary.queueKind");
  const filtered = queueQuery(filters).size > 0;
  return (
    <form className="filters queue-filters" action={`/${locale}/moderation`} aria-label={t("label")}>
      <Select
        {...{ field: "kind", label: t("kind"), any: t("anyKind"), given: filters.kind }}
        choices={queueKinds.map((kind) => ({ value: kind, name: kinds(kind) }))}
      />
      <Select
        {...{ field: "brand", label: t("brand"), any: t("anyBrand"), given: filters.brand }}
        choices={brands.map(({ slug, name }) => ({ value: slug, name }))}
      />
      <div>
        <label htmlFor="filter-device">{t("device")}</label>
        <input id="filter-device" name="device" maxLength={80} defaultValue={filters.device ?? ""} />
      </div>
      <Select
        {...{ field: "hands", label: t("hands"), any: t("anyHands"), given: filters.hands }}
        choices={queueHands.map((hands) => ({ value: hands, name: t(hands) }))}
      />
      <label className="queue-check">
        <input type="checkbox" name="overdue" value="1" defaultChecked={filters.overdue} />
        {t("overdue")}
      </label>
      <div className="queue-apply">
        <button type="submit">{t("apply")}</button>
        {filtered && (
          <ButtonLink look="quiet" href={`/${locale}/moderation?${queueQuery(noQueueFilters)}`}>
            {t("clear")}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

type SelectProps = { field: string; label: string; any: string; given: string | null; choices: Choice[] };

function Select({ field, label, any, given, choices }: SelectProps) {
  return (
    <div>
      <label htmlFor={`filter-${field}`}>{label}</label>
      <select id={`filter-${field}`} name={field} defaultValue={given ?? ""} key={given}>
        <option value="">{any}</option>
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
