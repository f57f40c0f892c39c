import type { Page } from "@playwright/test";
import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { words } from "./words";

/** A rumor of a contributor, on a device that comes into being with it; answers with the device's slug. */
async function submitRumor(page: Page, device: string, grams: number): Promise<string> {
  const answer = await page.request.post("/api/v1/claims", {
    headers: { origin: new URL(page.url()).origin },
    data: {
      url: `https://rumors.example.org/${device.replaceAll(" ", "-")}/${grams}`,
      title: `${device} on the scales`,
      published: "2026-11-02",
      language: "en",
      documentKind: "article",
      publisher: { name: "The Scales", kind: "outlet" },
      device: { brand: "Acme", name: device },
      attribute: "weight",
      value: { number: grams, unit: "g" },
      statement: `${device} weighs ${grams} g.`,
      statementLanguage: "en",
      origin: "publisher",
    },
  });
  expect(answer.status()).toBe(200);
  return `acme-${device.toLowerCase().replaceAll(" ", "-")}`;
}

type Change = {
  locale: Locale;
  kind: keyof typeof words.en.identity.kinds;
  subject: string;
  target?: string;
};

async function begin(page: Page, { locale, kind, subject, target = "" }: Change): Promise<void> {
  const t = words[locale].identity;
  await page.goto(`/${locale}/moderation/identity`);
  await page.getByLabel(t.kind).selectOption({ label: t.kinds[kind] });
  await page.getByLabel(t.subject, { exact: true }).fill(subject);
  await page.getByLabel(t.target, { exact: true }).fill(target);
  await page.getByRole("button", { name: t.next }).click();
}

async function confirm(page: Page, locale: Locale): Promise<void> {
  const t = words[locale].identity;
  await expect(page.getByRole("heading", { name: t.previewTitle })).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByLabel(t.reason).fill("The maker said so at the launch.");
  await page.getByRole("button", { name: t.confirm }).click();
  await expect(page.getByText(t.done)).toBeVisible();
}

for (const locale of ["en", "de"] as const)
  test(`a device is renamed at its launch, merged with another name of it, and parted again (${locale})`, async ({
    page,
    visitor,
    signInAs,
  }) => {
    const t = words[locale].identity;
    const tag = `${locale}${Date.now().toString(36)}`;
    const [early, late] = [`Rumor ${tag}`, `Launch ${tag}`];
    const author = await visitor();
    await signInAs(author.context(), "contributor");
    await author.goto(`/${locale}`);
    const rumored = await submitRumor(author, early, 201);
    const other = await submitRumor(author, late, 201);
    await submitRumor(author, late, 202);
    await signInAs(page.context(), "moderator");

    await begin(page, { locale, kind: "rename_device", subject: `/${locale}/devices/${rumored}` });
    await page.getByLabel(t.name, { exact: true }).fill(`Acme Official ${tag}`);
    await page.getByLabel(t.slug, { exact: true }).fill(`acme-official-${tag}`);
    await page.getByLabel(t.announced).fill("2026-11-20");
    await page.getByRole("button", { name: t.preview }).click();
    await confirm(page, locale);
    const stranger = await visitor();
    await stranger.goto(`/${locale}/devices/${rumored}`);
    await expect(stranger).toHaveURL(new RegExp(`/${locale}/devices/acme-official-${tag}$`));
    await expect(stranger.getByRole("heading", { level: 1 })).toContainText(`Acme Official ${tag}`);

    await begin(page, { locale, kind: "merge_devices", subject: other, target: `acme-official-${tag}` });
    await expect(page.getByRole("main")).toContainText(`acme-launch-${tag}`);
    await confirm(page, locale);
    expect(await accessibilityViolations(page)).toEqual([]);
    await stranger.goto(`/${locale}/devices/${other}`);
    await expect(stranger).toHaveURL(new RegExp(`/${locale}/devices/acme-official-${tag}$`));
    await expect(stranger.getByRole("main")).toContainText(/202/);

    await page.getByLabel(t.reason).fill("They are two phones after all.");
    await page.getByRole("button", { name: t.undo, exact: true }).click();
    await expect(page.getByRole("button", { name: t.undo, exact: true })).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.kinds.merge_devices);
    await stranger.goto(`/${locale}/devices/${other}`);
    await expect(stranger.getByRole("heading", { level: 1 })).toContainText(late);
    await page.goto(`/${locale}/moderation/identity`);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.goto(`/${locale}/decisions`);
    await expect(page.getByRole("main")).toContainText(words[locale].vocabulary.decisionKind.identity_undone);
  });
