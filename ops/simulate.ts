import { parseArgs } from "node:util";
import { type ClaimEvidence, credibilityOfSlot, type RatingEvidence } from "@/rules/credibility";
import type { ReportEdge } from "@/rules/provenance";
import { noTrackRecords, type RaterRecord } from "@/rules/track-records";
import type { Attribute, Value } from "@/rules/vocabulary";
import { type Attack, type Attacker, attacks } from "./simulated-attacks";
import {
  type Dice,
  dayMs,
  type Member,
  makeMembers,
  makePast,
  type PastClaim,
  rateHonestly,
  recordsOf,
  rollDice,
  type Said,
  say,
  today,
} from "./simulated-crowds";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, slots: { type: "string", default: "200" } },
});
const [seed, slotsPerCrowd] = [Number(values.seed), Number(values.slots)];
if (!Number.isInteger(seed) || !Number.isInteger(slotsPerCrowd) || slotsPerCrowd < 1) {
  console.error("Usage: npm run simulate [-- --seed 1 --slots 200]");
  process.exit(2);
}

const attackShare = 0.3;
const honestCrowds = [3, 7, 14, 28, 56];
/** Of the honest raters of a claim; even a long-standing site has some. */
const honestNewcomers = 0.2;

const attribute: Attribute = {
  slug: "charging",
  name: { en: "Charging", de: "Laden" },
  group: "battery",
  type: "number",
  unit: "W",
  exclusive: true,
  tolerance: null,
};

function leakerReport(index: number): ReportEdge {
  const publisher = { slug: `leaker-${index}`, name: `Leaker ${index}`, kind: "leaker" as const };
  return {
    id: `report-${index}`,
    documentId: `document-${index}`,
    publisher,
    origin: null,
    originDocumentId: null,
    stance: "supports",
    fidelity: "exact",
    hedge: null,
    published: "2025-11-01",
    publishedPrecision: "day",
  };
}

type OpenClaim = { claim: ClaimEvidence; belief: number };

/** A claim with up to three leakers behind it and an honest crowd; in half of the slots a rival that the same people rate. */
function makeSlot(honest: Member[], dice: Dice): OpenClaim[] {
  const belief = dice.normal(1.2);
  const claims = [{ watts: 67, belief, origins: Math.floor(dice.between(0, 4)) }];
  if (dice.random() < 0.5)
    claims.push({ watts: 120, belief: -belief - 0.5, origins: Math.floor(dice.between(0, 3)) });
  return claims.map(({ watts, belief: held, origins }) => {
    const value: Value = { number: watts, unit: "W" };
    const reports = Array.from({ length: origins }, (_, index) => leakerReport(index));
    const ratings = honest.map((member): RatingEvidence => {
      const isNew = dice.random() < honestNewcomers;
      const at = new Date(today - dice.between(0, 40) * dayMs);
      return {
        rater: isNew ? `new-${member.id}` : member.id,
        probability: say(held + dice.normal(member.noise)),
        at,
        joinedAt: isNew ? new Date(at.getTime() - dice.between(0, 60) * dayMs) : member.joinedAt,
        simulated: false,
      };
    });
    return { belief: held, claim: { id: `${watts} W`, value, reports, ratings, outcome: null } };
  });
}

/** The first claim is pushed away from where its crowd stands, its rival the other way. */
function strikeSlot(slot: OpenClaim[], attack: Attack, attackers: Attacker[], dice: Dice): ClaimEvidence[] {
  const up = (slot[0]?.belief ?? 0) < 0 ? 1 : -1;
  return slot.map(({ claim, belief }, index) => {
    const direction = index === 0 ? up : up === 1 ? -1 : 1;
    const ratings = attackers.map(
      ({ id, joinedAt }): RatingEvidence => ({
        rater: id,
        probability: say(attack.strike(direction, belief + dice.normal(0.5), dice)),
        at: new Date(today - dice.between(0, attack.withinDays) * dayMs),
        joinedAt,
        simulated: false,
      }),
    );
    return { ...claim, ratings: [...claim.ratings, ...ratings] };
  });
}

/** How far the published number of each claim of the slot moves, 0..1. */
function movesOf(
  before: ClaimEvidence[],
  after: ClaimEvidence[],
  raters: Map<string, RaterRecord>,
): number[] {
  const records = { ...noTrackRecords, raters };
  const [calm, attacked] = [before, after].map((claims) => credibilityOfSlot(claims, attribute, records));
  return before.map(({ id }) =>
    Math.abs((attacked?.get(id)?.probability ?? Number.NaN) - (calm?.get(id)?.probability ?? Number.NaN)),
  );
}

/** The same with the plain mean of all ratings as the published number. */
function meanMoves(before: ClaimEvidence[], after: ClaimEvidence[]): number[] {
  const mean = ({ ratings }: ClaimEvidence) =>
    ratings.reduce((sum, { probability }) => sum + probability, 0) / ratings.length;
  return before.map((claim, index) => Math.abs(mean(after[index] ?? claim) - mean(claim)));
}

type World = { members: Member[]; past: PastClaim[]; said: Said[] };

function tryCrowd(attack: Attack, honest: number, { members, past, said }: World, dice: Dice) {
  const count = Math.max(1, Math.round((honest * attackShare) / (1 - attackShare)));
  const attackers = attack.attackers(count, dice);
  const raters = recordsOf(past, [...said, ...attack.prepare(attackers, past, dice)]);
  const rounds = Array.from({ length: slotsPerCrowd }, () => {
    const slot = makeSlot(dice.pick(members, honest), dice);
    const before = slot.map(({ claim }) => claim);
    const after = strikeSlot(slot, attack, attackers, dice);
    return { ours: movesOf(before, after, raters), mean: meanMoves(before, after) };
  });
  return { count, ours: rounds.flatMap(({ ours }) => ours), mean: rounds.flatMap(({ mean }) => mean) };
}

function describe(moves: number[]): string {
  const sorted = [...moves].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const mean = sorted.reduce((sum, move) => sum + move, 0) / sorted.length;
  return [mean, at(0.95), at(1)].map((value) => value.toFixed(3).padStart(8)).join("");
}

const dice = rollDice(seed);
const members = makeMembers(80, dice);
const past = makePast(160, dice);
const world: World = { members, past, said: rateHonestly(past, members, dice) };
console.log(`How far published numbers move when 3 of 10 raters are not honest (0.05 is 5 points).
${slotsPerCrowd} slots for each crowd, half with a rival that is rated down; seed ${seed}; ${honestNewcomers * 100} % of the honest are new, too.`);
for (const attack of attacks) {
  console.log(`\n${attack.name}: ${attack.about}`);
  console.log(`  honest attackers    mean     95 %     max   |  plain mean of ratings moves`);
  for (const honest of honestCrowds) {
    const { count, ours, mean } = tryCrowd(attack, honest, world, dice);
    console.log(
      `${String(honest).padStart(8)}${String(count).padStart(10)}${describe(ours)}   |${describe(mean)}`,
    );
  }
}
