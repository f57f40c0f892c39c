import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compareNumbers } from "@/rules/compared";
import { type ExchangeLine, lineText } from "@/rules/exchange-2";
import type { IdentityDraft } from "@/rules/identity";
import { noQueueFilters } from "@/rules/queue";
import { recompute } from "@/rules/recompute";
import { Refusal } from "@/rules/refusal";
import { seededRandom } from "@/rules/scoring";
import type { SubmissionContent } from "@/rules/submissions";
import type { Member } from "@/rules/viewer";
import { findClaimPage } from "./claims";
import { transaction } from "./client";
import { exportLines } from "./exchange-2";
import { importFile } from "./exchange-file";
import { changeIdentity, undoIdentity } from "./identity";
import { listQueueItems } from "./queue-list";
import { saveRating } from "./ratings";
import { rebuildHistory } from "./reconstruction";
import { findSuggestedRelay, ruleOnRelay } from "./relays";
import { reopenClaim } from "./reopenings";
import { updateRings } from "./roll-up";
import { lockAllSlots } from "./slot-locks";
import { recordSubmission } from "./submissions";
import { aDevice, aDocument, aMember, anAttribute, aSource } from "./test-data";
import { ruleOnClaim } from "./verdicts";

async function exported(): Promise<string[]> {
  const parts: string[] = [];
  await exportLines((part) => {
    parts.push(part);
  });
  return parts.join("").trimEnd().split("\n");
}

function recomputed(lines: string[]): string[] {
  const parsed = lines.map((line) => JSON.parse(line) as ExchangeLine);
  return recompute(parsed).map((line) => lineText(line).trimEnd());
}

async function viewer(role: Member["role"], simulated = false): Promise<Member> {
  const { id, handle } = await aMember({ role, simulated });
  return { id, handle, simulated, role, suspended: false };
}

const random = seededRandom(20220523);
const below = (n: number) => Math.floor(random() * n);
const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;
const day = (from: string, days: number) =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

type Stage = { raters: Member[]; authors: Member[]; moderators: Member[]; claims: Set<string> };
type Slots = { devices: string[]; attributes: string[]; sources: string[] };

const names = ["Kasper Lindqvist", "The Daily Handset", "Mira Okafor", "Phone Gazette"];

/** The same value of the same slot every time. */
function oneClaim({ devices, attributes }: Slots): Partial<SubmissionContent> {
  const [device = "", attribute = ""] = [devices[0], attributes[0]];
  return {
    device: { slug: device },
    ...{ attribute, stance: "supports", value: { number: 67, unit: "W" }, published: "2026-02-02" },
    publishedPrecision: "day",
  };
}

/** What waits to be found out about reports that repeat others, decided one way or the other. */
async function findOutRelays({ moderators }: Stage, always = false) {
  const waiting = await listQueueItems(oneOf(moderators).id, {
    filters: { ...noQueueFilters, kind: "relay" },
    limit: 3,
  });
  for (const { subjectId } of waiting) {
    const relay = await findSuggestedRelay(subjectId);
    if (!relay?.origin) continue;
    const confirmed = always || random() < 0.7;
    const ruling = { confirmed, originReportId: relay.origin.id, reason: "As the page says." };
    await ruleOnRelay(oneOf(moderators), subjectId, ruling);
  }
}

/** A document on one of three values of one of a few slots, by somebody with or without a credit. */
async function submit(
  { authors, claims }: Stage,
  { devices, attributes, sources }: Slots,
  count: number,
  more: Partial<SubmissionContent> = {},
) {
  const answer = await recordSubmission(
    oneOf(authors),
    {
      url: `https://replay.example/${count}`,
      // Some name one of the sources, as a story that repeats another does.
      title: random() < 0.5 ? `Story ${count}` : `${oneOf(names)} says so, story ${count}`,
      published: day("2026-01-01", below(300)),
      publishedPrecision: oneOf(["day", "day", "month"] as const),
      language: "en",
      documentKind: "article",
      publisher: { slug: oneOf(sources) },
      device: { slug: oneOf(devices) },
      attribute: oneOf(attributes),
      scope: null,
      value: { number: oneOf([67, 90, 120]), unit: "W" },
      statement: "It charges so fast.",
      statementLanguage: "en",
      stance: oneOf(["supports", "supports", "supports", "contradicts"] as const),
      hedge: oneOf(["will", "likely", "could", null] as const),
      origin: oneOf([null, "publisher" as const, { slug: oneOf(sources) }]),
      ...more,
    },
    // The same sentence under two attributes would be offered as a repetition.
    { insist: true },
  );
  if (answer.claimId) claims.add(answer.claimId);
}

async function rateAll({ raters, claims }: Stage, probability: number) {
  for (const rater of raters) for (const claimId of claims) await saveRating(rater, claimId, probability);
}

type Ruling = { claimId: string | undefined; knownAt: Date; by: Member | undefined; supersedesId?: string };

/** Answers with the id of the verdict. */
async function ruleAs(
  outcome: "confirmed" | "unresolved",
  { claimId = "", knownAt, by, supersedesId }: Ruling,
) {
  const ruled = await ruleOnClaim(by ?? null, claimId, {
    ...{ outcome, basis: outcome === "confirmed" ? ("independent" as const) : ("none" as const), knownAt },
    ...{ qualifier: null, documentId: null, passage: null, note: null, supersedesId: supersedesId ?? null },
  });
  return ruled.claim.verdict?.id ?? "";
}

async function rule({ moderators, claims }: Stage, documentId: string) {
  const claimId = oneOf([...claims]);
  const page = await findClaimPage(claimId);
  const moderator = oneOf(moderators);
  if (page?.claim.verdict && !moderator.simulated && random() < 0.4) {
    await reopenClaim(moderator, claimId, { verdictId: page.claim.verdict.id, reason: "Wrong." });
    return;
  }
  const outcome = oneOf(["confirmed", "refuted", "partly", "unresolved"] as const);
  await ruleOnClaim(moderator, claimId, {
    outcome,
    basis: outcome === "unresolved" ? "none" : "official",
    qualifier: null,
    documentId,
    passage: "It charges at 67 W.",
    // Some facts were public long ago, before anybody rated here, some only now.
    knownAt: random() < 0.5 ? new Date() : new Date(`${day("2026-06-01", below(170))}T0${below(9)}:30:00Z`),
    note: null,
    supersedesId: page?.claim.verdict?.id ?? null,
  });
}

async function rate({ raters, claims }: Stage) {
  // A ruled claim takes none, which is an event like any other.
  await saveRating(oneOf(raters), oneOf([...claims]), (1 + below(99)) / 100).catch(() => {});
}

async function aStage(simulated: boolean): Promise<{ stage: Stage; slots: Slots }> {
  const many = (n: number, role: Member["role"]) =>
    Promise.all(Array.from({ length: n }, (_, at) => viewer(role, simulated && at % 2 === 1)));
  const stage = {
    raters: await many(8, "member"),
    authors: await many(2, "contributor"),
    moderators: await many(2, "moderator"),
    claims: new Set<string>(),
  };
  const kinds = ["leaker", "outlet", "analyst", "outlet"] as const;
  const slots = {
    devices: [(await aDevice()).slug, (await aDevice()).slug],
    attributes: [(await anAttribute()).slug, (await anAttribute({ exclusive: false, group: "power" })).slug],
    sources: await Promise.all(
      kinds.map(async (kind, at) => (await aSource({ kind, name: names[at] ?? "" })).slug),
    ),
  };
  return { stage, slots };
}

async function happen(events: number, simulated: boolean): Promise<void> {
  const { stage, slots } = await aStage(simulated);
  const { id } = await aDocument({ kind: "press_release", published: "2026-06-01" });
  for (let count = 0; count < events; count += 1) {
    const drawn = random();
    if (stage.claims.size < 3 || drawn < 0.3) await submit(stage, slots, Math.floor(random() * 1e9));
    else if (drawn < 0.8) await rate(stage);
    else if (drawn < 0.88) await findOutRelays(stage);
    else await rule(stage, id);
  }
}

async function rebuild(): Promise<void> {
  await transaction(async (tx) => {
    await lockAllSlots(tx);
    await rebuildHistory(tx);
  });
}

async function expectSame(): Promise<string[]> {
  const lines = await exported();
  expect(recomputed(lines)).toEqual(lines);
  return lines;
}

describe("every published number computes again, to the byte,", () => {
  test("after a hundred ratings, reports, verdicts and reopenings", { timeout: 120_000 }, async () => {
    await happen(100, false);
    const lines = await expectSame();
    expect(lines.filter((line) => line.startsWith('{"type":"credibility"')).length).toBeGreaterThan(20);
  });

  test("with simulated members who report, rate and rule on the same claims", {
    timeout: 60_000,
  }, async () => {
    await happen(100, true);
    await expectSame();
  });

  test("when all of it was computed anew in between, as an import does", { timeout: 120_000 }, async () => {
    await rebuild();
    await expectSame();
    await happen(50, true);
    await expectSame();
  });

  test("when reports were found to repeat others, which then count as one voice", async () => {
    const { stage, slots } = await aStage(false);
    const [leaker = "", outlet = "", , second = ""] = slots.sources;
    const tell = (count: number, publisher: string, more: Partial<SubmissionContent>) =>
      submit(stage, slots, count, { publisher: { slug: publisher }, ...oneClaim(slots), ...more });
    await tell(1, leaker, { origin: "publisher", published: "2026-02-01" });
    for (const [count, publisher] of [outlet, second].entries()) {
      await rateAll(stage, 0.4 + count / 10);
      await tell(2 + count, publisher, { title: `Kasper Lindqvist says so, ${count}`, origin: null });
    }
    const [claimId = ""] = [...stage.claims];
    const origins = async () => (await findClaimPage(claimId))?.claim.provenance.origins.length;
    expect(await origins()).toBe(2);
    await findOutRelays(stage, true);
    expect(await origins()).toBe(1);
    await rateAll(stage, 0.7);
    await rule(stage, (await aDocument({ kind: "press_release", published: "2026-06-01" })).id);
    const lines = await expectSame();
    expect(lines.filter((line) => line.startsWith('{"type":"relay"')).length).toBeGreaterThan(1);
  });

  test("with accounts that were found to rate in lockstep", { timeout: 120_000 }, async () => {
    const { stage, slots } = await aStage(false);
    for (let count = 0; stage.claims.size < 6 && count < 60; count += 1)
      await submit(stage, slots, Math.floor(random() * 1e9));
    await rateAll({ ...stage, raters: stage.raters.slice(0, 2) }, 0.85);
    await updateRings();
    await rateAll({ ...stage, raters: stage.raters.slice(1, 6) }, 0.4);
    const lines = await expectSame();
    expect(lines.filter((line) => line.startsWith('{"type":"ring"')).length).toBeGreaterThan(1);
  });

  test("when a claim is reopened and ruled on as before, with the same scores", async () => {
    const { stage, slots } = await aStage(false);
    await submit(stage, slots, 1e9);
    for (const probability of [0.3, 0.8]) await rateAll(stage, probability);
    const [claimId = ""] = [...stage.claims];
    const knownAt = new Date();
    const scores = async () =>
      (await exported()).filter((line) => /"type":"\w+_score"/.test(line) && line.includes(claimId));
    const [by = null] = stage.moderators;
    const first = await ruleAs("confirmed", { claimId, knownAt, by: by ?? undefined });
    const before = await scores();
    expect(before.length).toBeGreaterThan(8);
    await reopenClaim(by, claimId, { verdictId: first, reason: "Too early." });
    expect(await scores()).toEqual([]);
    await rateAll(stage, 0.6);
    await expectSame();
    const again = await ruleAs("confirmed", { claimId, knownAt, by: stage.moderators[1] });
    expect((await scores()).map((line) => line.replace(again, first))).toEqual(before);
    const lines = await expectSame();
    expect(
      lines.filter((line) => line.startsWith('{"type":"reopening"') && line.includes(first)),
    ).toHaveLength(1);
  });

  test("when what a simulated member ruled is reopened, and ruled on by another of them", async () => {
    const { stage, slots } = await aStage(true);
    for (let count = 0; stage.claims.size === 0; count += 1)
      await submit({ ...stage, authors: stage.authors.slice(0, 1) }, slots, 2e9 + count);
    await rateAll(stage, 0.7);
    const [claimId = ""] = [...stage.claims];
    const [real, simulated] = stage.moderators;
    const knownAt = new Date();
    const first = await ruleAs("confirmed", { claimId, knownAt, by: real });
    const other = await ruleAs("unresolved", { claimId, knownAt, by: simulated, supersedesId: first });
    await reopenClaim(real ?? null, claimId, { verdictId: other, reason: "Nobody real ruled so." });
    await ruleAs("unresolved", { claimId, knownAt, by: simulated });
    const lines = await expectSame();
    const [reopened] = lines.filter(
      (line) => line.startsWith('{"type":"reopening"') && line.includes(claimId),
    );
    expect(JSON.parse(reopened ?? "{}")).toMatchObject({ verdict: first });
    expect(lines.filter((line) => /"type":"\w+_score"/.test(line) && line.includes(claimId))).toEqual([]);
  });
});

/** Somebody finds that two were one, or belonged elsewhere, and now and then that they were not. */
async function reidentify(
  { moderators, claims }: Stage,
  { devices, sources }: Slots,
  made: string[],
): Promise<void> {
  const last = made.at(-1);
  const viewer = moderators[0] ?? null;
  const [one, other] = [oneOf([...claims]), oneOf([...claims])];
  const documents = (await exported()).map((line) => JSON.parse(line) as ExchangeLine);
  const ids = documents.flatMap((line) => (line.type === "document" ? [line.id] : []));
  const reason = "It was the same all along.";
  const drafts: IdentityDraft[] = [
    { kind: "merge_devices", subject: oneOf(devices), target: oneOf(devices), reason },
    { kind: "move_claim", subject: one, target: oneOf(devices), reason },
    { kind: "merge_claims", subject: one, target: other, reason },
    { kind: "merge_sources", subject: oneOf(sources), target: oneOf(sources), reason },
    { kind: "merge_documents", subject: oneOf(ids), target: oneOf(ids), reason },
  ];
  const work =
    last && random() < 0.4
      ? undoIdentity(viewer, last, reason).then(() => made.pop())
      : changeIdentity(viewer, oneOf(drafts)).then(({ id }) => made.push(id));
  await work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function happenAmongChanges(events: number): Promise<{ made: string[]; viewer: Member | null }> {
  const { stage, slots } = await aStage(false);
  const { id } = await aDocument({ kind: "press_release", published: "2026-06-01" });
  const made: string[] = [];
  for (let count = 0; count < events; count += 1) {
    const drawn = random();
    if (stage.claims.size < 4 || drawn < 0.3) await submit(stage, slots, Math.floor(random() * 1e9));
    else if (drawn < 0.6) await rate(stage);
    else if (drawn < 0.75) await rule(stage, id).catch(() => {});
    else await reidentify(stage, slots, made);
  }
  return { made, viewer: stage.moderators[0] ?? null };
}

describe("every published number computes again, to the byte,", () => {
  test("while devices, claims, sources and documents are merged, moved, and parted again", {
    timeout: 120_000,
  }, async () => {
    const { made, viewer } = await happenAmongChanges(120);
    const lines = await expectSame();
    expect(lines.filter((line) => line.startsWith('{"type":"identity"')).length).toBeGreaterThan(5);
    for (const id of made.reverse()) await undoIdentity(viewer, id, "Undone.").catch(() => {});
    await expectSame();
    await rebuild();
    await expectSame();
  });
});

describe("a file that was tampered with is found out", () => {
  const differencesOf = (lines: string[]) => {
    const published = lines.map((line) => JSON.parse(line) as ExchangeLine);
    return compareNumbers(published, recompute(published)).flatMap(({ differences }) => differences);
  };

  test.each(["credibility", "claim_score", "source_score", "rater_score", "source_record", "calibration"])(
    "by one digit of a %s",
    async (type) => {
      const lines = await exported();
      expect(differencesOf(lines)).toEqual([]);
      const at = lines.findLastIndex((line) => line.startsWith(`{"type":"${type}"`));
      const line = JSON.parse(lines[at] ?? "") as ExchangeLine;
      const field = type === "source_score" ? "leadDays" : "probability";
      lines[at] = lineText({ ...line, [field]: 0.123 } as ExchangeLine).trimEnd();
      const found = differencesOf(lines);
      expect(found.map(({ published }) => published?.trimEnd())).toContain(lines[at]);
    },
  );

  test("by a rating or a number that is gone", async () => {
    const lines = await exported();
    const rating = lines.findIndex((line) => line.startsWith('{"type":"rating"'));
    expect(differencesOf(lines.filter((_, at) => at !== rating))).not.toEqual([]);
    const score = lines.findIndex((line) => line.startsWith('{"type":"claim_score"'));
    expect(differencesOf(lines.filter((_, at) => at !== score))).toMatchObject([{ published: null }]);
  });
});

test("every number of the example data computes again, to the byte", { timeout: 120_000 }, async () => {
  await importFile(join(import.meta.dirname, "examples/rumors.json"));
  const lines = await expectSame();
  expect(lines.filter((line) => line.startsWith('{"type":"credibility"')).length).toBeGreaterThan(1000);
});
