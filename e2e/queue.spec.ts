import { accessibilityViolations, expect, test } from "./journey";
import { fillRumor, newWeight } from "./rumor";
import { words } from "./words";

for (const locale of ["en", "de"] as const)
  test(`what waits is filtered, taken, seen as taken by others, decided, and followed by the next (${locale})`, async ({
    page,
    sql,
    visitor,
    signInAs,
  }) => {
    const { queue, moderate, submit } = words[locale];
    const rumor = newWeight(locale, "iPhone 20");
    await signInAs(page.context());
    await page.goto(`/${locale}/submit`);
    await fillRumor(page, locale, rumor);
    await page.getByRole("button", { name: submit.send, exact: true }).click();
    await expect(page.getByText(submit.own.received)).toBeVisible();

    const first = await visitor();
    const { handle } = await signInAs(first.context(), "moderator");
    const second = await visitor();
    await signInAs(second.context(), "moderator");
    await first.goto(`/${locale}/moderation`);
    await first.getByRole("combobox", { name: queue.filters.kind }).selectOption("submission");
    await first.getByLabel(queue.filters.device, { exact: true }).fill("iphone 20");
    await first.getByRole("button", { name: queue.filters.apply }).click();
    await expect(first).toHaveURL(/kind=submission/);
    expect(await accessibilityViolations(first)).toEqual([]);
    const row = first.getByRole("listitem").filter({ hasText: rumor.statement });
    await row.getByRole("button", { name: queue.take, exact: true }).click();
    await expect(first).toHaveURL(/moderation\/submissions\//);
    await expect(first.getByRole("button", { name: queue.release })).toBeVisible();

    await second.goto(`/${locale}/moderation?kind=submission&device=iphone+20`);
    const taken = second.getByRole("listitem").filter({ hasText: rumor.statement });
    await expect(taken).toContainText(`@${handle}`);
    await expect(taken.getByRole("button")).toHaveCount(0);
    await second.goto(first.url());
    await expect(second.getByRole("button", { name: moderate.approve })).toHaveCount(0);
    expect(await accessibilityViolations(second)).toEqual([]);

    await first.getByRole("button", { name: moderate.approve }).click();
    await expect(first.getByText(moderate.accepted)).toBeVisible();
    await expect(first.getByRole("link", { name: rumor.statement })).toHaveCount(0);
    // Of this kind only: what other journeys wait for stays where it is.
    await sql`insert into queue_item (id, kind, subject_id, claim_id, device_id, due_at)
      select gen_random_uuid(), 'lapse', id, id, device_id, now() from claim
      where verdict_id is null and merged_into_id is null order by id desc limit 5 on conflict do nothing`;
    await first.goto(`/${locale}/moderation?kind=lapse`);
    await first.getByRole("button", { name: queue.next, exact: true }).click();
    await expect(first).toHaveURL(/moderation\/lapses\//);
    await expect(first.getByRole("link", { name: queue.lapse.rule })).toBeVisible();
    expect(await accessibilityViolations(first)).toEqual([]);
    await first.goto(`/${locale}/moderation?hands=mine`);
    await expect(first.getByRole("list", { name: queue.list }).getByRole("listitem")).toHaveCount(1);
    await first.getByRole("button", { name: queue.release }).click();
    await expect(first.getByText(queue.released)).toBeVisible();
  });
