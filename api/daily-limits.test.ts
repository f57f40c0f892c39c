import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { flag } from "@/db/schema/moderation";
import { aClaim } from "@/db/test-data";
import { objectionToLinks, roleLimits } from "@/rules/limits";
import { roles } from "@/rules/viewer";
import { type Asker, post, signedIn } from "./test-client";

async function flags(by: Asker) {
  const body = { kind: "claim", id: (await aClaim()).id, reason: "wrong" };
  return post(by, "/api/v1/flags", body);
}

/** So many flags of the past, the newest `hours` ago and each a minute older. */
async function flaggedBefore(by: Asker, count: number, hours: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => ({
    ...({
      memberId: by.id,
      subjectKind: "claim",
      subjectId: crypto.randomUUID(),
      reason: "wrong",
      weight: 0.5,
    } as const),
    createdAt: sql`now() - make_interval(hours => ${hours}, mins => ${n})`,
  }));
  await database().insert(flag).values(rows);
}

describe("how much a day", () => {
  test.each(roles)(
    "a %s may bring what the table says, and is told when there is room again",
    async (role) => {
      const [asker, most] = [await signedIn(role), roleLimits[role].flags];
      await flaggedBefore(asker, most - 1, 5);
      expect((await flags(asker)).status).toBe(200);
      const { status, body, headers } = await flags(asker);
      expect([status, body.reason]).toEqual([429, "daily-limit"]);
      // The oldest within the day: five hours and the minutes of those after it.
      const room = (19 * 60 - (most - 2)) * 60;
      expect(Math.abs(Number(headers.get("retry-after")) - room)).toBeLessThan(30);
      expect(body.detail).toMatch(/hours/);
    },
  );

  test("what is older than a day counts no more, and what others bring never", async () => {
    const [asker, other] = [await signedIn(), await signedIn()];
    await flaggedBefore(asker, roleLimits.member.flags, 24);
    await flaggedBefore(other, roleLimits.member.flags, 1);
    expect((await flags(asker)).status).toBe(200);
    expect((await flags(other)).status).toBe(429);
  });

  test("none of ten at once slips past the count", async () => {
    const asker = await signedIn();
    await flaggedBefore(asker, roleLimits.member.flags - 3, 1);
    const answers = await Promise.all(Array.from({ length: 10 }, () => flags(asker)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  test("a comment holds as many links as the role allows", async () => {
    const text = (links: number) =>
      Array.from({ length: links }, (_, n) => `https://a.example/${n}`).join(" ");
    for (const role of roles) {
      expect(objectionToLinks(text(roleLimits[role].links), role)).toBeNull();
      expect(objectionToLinks(text(roleLimits[role].links + 1), role)).toBe("too-many-links");
    }
    const path = `/api/v1/claims/${(await aClaim()).id}/comments`;
    expect((await post(await signedIn(), path, { text: text(3) })).body.reason).toBe("too-many-links");
    expect((await post(await signedIn("contributor"), path, { text: text(3) })).status).toBe(200);
  });

  test("no higher role is allowed less, and the README says the same numbers", () => {
    const rows = roles.map((role) => roleLimits[role]);
    rows.forEach((row, n) => {
      for (const [what, most] of Object.entries(row))
        expect(most).toBeGreaterThanOrEqual(rows[n - 1]?.[what as keyof typeof row] ?? 0);
    });
    const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
    for (const { submissions, flags: flagged, contests, comments, links } of rows)
      expect(readme).toContain(`| ${submissions} | ${flagged} | ${contests} | ${comments} | ${links} |`);
  });
});
