import { beforeAll, describe, expect, test } from "vitest";
import { parseSearch } from "@/rules/search";
import { database } from "./client";
import { attribute, claim } from "./schema/claims";
import { brand, device, deviceName } from "./schema/devices";
import { source } from "./schema/documents";
import { findSearchResults } from "./search";

const find = async (raw: string) => {
  const query = parseSearch(raw);
  if (!query) throw new Error(`${raw} looks for nothing`);
  return findSearchResults(query);
};
const devicesFor = async (raw: string) => (await find(raw)).devices.map(({ slug }) => slug);

beforeAll(async () => {
  const db = database();
  const [xiaomi] = await db
    .insert(brand)
    .values({ slug: "xiaomi", name: "Xiaomi", country: "CN" })
    .returning();
  const [name] = await db
    .insert(attribute)
    .values({
      slug: "charging",
      nameEn: "Wired charging",
      nameDe: "Laden per Kabel",
      group: "power",
      type: "text",
      exclusive: true,
    })
    .returning();
  if (!xiaomi || !name) throw new Error("nothing inserted");
  const phone = { brandId: xiaomi.id, summary: "A phone." };
  const [ultra, , cancelled] = await db
    .insert(device)
    .values([
      {
        ...phone,
        slug: "xiaomi-12s-ultra",
        workingName: "Xiaomi 12 Ultra",
        officialName: "Xiaomi 12S Ultra",
        status: "released",
      },
      { ...phone, slug: "xiaomi-13-ultra", workingName: "Xiaomi 13 Ultra", status: "released" },
      { ...phone, slug: "xiaomi-12-ultra", workingName: "12 Ultra", status: "cancelled" },
    ])
    .returning();
  if (!ultra || !cancelled) throw new Error("nothing inserted");
  await db.insert(deviceName).values([
    { deviceId: ultra.id, name: "12 Ultra", kind: "rumored_name" },
    { deviceId: ultra.id, name: "thor", kind: "codename" },
    { deviceId: ultra.id, name: "2203121C", kind: "model_number" },
  ]);
  await db.insert(claim).values({
    deviceId: ultra.id,
    attributeId: name.id,
    statement: "The phone charges at 120 W by cable.",
    value: { text: "120 W" },
    valueKey: "120 w",
    firstReported: "2022-02-08",
    firstReportedBasis: "document",
  });
  await db.insert(source).values({ slug: "die-groesse", name: "Die Größe", kind: "outlet", language: "de" });
});

describe("search", () => {
  test("an old name finds the device that came of it before the one that never came", async () => {
    const { devices } = await find("12 Ultra");
    expect(devices.map(({ slug }) => slug)).toEqual(["xiaomi-12s-ultra", "xiaomi-12-ultra"]);
    expect(devices[0]?.matched).toEqual({ name: "12 Ultra", kind: "rumored_name" });
  });

  test.each(["thor", "THOR", "2203121c", "xiaomi 12s-ultra", "Xiaomi12SUltra", "12S Ultra"])(
    "%s finds the device",
    async (query) => {
      expect((await devicesFor(query))[0]).toBe("xiaomi-12s-ultra");
    },
  );

  test("a claim is found by its words, its attribute in either language and its device", async () => {
    for (const query of ["charges cable", "laden 120", "120W 12S", "wired xiaomi"]) {
      expect((await find(query)).claims, query).toHaveLength(1);
    }
    expect((await find("charges wireless")).claims).toHaveLength(0);
  });

  test("accents and the sharp s do not matter", async () => {
    for (const query of ["große", "Größe", "grosse", "GRÖSSE"]) {
      expect(
        (await find(query)).sources.map(({ slug }) => slug),
        query,
      ).toEqual(["die-groesse"]);
    }
  });

  test("a misspelling finds what is spelled alike, and only then", async () => {
    expect((await find("xaomi 12s ulltra")).similar[0]?.slug).toBe("xiaomi-12s-ultra");
    expect((await find("thor")).similar).toEqual([]);
  });

  test.each(["a_b%", "'; drop table claim; --", "\\", "x".repeat(5000), "🙂 thor", "‮thor"])(
    "odd text %j is only text",
    async (raw) => {
      const query = parseSearch(raw);
      if (query) await expect(findSearchResults(query)).resolves.toBeDefined();
    },
  );
});
