import { expect, test } from "vitest";
import { aClaim, aMember, aRating } from "@/db/test-data";
import type { Member } from "@/rules/viewer";
import { raceRulings } from "./ruling-races";

async function aModerator(): Promise<Member> {
  const { id, handle } = await aMember({ role: "moderator" });
  return { id, handle, role: "moderator", simulated: false, suspended: false };
}

test("of two opposite rulings at once exactly one stands, is logged once and told once, and nobody sees a deadlock", {
  timeout: 120_000,
}, async () => {
  const pairs = 30;
  const [submitter, rater] = [await aMember(), await aMember()];
  const claims: string[] = [];
  for (let count = 0; count < pairs; count += 1) {
    const { id } = await aClaim({ submittedBy: submitter.id });
    await aRating({ claimId: id, memberId: rater.id, at: new Date("2022-06-01T00:00:00Z") });
    claims.push(id);
  }
  const tally = await raceRulings(process.env.DATABASE_URL ?? "", claims, [
    await aModerator(),
    await aModerator(),
  ]);
  expect(tally).toMatchObject({ winners: pairs, losers: pairs, deadlocks: 0, errors: [] });
  expect(tally).toMatchObject({ decisions: pairs, loggedOtherwise: 0, notifications: 2 * pairs });
});
