import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { words } from "./words";

for (const locale of ["en", "de"] satisfies Locale[])
  test(`${locale}: a contributor's edit is accepted, its history shows what changed, and it is taken back`, async ({
    page,
    visitor,
    sql,
    signInAs,
  }) => {
    const { edits } = words[locale];
    const [source] = await sql<{ id: string; slug: string; name: string }[]>`
      select id, slug, name from source where kind = 'outlet' order by slug offset ${locale === "en" ? 0 : 1} limit 1`;
    if (!source) throw new Error("no outlet is on file");
    await signInAs(page.context(), "contributor");
    await page.goto(`/${locale}/sources/${source.slug}`);
    await page.getByRole("link", { name: edits.edit, exact: true }).click();
    await page.getByLabel(edits.fields.name, { exact: true }).fill(`${source.name} Online`);
    await page.getByLabel(edits.reason).fill("Its full name.");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: edits.suggest }).click();
    await expect(page.getByText(edits.waiting)).toBeVisible();

    const moderator = await visitor();
    await signInAs(moderator.context(), "moderator");
    await moderator.goto(`/${locale}/edit/source/${source.id}`);
    await moderator.getByRole("link", { name: edits.look }).click();
    await expect(moderator.locator("ins")).toContainText("Online");
    expect(await accessibilityViolations(moderator)).toEqual([]);
    await moderator.getByRole("button", { name: edits.accept }).click();
    await expect(moderator.getByText(edits.decided.upheld)).toBeVisible();

    await page.goto(`/${locale}/sources/${source.slug}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`${source.name} Online`);
    await page.getByRole("link", { name: edits.history, exact: true }).click();
    await expect(page.getByText("Its full name.")).toBeVisible();
    await expect(page.getByText(edits.first)).toBeVisible();
    expect(await accessibilityViolations(page)).toEqual([]);

    await moderator.goto(`/${locale}/edit/source/${source.id}`);
    await moderator.getByRole("link", { name: edits.revert }).click();
    await moderator.getByLabel(edits.revertReason).fill("It dropped that name.");
    await moderator.getByRole("button", { name: edits.revert }).click();
    await expect(moderator.getByText(edits.done)).toBeVisible();
    await page.goto(`/${locale}/sources/${source.slug}`);
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Online");
  });

for (const locale of ["en", "de"] satisfies Locale[])
  test(`${locale}: a publisher has an excerpt taken down`, async ({ page, visitor, sql, signInAs }) => {
    const { takedowns } = words[locale];
    const [cited] = await sql<{ document: string; claim: string }[]>`
      select v.document_id as document, v.claim_id as claim from verdict v join claim c on c.verdict_id = v.id
      where v.document_id is not null order by v.id offset ${locale === "en" ? 0 : 40} limit 1`;
    await signInAs(page.context());
    await page.goto(`/${locale}/documents/${cited?.document}`);
    await page.getByRole("link", { name: takedowns.title }).click();
    await page.getByLabel(takedowns.reason).fill("We are its publisher.");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: takedowns.send }).click();
    await expect(page.getByText(takedowns.done)).toBeVisible();

    const [asked] = await sql<{ id: string }[]>`
      select id from takedown where subject_id = ${cited?.document ?? ""} and state = 'open'`;
    const moderator = await visitor();
    await signInAs(moderator.context(), "moderator");
    await moderator.goto(`/${locale}/moderation/takedowns/${asked?.id}`);
    await moderator.getByLabel(takedowns.answer).fill("On the publisher's request.");
    expect(await accessibilityViolations(moderator)).toEqual([]);
    await moderator.getByRole("button", { name: takedowns.upheld }).click();
    await expect(moderator.getByText(takedowns.state.upheld)).toBeVisible();
  });
