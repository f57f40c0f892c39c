import { expect, test } from "./journey";
import { words } from "./words";

test("a reader finds a source by its record: filter, leaderboard, page, every settled claim", async ({
  page,
}) => {
  await page.goto("/en/sources");
  await page.getByLabel(words.en.records.filter.kind).selectOption("leaker");
  await page.getByRole("button", { name: words.en.records.filter.apply }).click();
  await expect(page).toHaveURL(/\?kind=leaker/);
  const rows = page.locator("#board table").first().getByRole("row");
  const shares = await rows.locator(".cred small").allInnerTexts();
  const lows = shares.map((range) => Number(range.split("–")[0]));
  expect(lows.length).toBeGreaterThan(2);
  expect(lows).toEqual([...lows].sort((a, b) => b - a));
  const first = rows.nth(1).getByRole("link");
  const name = await first.innerText();
  await first.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.locator("#record")).toContainText(
    /\d+ of \d+ settled claims came true\. Rank 1 of|Rank \d+/,
  );
  const settled = page.locator("#settled").getByRole("row");
  expect(await settled.count()).toBeGreaterThan(10);
  await settled.nth(1).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/\/claims\//);
});

test("a source with few settled claims says that it has no rank, in German too", async ({ page, sql }) => {
  const [few] = await sql<{ slug: string; n: number }[]>`
    select s.slug, count(*)::int as n from source_score x join source s on s.id = x.source_id
    group by s.slug having count(*) between 2 and 9 order by s.slug limit 1`;
  await page.goto(`/en/sources/${few?.slug}`);
  await expect(page.locator("#record")).toContainText(
    `of ${few?.n} settled claims came true: not ranked below 10.`,
  );
  await page.goto(`/de/sources/${few?.slug}`);
  await expect(page.locator("#record")).toContainText("unter 10 ohne Rang");
});

test("the leaderboard works by keyboard and without a script", async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto("/de/sources");
  const kind = page.getByLabel(words.de.records.filter.kind);
  await kind.focus();
  await kind.selectOption("outlet");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/kind=outlet/);
  await expect(page.locator("#relays table").first()).toBeVisible();
});

test("a demo member finds the calibration of their own ratings, and where they were most wrong", async ({
  page,
}) => {
  await page.goto("/en/sign-in");
  await page.getByRole("button", { name: words.en.signIn.demo.member }).click();
  await page.getByRole("banner").getByText("demo-member").click();
  await page.getByRole("banner").getByRole("link", { name: words.en.submit.menu.record }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.en.members.own.title })).toBeVisible();
  await expect(page.getByRole("img", { name: /Reliability diagram of \d+ ratings/ })).toBeVisible();
  const worst = page.locator("#worst").getByRole("row");
  await expect(worst).toHaveCount(6);
  const scores = (await worst.locator("td:last-child").allInnerTexts()).map(Number);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  await page.getByRole("link", { name: "Your public page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "@demo-member" })).toBeVisible();
  await expect(page.getByText(words.en.members.of.simulatedNote)).toBeVisible();
});

test("ratings that count for nothing are listed as such, for their member alone", async ({
  page,
  sql,
  signInAs,
  visitor,
}) => {
  const person = await signInAs(page.context());
  const [claim] = await sql<
    { id: string }[]
  >`select id from claim where verdict_id is null order by id desc limit 1`;
  const id = claim?.id ?? "";
  await sql`insert into rating (claim_id, member_id, probability) values (${id}, ${person.id}, 0.6)`;
  await sql`insert into verdict (id, claim_id, outcome, basis, known_at, imported)
    values (gen_random_uuid(), ${id}, 'unresolved', 'none', now() - interval '1 day', true)`;
  await page.goto("/en/account/record");
  await expect(page.locator("#unscored").getByRole("row")).toHaveCount(2);
  await expect(page.locator("#unscored")).toContainText(words.en.members.own.unsettled);
  const stranger = await visitor();
  await stranger.goto(`/en/members/${person.handle}`);
  await expect(stranger.getByRole("main")).toContainText(`No rating by ${person.handle} is settled yet`);
  await expect(stranger.getByRole("main").getByRole("table")).toHaveCount(0);
});

test("simulated members stand in no ranking", async ({ page, sql }) => {
  await page.goto("/en/members");
  await expect(page.getByText(words.en.members.simulatedOut)).toBeVisible();
  const simulated = await sql<{ handle: string }[]>`select handle from member where simulated`;
  const listed = await page.getByRole("main").innerText();
  expect(simulated.filter(({ handle }) => listed.includes(`@${handle}`))).toEqual([]);
});
