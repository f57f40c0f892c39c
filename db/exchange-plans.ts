import { v7 } from "uuid";
import type { ExchangeClaim, ExchangeDevice, ExchangeDocument, ExchangeFile } from "@/rules/exchange";
import { orderDay } from "@/rules/provenance";
import { urlKey } from "@/rules/urls";
import { normalizeValue, valueKey } from "@/rules/values";
import type { Attribute, Value } from "@/rules/vocabulary";
import { type Findings, type ImportPlan, idOf, type Planning, planList, publicAt } from "./exchange-plan";
import { planReports, planVerdicts } from "./exchange-statements";
import { attributeOf, nameKey, type Stored, slotKey } from "./exchange-stored";
import type { attribute, claim } from "./schema/claims";
import type { brand, device } from "./schema/devices";
import type { document, source } from "./schema/documents";

export function planImport(file: ExchangeFile, stored: Stored, now: Date): ImportPlan {
  const findings: Findings = { problems: [], notes: [] };
  const none = () => new Map<string, string>();
  const ids = {
    brands: none(),
    sources: none(),
    documents: none(),
    devices: none(),
    attributes: none(),
    claims: none(),
  };
  const planning: Planning = { file, stored, now, findings, ids };
  const brands = planBrands(planning);
  const attributes = planAttributes(planning);
  const sources = planSources(planning);
  const documents = planDocuments(planning);
  const devices = planDevices(planning);
  const names = planNames(planning);
  const claims = planClaims(planning);
  const reports = planReports(planning);
  return {
    brands,
    attributes,
    sources,
    documents,
    devices,
    names,
    claims,
    reports,
    ...planVerdicts(planning),
    findings,
  };
}

function planBrands({ file, stored, findings, ids }: Planning): ImportPlan["brands"] {
  const plan = planList<(typeof file.brands)[number], typeof brand.$inferInsert>(
    file.brands,
    {
      list: "brands",
      key: (item) => item.slug,
      stored: (item) => stored.brands.get(item.slug),
      row: ({ slug, name, country }) => ({ slug, name, country }),
    },
    findings,
  );
  ids.brands = plan.ids;
  return plan;
}

function planAttributes({ file, stored, findings, ids }: Planning): ImportPlan["attributes"] {
  const plan = planList<Attribute, typeof attribute.$inferInsert>(
    file.attributes,
    {
      list: "attributes",
      key: (item) => item.slug,
      stored: (item) => stored.attributes.get(item.slug),
      row: ({ name, ...item }) => ({ ...item, nameEn: name.en, nameDe: name.de }),
      fixed: { type: "type", unit: "unit", exclusive: "exclusive", tolerance: "tolerance" },
    },
    findings,
  );
  ids.attributes = plan.ids;
  return plan;
}

function planSources(planning: Planning): ImportPlan["sources"] {
  const { file, stored, findings, ids } = planning;
  const plan = planList<(typeof file.sources)[number], typeof source.$inferInsert>(
    file.sources,
    {
      list: "sources",
      key: (item) => item.slug,
      stored: (item) => stored.sources.get(item.slug),
      row: ({ brand: of, ...item }) => ({
        ...item,
        brandId: of === null ? null : idOf(planning, "brands", of),
      }),
    },
    findings,
  );
  ids.sources = plan.ids;
  return plan;
}

function planDocuments(planning: Planning): ImportPlan["documents"] {
  const { file, stored, findings, ids, now } = planning;
  const key = (item: ExchangeDocument) => (item.url === null ? null : urlKey(item.url));
  const plan = planList<ExchangeDocument, typeof document.$inferInsert>(
    file.documents,
    {
      list: "documents",
      key: (item) => item.id,
      // A page that a member brought before is the same document; it takes the file's id.
      stored: (item) => stored.documents.get(item.id) ?? stored.documentsByUrl.get(key(item) ?? ""),
      row: ({ id, source: of, ...item }) => ({
        ...item,
        externalId: stored.documents.get(id)?.id === id ? null : id,
        sourceId: idOf(planning, "sources", of),
        urlKey: key({ id, source: of, ...item }),
      }),
      once: (item) => ({ createdAt: publicAt(orderDay(item.published, item.publishedPrecision), now) }),
      fixed: { sourceId: "source" },
    },
    findings,
  );
  ids.documents = plan.ids;
  return plan;
}

function planDevices(planning: Planning): ImportPlan["devices"] {
  const { file, stored, findings, ids, now } = planning;
  const first = new Map<string, string>();
  for (const one of file.claims) {
    const day = first.get(one.device);
    if (!day || one.firstReported < day) first.set(one.device, one.firstReported);
  }
  const find = (item: ExchangeDevice) => {
    const other = stored.deviceBySlug.get(item.slug);
    return stored.devices.get(item.slug) ?? (other?.externalId === null ? other : undefined);
  };
  file.devices.forEach((item, index) => {
    if (!find(item) && stored.deviceBySlug.has(item.slug))
      findings.problems.push({
        path: `devices[${index}].slug`,
        reason: `"${item.slug}" was another device's name before`,
      });
  });
  const namesOf = (slug: string) => {
    const found = stored.devices.get(slug) ?? stored.deviceBySlug.get(slug);
    return found ? { slug: found.slug, externalId: found.externalId } : { slug, externalId: slug };
  };
  const plan = planList<ExchangeDevice, typeof device.$inferInsert>(
    file.devices,
    {
      list: "devices",
      key: (item) => item.slug,
      stored: find,
      row: ({ slug, brand: of, aliases, ...item }) => ({
        ...item,
        brandId: idOf(planning, "brands", of),
        ...namesOf(slug),
      }),
      once: (item) => ({ createdAt: publicAt(first.get(item.slug) ?? now.toISOString().slice(0, 10), now) }),
      fixed: { brandId: "brand" },
    },
    findings,
  );
  ids.devices = plan.ids;
  return plan;
}

function planNames(planning: Planning): ImportPlan["names"] {
  const names = planning.file.devices.flatMap(({ slug, aliases }) =>
    aliases.map((alias) => ({ ...alias, deviceId: idOf(planning, "devices", slug) })),
  );
  const fresh = names.filter((name) => !planning.stored.deviceNames.has(nameKey(name)));
  return {
    fresh: fresh.map((name) => ({ ...name, id: v7() })),
    changed: [],
    same: names.length - fresh.length,
  };
}

/** As the file has it where the unit is the attribute's, so that an export gives it back to the letter. */
function storedValue(value: Value, of: Attribute): Value {
  const asIs = !("number" in value) || value.unit === of.unit;
  return asIs ? value : normalizeValue(value, of);
}

/** A claim that was brought to another device here stays there. */
function deviceOf(planning: Planning, item: ExchangeClaim): string {
  const known = planning.stored.claims.get(item.id);
  return known && planning.stored.moved.has(known.id)
    ? known.deviceId
    : idOf(planning, "devices", item.device);
}

function planClaims(planning: Planning): ImportPlan["claims"] {
  const { file, stored, findings, ids, now } = planning;
  const attributes = new Map(file.attributes.map((one) => [one.slug, one]));
  for (const [slug, row] of stored.attributes)
    if (!attributes.has(slug)) attributes.set(slug, attributeOf(row));
  const rowOf = (item: ExchangeClaim) => {
    const of = attributes.get(item.attribute);
    if (!of) throw new Error(`no attribute "${item.attribute}" although the file was checked`);
    return {
      externalId: stored.claims.get(item.id)?.id === item.id ? null : item.id,
      deviceId: deviceOf(planning, item),
      attributeId: idOf(planning, "attributes", item.attribute),
      scope: item.scope,
      statement: item.statement,
      value: storedValue(item.value, of),
      valueKey: valueKey(item.value, of),
      firstReported: item.firstReported,
      firstReportedBasis: item.firstReportedBasis,
    };
  };
  const find = (item: ExchangeClaim) => {
    const found = stored.claims.get(item.id);
    const equal = stored.claimsBySlot.get(slotKey(rowOf(item)));
    return found ?? (equal?.externalId === null ? equal : undefined);
  };
  file.claims.forEach((item, index) => {
    // What is here under this id may say the same as another that it was brought beside.
    const equal = stored.claims.has(item.id) ? undefined : stored.claimsBySlot.get(slotKey(rowOf(item)));
    if (equal && equal.id !== find(item)?.id)
      findings.problems.push({
        path: `claims[${index}].value`,
        reason: `says the same as the stored claim "${equal.externalId ?? equal.id}"`,
      });
  });
  const plan = planList<ExchangeClaim, typeof claim.$inferInsert>(
    file.claims,
    {
      list: "claims",
      key: (item) => item.id,
      stored: find,
      row: rowOf,
      once: (item) => ({ createdAt: publicAt(item.firstReported, now) }),
      fixed: { deviceId: "device", attributeId: "attribute", scope: "scope", valueKey: "value" },
    },
    findings,
  );
  ids.claims = plan.ids;
  return plan;
}
