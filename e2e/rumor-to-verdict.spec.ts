import type { Page } from "@playwright/test";
import type { Locale } from "@/rules/locales";
import { expect, test } from "./journey";
import { fillRumor, newWeight, type Rumor } from "./rumor";
import { opening, words } from "./words";

const stories: { locale: Locale; device: string; percent: string }[] = [
  { locale: "en", device: "Nothing Phone (4)", percent: "73" },
  { locale: "de", device: "Xiaomi 18 Pro", percent: "27" },
];

async function approve(page: Page, locale: Locale, rumor: Rumor): Promise<void> {
  await page.goto(`/${locale}/moderation`);
  await page.getByRole("link", { name: rumor.statement }).click();
  const card = page.getByRole("listitem").filter({ hasText: rumor.statement });
  await expect(card).toContainText(words[locale].vocabulary.hedge.likely);
  await card.getByRole("button", { name: words[locale].moderate.approve }).click();
  await expect(page.getByText(words[locale].moderate.accepted)).toBeVisible();
}

async function rule(page: Page, locale: Locale, claim: string): Promise<void> {
  const { rule: form } = words[locale].moderate;
  await page.goto(claim);
  await page.getByRole("link", { name: form.link }).click();
  await page.getByRole("radio", { name: words[locale].vocabulary.state.confirmed }).check();
  await page.getByRole("radio", { name: words[locale].vocabulary.basis.independent }).check();
  await page.getByLabel(form.knownDate, { exact: true }).fill("2026-11-20");
  await page.getByRole("button", { name: form.preview }).click();
  await expect(page.getByRole("heading", { name: form.previewTitle })).toBeVisible();
  await page.getByRole("button", { name: form.save }).click();
}

for (const { locale, device, percent } of stories)
  test(`a rumor is submitted, approved, rated and ruled on, and everybody sees it (${locale})`, async ({
    page,
    visitor,
    signInAs,
  }) => {
    const { submit, rate, vocabulary } = words[locale];
    const rumor = newWeight(locale, device);
    const submitter = await signInAs(page.context());
    const moderator = await visitor();
    await signInAs(moderator.context(), "moderator");
    const stranger = await visitor();

    await page.goto(`/${locale}/submit`);
    await fillRumor(page, locale, rumor);
    await page.getByRole("button", { name: submit.send, exact: true }).click();
    await expect(page.getByText(submit.own.received)).toBeVisible();

    await approve(moderator, locale, rumor);
    await page.reload();
    await page.getByRole("link", { name: submit.own.toClaim }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(rumor.statement);
    const claim = page.url();
    await expect(page.getByRole("main")).toContainText(submitter.handle);

    const number = page.getByLabel(rate.percent, { exact: true });
    await number.fill(percent);
    await page.getByRole("button", { name: rate.save }).click();
    await expect(page.getByText(opening(rate.saved))).toContainText(new RegExp(`${percent}\\s?%`));
    await page.reload();
    await expect(number).toHaveValue(percent);

    await stranger.goto(claim);
    await expect(stranger.getByRole("heading", { level: 1 })).toContainText(rumor.statement);
    await expect(stranger.locator(".tree").first()).toContainText(vocabulary.hedge.likely);
    await expect(stranger.getByRole("main").getByRole("link", { name: rate.signIn })).toBeVisible();

    await rule(moderator, locale, claim);
    await expect(moderator.getByRole("main").getByText(vocabulary.state.confirmed).first()).toBeVisible();

    await stranger.reload();
    await expect(stranger.locator(".claim-head .mark")).toHaveText(vocabulary.state.confirmed);
    await expect(stranger.getByText(rate.closed)).toBeVisible();
    await stranger.goto(`/${locale}/decisions`);
    await expect(stranger.getByRole("main")).toContainText(rumor.statement);
    await page.reload();
    await expect(page.getByText(opening(rate.closedSaid))).toContainText(new RegExp(`${percent}\\s?%`));
  });

test("a refused submission tells its reason, and a waiting one can be withdrawn", async ({
  page,
  visitor,
  signInAs,
}) => {
  const { submit, moderate, vocabulary } = words.en;
  await signInAs(page.context());
  const moderator = await visitor();
  await signInAs(moderator.context(), "moderator");
  const refused = newWeight("en", "iPhone 20");
  const withdrawn = newWeight("en", "iPhone 20");
  for (const rumor of [refused, withdrawn]) {
    await page.goto("/en/submit");
    await fillRumor(page, "en", rumor);
    await page.getByRole("button", { name: submit.send, exact: true }).click();
    await expect(page.getByText(submit.own.received)).toBeVisible();
  }

  await moderator.goto("/en/moderation");
  await moderator.getByRole("link", { name: refused.statement }).click();
  const card = moderator.getByRole("listitem").filter({ hasText: refused.statement });
  await card.locator("summary").filter({ hasText: moderate.refuse }).click();
  await card.getByLabel(moderate.reason).fill("The page does not say this.");
  await card.getByRole("button", { name: moderate.refuse, exact: true }).click();
  await expect(moderator.getByText(moderate.refusedDone)).toBeVisible();

  await page.goto("/en/submissions");
  const own = (rumor: Rumor) => page.getByRole("listitem").filter({ hasText: rumor.statement });
  await expect(own(refused)).toContainText("The page does not say this.");
  await own(withdrawn).getByRole("button", { name: submit.own.withdraw }).click();
  await expect(own(withdrawn)).toContainText(vocabulary.submissionState.withdrawn);
  await moderator.goto("/en/moderation");
  await expect(moderator.getByText(withdrawn.statement)).toHaveCount(0);
});
