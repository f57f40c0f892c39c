import type { Page } from "@playwright/test";
import { expect, test } from "./journey";
import { mailTo } from "./mail";

const mailSite = () => process.env.E2E_MAIL_URL ?? "";

function newAddress(): { email: string; handle: string } {
  const handle = `reader-${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;
  return { email: `${handle}@example.org`, handle };
}

async function askForMail(page: Page, email: string): Promise<string> {
  await page.goto(`${mailSite()}/en/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send sign-in link" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Look into your mail" })).toBeVisible();
  return mailTo(email);
}

function linkIn(mail: string): string {
  return mail.match(/http:\/\/localhost:\d+\/en\/sign-in\/confirm\S+/)?.[0] ?? "";
}

test("a stranger signs in by a real mail, chooses a handle and is known from then on", async ({
  page,
  visitor,
}) => {
  const { email, handle } = newAddress();
  const link = linkIn(await askForMail(page, email));

  // A mail scanner opens every link; only the button uses it up.
  expect((await fetch(link)).status).toBe(200);
  await page.goto(link);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a handle" })).toBeVisible();
  await page.getByLabel("Handle").fill(handle);
  await page.getByRole("button", { name: "Choose this handle" }).click();
  await expect(page.getByRole("banner")).toContainText(handle);

  await page.goto(`${mailSite()}/en/devices/xiaomi-12s-ultra`);
  await expect(page.getByRole("banner")).toContainText(handle);

  const other = await visitor();
  await other.goto(link);
  await expect(other.getByRole("main")).toContainText("has been used already");
  await expect(other.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();

  await page.getByRole("banner").getByText(handle).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("another browser than the one that asked needs the code from the mail", async ({ page, visitor }) => {
  const { email } = newAddress();
  const mail = await askForMail(page, email);
  const code = mail.match(/^[2-9A-Z]{4}-[2-9A-Z]{4}/m)?.[0] ?? "";
  const other = await visitor();
  await other.goto(linkIn(mail));
  await other.getByLabel("Code from the mail").fill("AAAA-AAAA");
  await other.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("alert").or(other.getByLabel("Code from the mail"))).not.toHaveCount(0);
  await other.getByLabel("Code from the mail").fill(code.toLowerCase());
  await other.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Choose a handle" })).toBeVisible();
});

test("on a fresh installation the mail lands in the local mailbox, and on a configured one there is none", async ({
  page,
}) => {
  const { email } = newAddress();
  await page.goto("/en/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send sign-in link" }).click();
  await page.getByRole("link", { name: "Open the local mailbox" }).click();
  const mail = page.getByRole("listitem").filter({ hasText: email });
  await mail.getByRole("link").click();
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Choose a handle" })).toBeVisible();

  expect((await page.request.get(`${mailSite()}/en/mailbox`)).status()).toBe(404);
  await page.goto(`${mailSite()}/en/sign-in`);
  await expect(page.getByRole("button", { name: "Sign in as a moderator" })).toHaveCount(0);
});

test("a demo member is one click away on a fresh installation", async ({ page }) => {
  await page.goto("/en/sign-in");
  await page.getByRole("button", { name: "Sign in as a moderator" }).click();
  await page.getByRole("banner").getByText("demo", { exact: true }).click();
  await expect(page.getByRole("link", { name: "Moderation queue" })).toBeVisible();
});

test("a wrong address is refused in words and stays in the field", async ({ page }) => {
  await page.goto("/de/sign-in");
  const field = page.getByLabel("E-Mail-Adresse");
  await field.fill('"a b"@example.org');
  await field.evaluate((input: HTMLInputElement) => {
    input.form?.setAttribute("novalidate", "");
  });
  await page.locator("main form").filter({ has: field }).getByRole("button").click();
  await expect(page.getByLabel("E-Mail-Adresse")).toHaveValue('"a b"@example.org');
  await expect(page.getByLabel("E-Mail-Adresse")).toHaveAttribute("aria-invalid", "true");
});
