import type { Page } from "@playwright/test";
import type { Locale } from "@/rules/locales";
import { accessibilityViolations, expect, test } from "./journey";
import { mailTo } from "./mail";
import { words } from "./words";

const locales: Locale[] = ["en", "de"];

/** Posts as a page of the site does. */
async function post(page: Page, path: string, data: object): Promise<Record<string, string>> {
  const headers = { origin: process.env.E2E_URL ?? "" };
  const answer = await page.request.post(path, { headers, data });
  expect(answer.status()).toBe(200);
  return answer.json();
}

function rumor(statement: string) {
  return {
    url: `https://rumors.example.org/${Date.now()}-${Math.random()}`,
    title: "What the supply chain says",
    publisher: { name: "9to5Google", kind: "outlet" },
    published: "2026-11-02",
    publishedPrecision: "day",
    language: "en",
    documentKind: "article",
    device: { slug: "xiaomi-18-pro" },
    attribute: "weight",
    scope: null,
    value: { number: 150 + Math.random() * 100, unit: "g" },
    statement,
    statementLanguage: "en",
    stance: "supports",
    origin: null,
  };
}

for (const locale of locales)
  test(`who submitted a rumor is told what became of it, in the app and by mail, and stops the mails by one click (${locale})`, async ({
    page,
    visitor,
    signInAs,
    sql,
  }) => {
    const { notifications: said, submit, vocabulary } = words[locale];
    const person = await signInAs(page.context());
    await sql`update member set email_verified = now(), locale = ${locale} where id = ${person.id}`;
    const moderator = await visitor();
    await signInAs(moderator.context(), "moderator");
    const statement = `It weighs ${Date.now()} mg.`;
    const reason = `The page does not say so (${locale}).`;
    const { id = "" } = await post(page, "/api/v1/claims", rumor(statement));
    await post(moderator, `/api/v1/moderation/${id}`, { decision: "refuse", reason });

    await page.goto(`/${locale}/devices`);
    await page.getByText(`${submit.menu.menu}: ${person.handle}`).click();
    await page.getByRole("link", { name: `${submit.menu.notifications} (1)` }).click();
    const told = page.getByRole("listitem").filter({ hasText: statement });
    await expect(told).toContainText(locale === "de" ? "Einreichung wurde abgelehnt" : "yours was refused");
    await expect(told).toContainText(reason);
    await expect(told).toContainText(said.new);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: said.markAll }).click();
    await expect(told).toBeVisible();
    await expect(told.getByText(said.new, { exact: true })).toBeHidden();

    const mail = await mailTo(person.email);
    expect(mail).toContain(locale === "de" ? "Einreichung wurde abgelehnt" : "yours was refused");
    expect(mail).toContain(statement);
    expect(mail).toContain(reason);
    const link = mail.match(/https?:\/\/\S+\/(?:en|de)\/unsubscribe\/[\w.-]+/)?.[0] ?? "";
    const oneClick = mail.match(/^List-Unsubscribe: <(\S+)>/m)?.[1] ?? "";

    const stranger = await visitor();
    await stranger.goto(link);
    await expect(stranger.getByRole("main")).toContainText(vocabulary.notificationKind.submission_decided);
    expect(await accessibilityViolations(stranger)).toEqual([]);

    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    expect((await fetch(oneClick, { method: "POST", body, redirect: "manual" })).status).toBe(200);
    await page.goto(`/${locale}/account/notifications`);
    const box = page.getByRole("checkbox", { name: vocabulary.notificationKind.submission_decided });
    await expect(box).not.toBeChecked();
    await box.check();
    await page.getByRole("button", { name: said.settings.save }).click();
    await expect(page.getByText(said.settings.saved)).toBeVisible();
    await expect(box).toBeChecked();

    await stranger.getByRole("button", { name: said.unsubscribe.stopAll }).click();
    await expect(stranger.getByText(said.unsubscribe.doneAll)).toBeVisible();
    await page.reload();
    await expect(box).not.toBeChecked();
  });

test("an admin sees which mails failed or may have gone out, and sends them again or drops them", async ({
  page,
  visitor,
  signInAs,
  sql,
}) => {
  const { mails: said } = words.en;
  await signInAs(page.context(), "admin");
  const moderator = await visitor();
  const person = await signInAs(moderator.context(), "moderator");
  const [failed, unknown] = await sql<{ id: string }[]>`
    insert into notification (id, member_id, kind, event_id)
    select gen_random_uuid(), ${person.id}, 'role_changed', gen_random_uuid() from generate_series(1, 2) returning id`;
  await sql`insert into mail (notification_id, state, attempts, last_error)
    values (${failed?.id ?? ""}, 'failed', 1, '550 no such mailbox'), (${unknown?.id ?? ""}, 'unknown', 1, null)`;

  await moderator.goto("/en/moderation/mail");
  await expect(moderator.getByText(said.adminsOnly)).toBeVisible();

  await page.goto("/en/moderation/mail");
  const mine = page.getByRole("listitem").filter({ hasText: person.handle });
  expect(await accessibilityViolations(page)).toEqual([]);
  await mine.filter({ hasText: "550 no such mailbox" }).getByRole("button", { name: said.drop }).click();
  await expect(page.getByText(said.done.drop)).toBeVisible();
  await mine.filter({ hasText: said.workerEnded }).getByRole("button", { name: said.send }).click();
  await expect(page.getByText(said.done.send)).toBeVisible();
  await expect(mine).toHaveCount(0);
  // Nobody has confirmed this address, so the mail is dropped when its turn comes.
  await expect
    .poll(
      async () => (await sql`select state from mail where notification_id = ${unknown?.id ?? ""}`)[0]?.state,
    )
    .toBe("dropped");
});
