import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { ExchangeLine } from "@/rules/exchange-2";
import { database } from "./client";
import { exportLines } from "./exchange-2";
import { claim } from "./schema/claims";
import { decision } from "./schema/decisions";
import { aClaim, aMember, aRating, aReport, aVerdict } from "./test-data";

async function exported(): Promise<{ text: string; lines: ExchangeLine[] }> {
  const parts: string[] = [];
  await exportLines((part) => {
    parts.push(part);
  });
  const text = parts.join("");
  const lines = text.trimEnd().split("\n");
  return { text, lines: lines.map((line) => JSON.parse(line) as ExchangeLine) };
}

function linesOf<Type extends ExchangeLine["type"]>(lines: ExchangeLine[], type: Type, claimId: string) {
  return lines.filter(
    (line): line is Extract<ExchangeLine, { type: Type }> =>
      line.type === type && "claim" in line && line.claim === claimId,
  );
}

describe("hearsay/2", () => {
  test("has every state of a real rating under a pseudonym that stays, and nothing that tells who it is", async () => {
    const rumor = await aClaim();
    const rater = await aMember({ name: "Ada Lovelace" });
    const moderator = await aMember({ role: "moderator" });
    await aRating({ claimId: rumor.id, memberId: rater.id, probability: 0.6 });
    await database().execute(
      sql`update rating set probability = 0.8, at = clock_timestamp() where member_id = ${rater.id}`,
    );
    await aVerdict({ claimId: rumor.id, decidedBy: moderator.id });
    await database()
      .insert(decision)
      .values({
        kind: "role_granted",
        subjectId: rater.id,
        detail: { handle: rater.handle, role: "contributor" },
      });
    const { text, lines } = await exported();
    const ratings = linesOf(lines, "rating", rumor.id);
    expect(ratings.map((line) => line.probability)).toEqual([0.6, 0.8]);
    const [first] = ratings;
    expect(lines).toContainEqual(expect.objectContaining({ type: "member", member: first?.member }));
    for (const one of [rater, moderator])
      for (const told of [one.id, one.handle, one.email, one.name].filter((word) => word !== null))
        expect(text).not.toContain(told);
    const again = await exported();
    expect(linesOf(again.lines, "rating", rumor.id)).toEqual(ratings);
  });

  test("gives who rates and moderates two pseudonyms, so that the public log tells no ratings", async () => {
    const rumor = await aClaim();
    const moderator = await aMember({ role: "moderator" });
    await aRating({ claimId: rumor.id, memberId: moderator.id });
    await aVerdict({ claimId: rumor.id, decidedBy: moderator.id });
    const { lines } = await exported();
    const [rated] = linesOf(lines, "rating", rumor.id);
    const [ruled] = linesOf(lines, "verdict", rumor.id);
    expect(ruled?.decidedBy).toMatch(/^actor-[0-9a-f]{20}$/);
    expect(rated?.member).toMatch(/^rater-[0-9a-f]{20}$/);
    expect(rated?.member.slice(6)).not.toBe(ruled?.decidedBy?.slice(6));
  });

  test("leaves out simulated members and what only they brought, and bridges a verdict of theirs", async () => {
    const [rumor, visitor] = [await aClaim(), await aMember({ simulated: true, role: "moderator" })];
    const invented = await aClaim({ submittedBy: visitor.id });
    await aRating({ claimId: rumor.id, memberId: visitor.id });
    await aReport({ claimId: rumor.id, submittedBy: visitor.id });
    const kept = await aReport({ claimId: rumor.id, hedge: "could" });
    const first = await aVerdict({ claimId: rumor.id, outcome: "refuted" });
    const played = await aVerdict({ claimId: rumor.id, decidedBy: visitor.id, supersedesId: first.id });
    const last = await aVerdict({ claimId: rumor.id, supersedesId: played.id });
    await database().insert(decision).values({ kind: "verdict", actorId: visitor.id, claimId: rumor.id });
    const { text, lines } = await exported();
    expect(text).not.toContain(invented.id);
    expect(text).not.toContain(played.id);
    expect(linesOf(lines, "rating", rumor.id)).toEqual([]);
    expect(linesOf(lines, "decision", rumor.id)).toEqual([]);
    expect(linesOf(lines, "report", rumor.id)).toMatchObject([{ id: kept.id, hedge: "could" }]);
    expect(linesOf(lines, "verdict", rumor.id)).toMatchObject([
      { id: first.id, supersedes: null },
      { id: last.id, supersedes: first.id, passage: "67 W wired charging" },
    ]);
  });

  test("keeps instants to the microsecond, and the language of a statement", async () => {
    const rumor = await aClaim({ language: "de" });
    await aReport({ claimId: rumor.id });
    const [stored] = await database().execute<{ at: string }>(
      sql`select to_char(recorded_at at time zone 'UTC', 'HH24:MI:SS.US') as at from report where claim_id = ${rumor.id}`,
    );
    const { lines } = await exported();
    expect(linesOf(lines, "report", rumor.id)[0]?.recordedAt).toContain(stored?.at);
    expect(lines).toContainEqual(expect.objectContaining({ type: "claim", id: rumor.id, language: "de" }));
  });

  test("is the same text for the same content: type first, other keys in order", async () => {
    const { text, lines } = await exported();
    expect(lines[0]).toMatchObject({ type: "header", format: "hearsay/2" });
    for (const line of text.trimEnd().split("\n")) {
      const [type, ...keys] = Object.keys(JSON.parse(line) as object);
      expect(type).toBe("type");
      expect(keys).toEqual([...keys].sort());
    }
    expect(await database().$count(claim, eq(claim.language, "de"))).toBeGreaterThan(0);
  });
});
