import type postgres from "postgres";
import { accessibilityViolations, expect, test } from "./journey";

async function claimPath(sql: postgres.Sql, externalId: string, locale = "en"): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from claim where external_id = ${externalId}`;
  return `/${locale}/claims/${row?.id}`;
}

test("the graph of a claim shows who said it first, who repeated it, and who denied it", async ({
  page,
  sql,
}) => {
  await page.goto(await claimPath(sql, "c-x12su-045"));
  const graph = page.getByRole("figure", { name: /who said it first/ });
  const rows = graph.locator("svg").getByRole("link");
  await expect(rows.first()).toHaveAccessibleName(/Digital Chat Station, said it first/);
  await expect(graph.getByRole("link", { name: /ProPakistani, repeats Digital Chat Station/ })).toHaveCount(
    1,
  );
  await expect(graph.getByRole("link", { name: /Shadow_Leak, named by others/ })).toHaveCount(1);
  await expect(graph.getByRole("link", { name: /Yogesh Brar, says it is not so/ })).toHaveCount(1);
  await graph.getByRole("link", { name: /ProPakistani/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/documents\//);
});

test("the graph says in words where a relay changed the value, on both claims, and in German", async ({
  page,
  sql,
}) => {
  const changed = /gagadget, changed: said 21 June 2022, retold 21 May 2022; counts for nothing/;
  for (const id of ["c-x12su-017", "c-x12su-018"]) {
    await page.goto(await claimPath(sql, id));
    await expect(page.locator(".graph-drawing").getByRole("link", { name: changed })).toHaveCount(1);
  }
  await page.goto(await claimPath(sql, "c-x12su-017", "de"));
  await expect(
    page.getByRole("link", { name: /verändert: gesagt 21\. Juni 2022, wiedergegeben 21\. Mai 2022/ }),
  ).toHaveCount(1);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the graph is accessible and fits a telephone, ${colorScheme}`, async ({ page, sql }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 800 });
    for (const id of ["c-x12su-045", "c-x12su-017", "c-air2-002"]) {
      await page.goto(await claimPath(sql, id));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await accessibilityViolations(page)).toEqual([]);
    }
  });
