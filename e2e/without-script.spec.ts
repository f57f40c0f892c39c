import { expect, test } from "./journey";
import { newWeight } from "./rumor";
import { words } from "./words";

test.use({ javaScriptEnabled: false });

test("without JavaScript one signs in, submits and rates", async ({ page }) => {
  const { signIn, account, submit, rate } = words.en;
  const handle = `plain-${Math.random().toString(36).slice(2, 10)}`;
  await page.goto("/en/sign-in");
  await page.getByLabel(signIn.email).fill(`${handle}@example.org`);
  await page.getByRole("button", { name: signIn.send }).click();
  await page.getByRole("link", { name: signIn.confirm.mailbox }).click();
  await page.getByRole("listitem").filter({ hasText: handle }).getByRole("link").click();
  await page.getByRole("main").getByRole("button", { name: signIn.confirm.button }).click();
  await page.getByLabel(account.handle, { exact: true }).fill(handle);
  await page.getByRole("button", { name: account.choose }).click();

  const rumor = newWeight("en", "OnePlus 16");
  await page.goto("/en/submit");
  await page.getByLabel(submit.document.url).fill(rumor.url);
  await page.getByLabel(submit.document.title).fill("What the supply chain says");
  await page.getByLabel(submit.document.publisher, { exact: true }).fill("9to5Google");
  await page.getByLabel(submit.document.published).fill("2026-11-02");
  await page
    .getByRole("main")
    .getByLabel(submit.subject.device, { exact: true })
    .selectOption({ label: rumor.device });
  await page.getByLabel(submit.subject.attribute, { exact: true }).selectOption({ label: rumor.attribute });
  await page.getByRole("button", { name: submit.value.show }).click();
  await expect(page.getByLabel(submit.document.url)).toHaveValue(rumor.url);
  await page.getByLabel("Value in g").fill(rumor.value);
  await page.getByLabel(submit.value.statement).fill(rumor.statement);
  await page.getByLabel(submit.value.hedge).selectOption("could");
  await page.getByRole("button", { name: submit.send, exact: true }).click();
  await expect(page.getByText(submit.own.received)).toBeVisible();
  await expect(page.getByRole("main")).toContainText(rumor.statement);

  await page.goto("/en/devices/oneplus-16");
  await page
    .locator("#claims details[open]")
    .first()
    .getByRole("link", { name: words.en.claim.toClaimAndRating })
    .click();
  await page.getByRole("main").getByRole("link", { name: rate.open }).click();
  await page.getByLabel(rate.question).fill("64");
  await page.getByRole("button", { name: rate.save }).click();
  await page.getByRole("main").getByRole("link", { name: rate.open }).click();
  await expect(page.getByLabel(rate.question)).toHaveValue("64");
});
