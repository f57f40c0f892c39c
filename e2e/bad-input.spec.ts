import { expect, test } from "./journey";
import { fillRumor, newWeight } from "./rumor";
import { words } from "./words";

test("a refused rumor says why in the reader's language and keeps everything typed", async ({
  page,
  signInAs,
}) => {
  const { submit, reasons } = words.de;
  await signInAs(page.context());
  const rumor = newWeight("de", "Xiaomi 18 Ultra");
  await page.goto("/de/submit");
  await fillRumor(page, "de", { ...rumor, url: "javascript:alert(1)" });
  await page.getByRole("button", { name: submit.send, exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(submit.refused.kept);
  const url = page.getByLabel(submit.document.url);
  await expect(url).toHaveValue("javascript:alert(1)");
  await expect(url).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(reasons["url-not-allowed"]);
  await expect(page.getByLabel(submit.value.statement)).toHaveValue(rumor.statement);
  await expect(page.getByLabel(submit.value.hedge)).toHaveValue("likely");
  await expect(
    page.getByLabel(submit.subject.attribute, { exact: true }).locator("option:checked"),
  ).toHaveText("Gewicht");

  await url.fill(rumor.url);
  await page.getByRole("button", { name: submit.send, exact: true }).click();
  await expect(page.getByText(submit.own.received)).toBeVisible();
});

test("markup and hidden characters are shown as text or refused, never run", async ({ page, signInAs }) => {
  await signInAs(page.context(), "contributor");
  const rumor = newWeight("en", "iPhone 18 Pro");
  await page.goto("/en/submit");
  await fillRumor(page, "en", { ...rumor, statement: `<img src=x onerror=alert(1)> ${rumor.value} g` });
  await page.getByRole("button", { name: words.en.submit.send, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<img src=x onerror=alert(1)>");
  expect(await page.locator("main img").count()).toBe(0);

  await page.goto("/en/submit");
  const hidden = `Weighs ${rumor.value}\u202e g`;
  await fillRumor(page, "en", { ...newWeight("en", "iPhone 18 Pro"), statement: hidden });
  await page.getByRole("button", { name: words.en.submit.send, exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(words.en.reasons["text-not-allowed"]);
});

test("a write from nobody, from elsewhere, too large or not understood changes nothing", async ({
  page,
  sql,
  signInAs,
  baseURL,
}) => {
  const [claim] = await sql<
    { id: string }[]
  >`select id from claim where verdict_id is null order by id limit 1`;
  const address = `${baseURL}/api/v1/claims/${claim?.id}/rating`;
  const origin = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const send = async (data: unknown, headers: Record<string, string> = origin) => {
    const answer = await page.request.post(address, {
      data: JSON.stringify(data),
      headers: { "content-type": "application/json", ...headers },
    });
    return { status: answer.status(), reason: (await answer.json()).reason as string };
  };
  expect(await send({ probability: 0.5 })).toEqual({ status: 401, reason: "sign-in-first" });
  const { id } = await signInAs(page.context());
  expect(
    (await send({ probability: 0.5 }, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }))
      .reason,
  ).toBe("foreign-origin");
  for (const wrong of [
    { probability: 0 },
    { probability: 1 },
    { probability: "0.5" },
    {},
    { probability: 0.5, memberId: id },
  ])
    expect([400, 422]).toContain((await send(wrong)).status);
  expect((await send({ probability: 0.5, note: "x".repeat(70_000) })).reason).toBe("too-large");
  const ratings = await sql`select 1 from rating where member_id = ${id}`;
  expect(ratings.length).toBe(0);
});
