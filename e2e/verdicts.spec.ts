import type { Page } from "@playwright/test";
import type postgres from "postgres";
import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { words } from "./words";

/** An open claim of the example data that no other journey rules on. */
async function anOpenClaim(sql: postgres.Sql, at: number): Promise<string> {
  const [claim] = await sql<{ id: string }[]>`
    select c.id from claim c where c.verdict_id is null and not exists (select 1 from claim r
      where r.id <> c.id and r.device_id = c.device_id and r.attribute_id = c.attribute_id)
    order by c.id offset ${at} limit 1`;
  return claim?.id ?? "";
}

type Ruling = { locale: Locale; claim: string; outcome: "confirmed" | "refuted" };

async function fillVerdict(page: Page, { locale, outcome }: Omit<Ruling, "claim">): Promise<void> {
  const { rule: form } = words[locale].moderate;
  await page.getByRole("radio", { name: words[locale].vocabulary.state[outcome] }).check();
  await page.getByRole("radio", { name: words[locale].vocabulary.basis.independent }).check();
  await page.getByLabel(form.knownDate, { exact: true }).fill("2026-11-20");
}

async function preview(page: Page, ruling: Ruling): Promise<void> {
  await page.goto(`/${ruling.locale}/claims/${ruling.claim}/rule`);
  await fillVerdict(page, ruling);
  await page.getByRole("button", { name: words[ruling.locale].moderate.rule.preview }).click();
  await expect(
    page.getByRole("heading", { name: words[ruling.locale].moderate.rule.previewTitle }),
  ).toBeVisible();
}

const save = (page: Page, locale: Locale) =>
  page.getByRole("button", { name: words[locale].moderate.rule.save }).click();

for (const locale of ["en", "de"] satisfies Locale[])
  test(`a verdict is objected to, another moderator replaces it, and it is opened again (${locale})`, async ({
    page,
    visitor,
    sql,
    signInAs,
  }) => {
    const { contests, vocabulary, moderate } = words[locale];
    const claim = await anOpenClaim(sql, locale === "en" ? 0 : 1);
    const address = `/${locale}/claims/${claim}`;
    const [counter] = await sql<{ url: string }[]>`
      select url from document where url is not null and merged_into_id is null order by id limit 1`;
    await signInAs(page.context(), "moderator");
    await preview(page, { locale, claim, outcome: "confirmed" });
    await save(page, locale);
    await page.waitForURL(`**${address}`);

    const member = await visitor();
    await signInAs(member.context());
    await member.goto(address);
    await member.locator(`a[href="${address}/contest"]`).click();
    await member.getByLabel(contests.documentUrl, { exact: true }).fill(counter?.url ?? "");
    await member.getByLabel(contests.reason, { exact: true }).fill("That speaks of another phone.");
    expect(await accessibilityViolations(member)).toEqual([]);
    await member.getByRole("button", { name: contests.send, exact: true }).click();
    await expect(member.getByText(contests.sent)).toBeVisible();
    expect(await accessibilityViolations(member)).toEqual([]);
    await member.goto(address);
    await expect(member.getByRole("heading", { name: contests.history.title })).toBeVisible();
    await expect(member.getByText("That speaks of another phone.")).toHaveCount(0);

    const other = await visitor();
    await signInAs(other.context(), "moderator");
    const [{ id } = { id: "" }] = await sql<
      { id: string }[]
    >`select id from contest where claim_id = ${claim}`;
    await other.goto(`/${locale}/moderation/contests/${id}`);
    const uphold = other.getByRole("region", { name: contests.supersede });
    await uphold.getByLabel(contests.answer, { exact: true }).fill("Right: it is another phone.");
    await fillVerdict(other, { locale, outcome: "refuted" });
    expect(await accessibilityViolations(other)).toEqual([]);
    await uphold.getByRole("button", { name: contests.supersedeSend }).click();
    await expect(other.getByText(contests.decided)).toBeVisible();
    await other.goto(address);
    await expect(other.getByText("Right: it is another phone.")).toBeVisible();
    await expect(other.locator("aside .stamp")).toContainText(vocabulary.state.refuted);

    await other.goto(`${address}/rule`);
    await other.getByRole("link", { name: contests.reopenLink }).click();
    await other.getByLabel(contests.reopenReason).fill("Neither was shown.");
    expect(await accessibilityViolations(other)).toEqual([]);
    await other.getByRole("button", { name: contests.reopenSend }).click();
    await other.waitForURL(`**${address}`);
    await expect(other.locator("aside .stamp")).toHaveCount(0);
    await expect(other.getByText("Neither was shown.")).toBeVisible();
    expect(await accessibilityViolations(other)).toEqual([]);
    await expect(other.getByRole("link", { name: moderate.rule.link })).toBeVisible();
  });

test("of two moderators at once one rules, the other sees the difference and what they typed", async ({
  page,
  visitor,
  sql,
  signInAs,
}) => {
  const { moderate, vocabulary } = words.en;
  const claim = await anOpenClaim(sql, 2);
  await signInAs(page.context(), "moderator");
  const other = await visitor();
  await signInAs(other.context(), "moderator");
  await preview(page, { locale: "en", claim, outcome: "confirmed" });
  await preview(other, { locale: "en", claim, outcome: "refuted" });
  await save(page, "en");
  await page.waitForURL(`**/en/claims/${claim}`);
  await save(other, "en");
  await expect(other.getByRole("heading", { name: moderate.rule.conflict.title })).toBeVisible();
  const row = other.getByRole("row", { name: new RegExp(`^${moderate.rule.outcome}`) });
  await expect(row).toContainText(vocabulary.state.confirmed);
  await expect(row).toContainText(vocabulary.state.refuted);
  await expect(other.getByRole("radio", { name: vocabulary.state.refuted })).toBeChecked();
  expect(await accessibilityViolations(other)).toEqual([]);
});
