import { useLocale, useTranslations } from "next-intl";
import type { Workbench } from "@/db/rulings";
import { groupBy } from "@/rules/grouping";
import { Day } from "./day";
import { SourceLink } from "./source-link";
import { Button } from "./ui/button";
import { Crumbs } from "./ui/crumbs";

type WorkbenchHeadProps = {
  bench: Workbench;
  /** Every device, to add one that the text means without naming it. */
  choices: { slug: string; name: string; brand: string }[];
  added: string[];
  path: string;
};

/** Which document this is, and whose claims stand beside it. */
export function WorkbenchHead({
  bench: { document, devices, claims },
  choices,
  added,
  path,
}: WorkbenchHeadProps) {
  const locale = useLocale();
  const t = useTranslations("workbench");
  const moderation = useTranslations("moderate");
  const open = groupBy(claims, ({ claim }) => claim.device.slug);
  return (
    <>
      <Crumbs
        label={moderation("title")}
        parts={[
          { href: `/${locale}/moderation`, name: moderation("title") },
          { href: `/${locale}/moderation/documents/new`, name: t("newLink") },
        ]}
      />
      <h1 lang={document.textLanguage}>{document.title}</h1>
      <p className="hint wb-facts">
        <SourceLink source={document.source} /> <Day day={document.published} />{" "}
        {document.url && <a href={document.url}>{new URL(document.url).hostname}</a>}{" "}
        <a href={`/${locale}/documents/${document.id}`}>{t("publicPage")}</a>{" "}
        {document.url && (
          <a href={`/${locale}/moderation/documents/new?document=${document.id}`}>{t("replaceText")}</a>
        )}
      </p>
      <section className="wb-devices" aria-labelledby="bench-devices">
        <h2 id="bench-devices">{t("names", { count: devices.filter(({ byHand }) => !byHand).length })}</h2>
        <ul>
          {devices.map(({ slug, name, byHand }) => (
            <li key={slug}>
              <a href={`/${locale}/devices/${slug}`}>{name}</a>{" "}
              <small>
                {t("openClaims", { count: open.get(slug)?.length ?? 0 })}
                {byHand && `, ${t("byHand")}`}
              </small>
            </li>
          ))}
        </ul>
        <AddDevice choices={choices} added={added} path={path} />
      </section>
    </>
  );
}

function AddDevice({ choices, added, path }: Omit<WorkbenchHeadProps, "bench">) {
  const t = useTranslations("workbench");
  return (
    <details className="fold">
      <summary>{t("addDevice")}</summary>
      <form method="get" action={path} className="wb-add">
        {added.length > 0 && <input type="hidden" name="devices" value={added.join(",")} />}
        <label>
          {t("addDeviceLabel")}
          <select name="device">
            {[...groupBy(choices, ({ brand }) => brand)].map(([brand, own]) => (
              <optgroup key={brand} label={brand}>
                {own.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <Button>{t("add")}</Button>
      </form>
    </details>
  );
}
