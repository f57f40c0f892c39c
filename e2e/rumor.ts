import type { Page } from "@playwright/test";
import type { Locale } from "@/rules/locales";
import { words } from "./words";

export type Rumor = {
  url: string;
  device: string;
  attribute: string;
  /** As written in the language of the page. */
  value: string;
  statement: string;
};

/** A weight that nobody has claimed yet, reported at an address of its own. */
export function newWeight(locale: Locale, device: string): Rumor {
  const grams = 150 + Math.floor(Math.random() * 100_000) / 1000;
  const value = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(grams);
  return {
    url: `https://rumors.example.org/${grams}-${Date.now()}`,
    device,
    attribute: locale === "de" ? "Gewicht" : "Weight",
    value,
    statement: locale === "de" ? `${device} wiegt ${value} g.` : `${device} weighs ${value} g.`,
  };
}

/** Fills in the form as a person with a script does: the device by typing and choosing, then its value. */
export async function fillRumor(page: Page, locale: Locale, rumor: Rumor): Promise<void> {
  const { document, subject, value } = words[locale].submit;
  const text = (label: string) => page.getByLabel(label, { exact: true });
  await text(document.url).fill(rumor.url);
  await text(document.title).fill("What the supply chain says");
  await text(document.publisher).fill("9to5Google");
  await text(document.published).fill("2026-11-02");
  await page.getByRole("combobox", { name: subject.device }).fill(rumor.device);
  await page.getByRole("option", { name: rumor.device }).first().click();
  await text(subject.attribute).selectOption({ label: rumor.attribute });
  await page.locator("[name=valueNumber], [name=valueText]").fill(rumor.value);
  await text(value.statement).fill(rumor.statement);
  await text(value.hedge).selectOption("likely");
}
