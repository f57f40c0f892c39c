import { accessibilityViolations, expect, test } from "./journey";
import { words } from "./words";

/** Unbreakable and thin spaces are right in print and noise here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, " ");

for (const locale of ["en", "de"] as const)
  test(`a reader learns from its parts why a claim is believed (${locale})`, async ({ page, sql }) => {
    const [claim] = await sql<{ id: string; name: string }[]>`
      select c.id, p.parts #>> '{sources,named,0,name}' as name from claim c
      join lateral (select parts from credibility where claim_id = c.id order by at desc, id desc limit 1) p on true
      where c.verdict_id is null and jsonb_array_length(p.parts -> 'sources' -> 'named') > 1
        and p.parts -> 'crowd' <> 'null' order by c.id limit 1`;
    await page.goto(`/${locale}/claims/${claim?.id}`);
    const aside = page.getByRole("complementary");
    const said = plain(await aside.locator(".why").innerText());
    expect(said).toMatch(
      locale === "en" ? /\d origins?|\d independent origins/ : /\d Ursprung|\d unabhängige Ursprünge/,
    );
    expect(said).toMatch(locale === "en" ? /\d+ raters?.*: \d+%\./ : /\d+ Einschätzung(en)?.*: \d+ %\./);
    await aside.getByText(words[locale].explanation.parts).click();
    await aside.getByRole("link", { name: claim?.name ?? "" }).click();
    await expect(page).toHaveURL(/\/sources\//);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(claim?.name ?? "");
  });

test("the API gives the same reasons as the page, in both languages", async ({ page, sql }) => {
  const [claim] = await sql<{ id: string }[]>`select id from claim where external_id = 'c-x12su-045'`;
  const answer = await (await page.request.get(`/api/v1/claims/${claim?.id}`)).json();
  for (const locale of ["en", "de"] as const) {
    await page.goto(`/${locale}/claims/${claim?.id}`);
    const lead = await page.locator(".why-lead").innerText();
    expect(answer.claim.explanation[locale].startsWith(lead.trim())).toBe(true);
  }
});

test("the method is one link away from a number, with its live calibration as figure and table", async ({
  page,
  sql,
}) => {
  const [claim] = await sql<
    { id: string }[]
  >`select id from claim where verdict_id is null order by id limit 1`;
  await page.goto(`/en/claims/${claim?.id}`);
  await page.getByRole("complementary").getByRole("link", { name: words.en.explanation.toMethod }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.en.method.title })).toBeVisible();
  await expect(page.getByRole("img", { name: /Reliability diagram of \d+ claims/ })).toBeVisible();
  await page.getByText(words.en.calibration.asTable).click();
  expect(await page.getByRole("table").first().getByRole("row").count()).toBeGreaterThan(3);
  const ways = page.getByRole("table").filter({ hasText: words.en.method.live.ways.reportCount });
  await expect(ways.getByRole("row")).not.toHaveCount(1);
  expect(await accessibilityViolations(page)).toEqual([]);
});
