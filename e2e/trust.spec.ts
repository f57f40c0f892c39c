import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { opening, words } from "./words";

for (const locale of ["en", "de"] satisfies Locale[])
  test(`a member is suspended, appeals, and is heard by somebody else (${locale})`, async ({
    page,
    visitor,
    signInAs,
    sql,
  }) => {
    const { trust, decisions, vocabulary, reasons } = words[locale];
    const member = await signInAs(page.context());
    const [first, second, reader] = [await visitor(), await visitor(), await visitor()];
    const moderator = await signInAs(first.context(), "moderator");
    await signInAs(second.context(), "moderator");
    const why = `Advertising ${member.handle}`;

    await first.goto(`/${locale}/moderation/members?handle=${member.handle}`);
    await first.getByRole("link", { name: `@${member.handle}` }).click();
    await first.locator("summary").filter({ hasText: trust.suspend.title }).click();
    await first.getByLabel(trust.suspend.reason, { exact: true }).fill(why);
    await first.getByRole("button", { name: trust.suspend.suspend }).click();
    await expect(first.getByText(trust.file.done.suspended)).toBeVisible();
    expect(await accessibilityViolations(first)).toEqual([]);

    const [claim] = await sql`select id from claim where verdict_id is null order by id limit 1`;
    await page.goto(`/${locale}/claims/${claim?.id}/rate`);
    await expect(page.getByText(reasons.suspended)).toBeVisible();
    await page.goto(`/${locale}/account`);
    await page.getByRole("link", { name: trust.account.toSuspension }).click();
    await expect(page.getByText(why)).toBeVisible();
    await page.getByLabel(trust.appeal.text).fill("These were reviews.");
    await page.getByRole("button", { name: trust.appeal.send }).click();
    await expect(page.getByText(trust.own.appealed)).toBeVisible();
    expect(await accessibilityViolations(page)).toEqual([]);

    const [suspension] = await sql`select id from suspension where member_id = ${member.id}`;
    const place = `/${locale}/moderation/suspensions/${suspension?.id}`;
    await first.goto(place);
    await expect(first.getByText(reasons["your-own-decision"])).toBeVisible();
    await second.goto(place);
    await second.getByLabel(trust.decide.answer).fill("They were reviews indeed.");
    await second.getByRole("button", { name: trust.decide.lift }).click();
    await expect(second.getByText(trust.page.done.lifted)).toBeVisible();
    expect(await accessibilityViolations(second)).toEqual([]);

    await page.goto(`/${locale}/account/history`);
    await expect(page.getByRole("main")).toContainText(vocabulary.decisionKind.suspension_lifted);
    await expect(page.getByRole("main")).toContainText("They were reviews indeed.");
    expect(await accessibilityViolations(page)).toEqual([]);

    await reader.goto(`/${locale}/decisions`);
    await reader.getByLabel(decisions.filter.kind, { exact: true }).selectOption("members");
    await reader.getByRole("button", { name: decisions.filter.apply }).click();
    await expect(reader.getByText(opening(decisions.narrowed)).first()).toBeVisible();
    await expect(reader.getByRole("main")).toContainText(why);
    await expect(reader.getByRole("main")).not.toContainText(moderator.handle);
    expect(await accessibilityViolations(reader)).toEqual([]);
    const feed = await reader.getByRole("link", { name: decisions.feed }).getAttribute("href");
    const atom = await reader.request.get(feed ?? "");
    expect(atom.headers()["content-type"]).toContain("application/atom+xml");
    expect(await atom.text()).toContain(why);

    await first.goto(`/${locale}/moderation/log?kind=members`);
    await expect(first.getByRole("main")).toContainText(moderator.handle);
  });
