import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { words } from "./words";

for (const locale of ["en", "de"] satisfies Locale[])
  test(`${locale}: members discuss a claim apart from its evidence, and a flagged comment is taken down with a reason`, async ({
    page,
    visitor,
    sql,
    signInAs,
  }) => {
    const { discussion, flags, vocabulary } = words[locale];
    const [claim] = await sql<{ id: string }[]>`
      select c.id from claim c join device d on d.id = c.device_id
      where d.slug = 'xiaomi-12s-ultra' order by c.id offset ${locale === "en" ? 0 : 1} limit 1`;
    const path = `/${locale}/claims/${claim?.id}`;
    await signInAs(page.context());
    await page.goto(path);
    await page.getByRole("link", { name: discussion.write }).click();
    await page
      .getByLabel(discussion.yours, { exact: true })
      .fill("A logo is **not** a lens. ![x](https://example.org/a.png) See https://www.example.org/leica");
    await page.getByRole("button", { name: discussion.send }).click();
    await expect(page.getByText(discussion.sent)).toBeVisible();

    const other = await visitor();
    const replier = await signInAs(other.context());
    await other.goto(path);
    const said = other.getByRole("article").filter({ hasText: "A logo is" });
    await expect(said.locator("strong")).toHaveText("not");
    await expect(said.locator("img")).toHaveCount(0);
    await expect(said.getByRole("link", { name: "https://www.example.org/leica" })).toHaveAttribute(
      "rel",
      "nofollow noopener ugc",
    );
    await expect(said).toContainText("(example.org)");
    await said.getByRole("link", { name: discussion.reply, exact: true }).click();
    await other.getByRole("textbox").fill("Buy **cheap** watches.");
    await other.getByRole("button", { name: discussion.send }).click();
    await expect(other.getByRole("article").filter({ hasText: "watches" })).toBeVisible();
    expect(await accessibilityViolations(other)).toEqual([]);

    await page.goto(path);
    const spam = page.getByRole("article").filter({ hasText: "watches" });
    await expect(spam).toContainText(`@${replier.handle}`);
    expect(await accessibilityViolations(page)).toEqual([]);
    await spam.getByRole("link", { name: flags.link }).click();
    await page.getByLabel(vocabulary.flagReason.spam).check();
    await page.getByRole("button", { name: flags.send, exact: true }).click();
    await expect(page.getByText(flags.done)).toBeVisible();

    const moderator = await visitor();
    await signInAs(moderator.context(), "moderator");
    await moderator.goto(`${path}/discussion`);
    const flagged = moderator.getByRole("article").filter({ hasText: "watches" });
    await flagged.getByRole("link", { name: discussion.moderate }).click();
    await expect(moderator.getByText(vocabulary.flagReason.spam)).toBeVisible();
    await moderator.getByLabel(flags.upheld).check();
    await moderator.getByLabel(flags.removeComment).check();
    await moderator.getByLabel(flags.answer).fill("Advertising.");
    expect(await accessibilityViolations(moderator)).toEqual([]);
    await moderator.getByRole("button", { name: flags.decide, exact: true }).click();
    await expect(moderator.getByText(flags.none)).toBeVisible();

    await page.goto(path);
    await expect(page.getByRole("article").filter({ hasText: "A logo is" })).toBeVisible();
    await expect(page.getByText("watches")).toHaveCount(0);
    await page.goto(`/${locale}/decisions`);
    await expect(
      page
        .getByRole("listitem")
        .filter({ hasText: vocabulary.decisionKind.comment_removed })
        .filter({ hasText: "Advertising." })
        .first(),
    ).toBeVisible();
  });

test("a slip is mended within the edit window, and one's own comment can be removed", async ({
  page,
  sql,
  signInAs,
}) => {
  const { discussion } = words.en;
  const [claim] = await sql<{ id: string }[]>`
    select c.id from claim c join device d on d.id = c.device_id
    where d.slug = 'xiaomi-12s-ultra' order by c.id offset 2 limit 1`;
  await signInAs(page.context());
  await page.goto(`/en/claims/${claim?.id}/discussion`);
  await page.getByRole("textbox").fill("> > > > > > too deep");
  await page.getByRole("button", { name: discussion.send }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(discussion.refused);
  await expect(page.getByRole("textbox")).toHaveValue("> > > > > > too deep");
  await page.getByRole("textbox").fill("67 w it is.");
  await page.getByRole("button", { name: discussion.send }).click();
  const own = page.getByRole("article").filter({ hasText: "it is." });
  await own.getByRole("link", { name: discussion.edit, exact: true }).click();
  await expect(page.getByRole("textbox")).toHaveValue("67 w it is.");
  await page.getByRole("textbox").fill("67 W it is.");
  await page.getByRole("button", { name: discussion.save }).click();
  await expect(page.getByRole("article").filter({ hasText: "67 W it is." })).toContainText(
    discussion.editedMark,
  );
  await own.getByRole("link", { name: discussion.remove, exact: true }).click();
  await page.getByRole("button", { name: discussion.remove, exact: true }).click();
  await expect(page.getByText("67 W it is.")).toHaveCount(0);
});
