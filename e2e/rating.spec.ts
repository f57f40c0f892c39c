import { expect, test } from "./journey";
import { opening, words } from "./words";

test("a rating moves the page's numbers in place, and a refused one is taken back but stays typed", async ({
  page,
  sql,
  signInAs,
}) => {
  const { rate } = words.en;
  await signInAs(page.context());
  const [claim] = await sql<{ id: string }[]>`
    select c.id from claim c join device d on d.id = c.device_id
    where d.slug = 'oneplus-16' and c.verdict_id is null order by c.id limit 1`;
  await page.goto(`/en/claims/${claim?.id}`);
  const probability = page.locator("aside .cred b").first();
  const before = await probability.innerText();
  const percent = page.getByLabel(rate.percent, { exact: true });
  await percent.fill("3");
  await page.getByRole("button", { name: rate.save }).click();
  await expect(probability).not.toHaveText(before);

  await page.route(/\/rating$/, (route) => route.fulfill({ status: 429, body: "" }));
  await percent.fill("88");
  await page.getByRole("button", { name: rate.change }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(rate.notSaved);
  await expect(page.getByText(opening(rate.yours)).filter({ hasText: /\b3\s?%/ })).toBeVisible();
  await expect(percent).toHaveValue("88");

  await page.unroute(/\/rating$/);
  await page.getByRole("button", { name: rate.change }).click();
  await expect(page.getByRole("status").filter({ hasText: opening(rate.saved) })).toContainText(/88\s?%/);
});

test("where a rating is given it says that it can be attributed, with a link to more", async ({
  page,
  sql,
  signInAs,
}) => {
  await signInAs(page.context());
  const [claim] = await sql<
    { id: string }[]
  >`select id from claim where verdict_id is null order by id limit 1`;
  for (const [locale, { rate, legal }] of Object.entries(words))
    for (const path of [`claims/${claim?.id}`, `claims/${claim?.id}/rate`]) {
      await page.goto(`/${locale}/${path}`);
      const note = page.getByText(rate.isPublic.split(" <")[0] ?? "");
      await note.getByRole("link").click();
      await expect(page).toHaveURL(new RegExp(`/${locale}/privacy#contributions$`));
      await expect(page.locator("#contributions")).toHaveText(legal.privacy.contributions.title);
    }
});
