import type { Page } from "@playwright/test";
import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { fillRumor, newWeight, type Rumor } from "./rumor";
import { words } from "./words";

const stories: { locale: Locale; device: string; scope: string }[] = [
  { locale: "en", device: "Xiaomi 18 Ultra", scope: "China" },
  { locale: "de", device: "OnePlus 16", scope: "Indien" },
];

async function submit(page: Page, locale: Locale, rumor: Rumor, scope: string): Promise<void> {
  const { submit: form } = words[locale];
  await page.goto(`/${locale}/submit`);
  await fillRumor(page, locale, rumor);
  await page.getByLabel(form.subject.scope).fill(scope);
  await page.getByRole("button", { name: form.send, exact: true }).click();
}

for (const { locale, device, scope } of stories)
  test(`what is on file already is offered before it is submitted again (${locale})`, async ({
    page,
    signInAs,
  }) => {
    const { similar } = words[locale].submit;
    const rumor = newWeight(locale, device);
    await signInAs(page.context(), "contributor");
    await submit(page, locale, rumor, "");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(rumor.statement);
    const claim = new URL(page.url()).pathname;

    const other = { ...rumor, url: `${rumor.url}/other` };
    await submit(page, locale, other, scope);
    await expect(page.getByRole("heading", { name: similar.title })).toBeVisible();
    const offered = page.getByRole("region", { name: similar.title }).getByRole("listitem");
    await expect(offered.first()).toContainText(rumor.statement);
    await expect(page.getByLabel(words[locale].submit.document.url)).toHaveValue(other.url);
    expect(await accessibilityViolations(page)).toEqual([]);
    await offered.first().getByRole("button", { name: similar.add }).click();
    await expect(page).toHaveURL(claim);
    const answer = await page.request.get(`/api/v1/claims/${claim.split("/").at(-1)}`);
    expect((await answer.json()).claim.reports).toHaveLength(2);

    await submit(page, locale, { ...rumor, url: `${rumor.url}/third` }, scope);
    await page.getByRole("button", { name: similar.insist }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(rumor.statement);
    expect(new URL(page.url()).pathname).not.toBe(claim);
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a document is added to the claim that its form would have repeated", async ({ page, signInAs }) => {
    const { document, value, subject, send, similar } = words.en.submit;
    const rumor = newWeight("en", "Nothing Phone (4)");
    await signInAs(page.context(), "contributor");
    const fill = async (url: string, scope: string) => {
      await page.goto("/en/submit?device=nothing-phone-4&attribute=weight");
      await page.getByLabel(document.url).fill(url);
      await page.getByLabel(document.title).fill("What the supply chain says");
      await page.getByLabel(document.publisher, { exact: true }).fill("9to5Google");
      await page.getByLabel(document.published).fill("2026-11-02");
      await page.getByLabel("Value in g").fill(rumor.value);
      await page.getByLabel(value.statement).fill(rumor.statement);
      await page.getByLabel(subject.scope).fill(scope);
      await page.getByRole("button", { name: send, exact: true }).click();
    };
    await fill(rumor.url, "");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(rumor.statement);
    const claim = new URL(page.url()).pathname;
    await fill(`${rumor.url}/other`, "China");
    await page
      .getByRole("region", { name: similar.title })
      .getByRole("button", { name: similar.add })
      .first()
      .click();
    await expect(page).toHaveURL(claim);
  });
});
