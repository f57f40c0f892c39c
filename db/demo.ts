import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { SubmissionContent } from "@/rules/submissions";
import type { Role } from "@/rules/viewer";
import type { Outcome } from "@/rules/vocabulary";
import { type Transaction, takeTime, transaction } from "./client";
import { type DemoRating, inventRaters, inventRatings, type RatedClaim } from "./demo-ratings";
import { rebuildHistory } from "./reconstruction";
import { claim, rating, report, verdict } from "./schema/claims";
import { submission } from "./schema/decisions";
import { device } from "./schema/devices";
import { member } from "./schema/members";
import { lockAllSlots } from "./slot-locks";

const raterHandles =
  "aperture-anna bandwidth bezelwatch binning-ben bottomspeaker buildnumber cameraisland changelog chipletchat coldboot crease-counter darkmode-dana dynamicrange eagle-eye-ed fastcharge firmwarefox folded-paper glasback grainless haptic-hanna kernelpanic lensgrinder lux-meter milliamp ninetyhertz nit-picker notchless optical-otto pixelpeeper portless prototype-pia refreshed silicon-sven simtray spec-sheet-sue subpixel telephoto-tom thinlayer undervolt wattmeter".split(
    " ",
  );
const demoMembers: { handle: string; role: Role; locale: "en" | "de" }[] = [
  { handle: "demo-member", role: "member", locale: "en" },
  { handle: "demo-contributor", role: "contributor", locale: "en" },
  { handle: "demo-moderator", role: "moderator", locale: "de" },
];

/** The demo member has a past as well, so that there is a track record to look at: often right, too sure of it. */
const boldBeginner = { skill: 0.3, boldness: 1.5, diligence: 0.15 };

/** Their ratings begin with the first rumors of the example data. */
const beforeAllRumors = new Date("2016-01-01T00:00:00Z");
const rowsAtOnce = 2000;
const dayLength = 86_400_000;
/** How far back the ratings of open claims reach, at most. */
const recentDays = 150;

/** Fills an example installation with simulated members, their ratings and a queue. Does nothing the second time. */
export function seedDemo(now = new Date()): Promise<{ members: number; ratings: number }> {
  return transaction(async (tx) => {
    await takeTime(tx);
    const [there] = await tx
      .select({ id: member.id })
      .from(member)
      .where(eq(member.simulated, true))
      .limit(1);
    if (there) return { members: 0, ratings: 0 };
    await lockAllSlots(tx);
    const members = await addMembers(tx);
    const raters = inventRaters(members.slice(demoMembers.length).map((one) => one.id));
    const demo = members.slice(0, 1).map((one) => ({ ...boldBeginner, id: one.id }));
    // Of open claims the demo member has rated none: the reader is to do that.
    const rounds = (await readClaims(tx, now)).map((one) =>
      inventRatings(one, one.outcome ? [...raters, ...demo] : raters),
    );
    await rate(
      tx,
      rounds.flatMap(([first]) => first),
    );
    await rate(
      tx,
      rounds.flatMap(([, second]) => second),
    );
    await rebuildHistory(tx);
    await queueSubmissions(tx, members, now);
    return { members: members.length, ratings: rounds.flat(2).length };
  });
}

async function addMembers(tx: Transaction): Promise<{ id: string; handle: string }[]> {
  const raters = raterHandles.map((handle) => ({ handle, role: "member" as const, locale: "en" as const }));
  const rows = [...demoMembers, ...raters].map((one) => ({
    ...one,
    id: v7(),
    handleFolded: one.handle.replaceAll(/[-_]/g, ""),
    simulated: true,
    createdAt: beforeAllRumors,
  }));
  await tx.insert(member).values(rows);
  return rows;
}

/** A claim is rated between its first report and the fact, or in the last months while it is open. */
function spanOf(
  row: { firstReported: string; knownAt: Date | null },
  now: Date,
): { opened: Date; closed: Date } {
  const reported = Date.parse(`${row.firstReported}T00:00:00Z`);
  if (row.knownAt) return { opened: new Date(reported), closed: row.knownAt };
  return { opened: new Date(Math.max(reported, now.getTime() - recentDays * dayLength)), closed: now };
}

async function readClaims(tx: Transaction, now: Date): Promise<RatedClaim[]> {
  const rows = await tx
    .select({
      id: claim.id,
      externalId: claim.externalId,
      firstReported: claim.firstReported,
      outcome: verdict.outcome,
      knownAt: verdict.knownAt,
      supporting: sql<number>`count(*) filter (where ${report.stance} = 'supports')::int`,
      contradicting: sql<number>`count(*) filter (where ${report.stance} = 'contradicts')::int`,
    })
    .from(claim)
    .leftJoin(verdict, eq(verdict.id, claim.verdictId))
    .leftJoin(report, eq(report.claimId, claim.id))
    .groupBy(claim.id, verdict.id)
    .orderBy(claim.id);
  return rows.map(({ externalId, firstReported, outcome, knownAt, ...row }) => ({
    ...row,
    seed: externalId ?? row.id,
    outcome: outcome as Outcome | null,
    ...spanOf({ firstReported, knownAt }, now),
  }));
}

/** The trigger on rating copies each state into the history, so the rounds are written one after the other. */
async function rate(tx: Transaction, ratings: DemoRating[]): Promise<void> {
  for (let start = 0; start < ratings.length; start += rowsAtOnce) {
    await tx
      .insert(rating)
      .values(ratings.slice(start, start + rowsAtOnce))
      .onConflictDoUpdate({
        target: [rating.claimId, rating.memberId],
        set: { probability: sql`excluded.probability`, at: sql`excluded.at` },
      });
  }
}

type Queued = {
  by: string;
  daysAgo: number;
  content: Omit<SubmissionContent, "published"> & { publishedDaysAgo: number };
};

const page = { publishedPrecision: "day", documentKind: "article", stance: "supports" } as const;
/** Invented pages of invented publishers at addresses reserved for examples: no real outlet is made to say anything. */
const queue: Queued[] = [
  {
    by: "demo-member",
    daysAgo: 1,
    content: {
      ...page,
      url: "https://phones.example.org/galaxy-s27-ultra-charging",
      title: "Certification entry lists a 60 W charger for the Galaxy S27 Ultra",
      publishedDaysAgo: 3,
      language: "en",
      publisher: { name: "Phone Example", kind: "outlet" },
      device: { slug: "samsung-galaxy-s27-ultra" },
      attribute: "wired-charging",
      scope: null,
      value: { number: 60, unit: "W" },
      statement: "The phone charges at 60 W by cable.",
      statementLanguage: "en",
      origin: { name: "Certification Example", kind: "regulator" },
    },
  },
  {
    by: "lensgrinder",
    daysAgo: 2,
    content: {
      ...page,
      url: "https://kamera.example.org/xiaomi-18-ultra-tele",
      title: "Xiaomi 18 Ultra: zweites Gerücht über ein Teleobjektiv mit 200 MP",
      publishedDaysAgo: 4,
      language: "de",
      publisher: { name: "Kamera-Beispiel", kind: "outlet" },
      device: { slug: "xiaomi-18-ultra" },
      attribute: "telephoto-resolution",
      scope: null,
      value: { number: 200, unit: "MP" },
      statement: "Das Teleobjektiv löst 200 MP auf.",
      statementLanguage: "de",
      origin: null,
    },
  },
  {
    by: "prototype-pia",
    daysAgo: 5,
    content: {
      ...page,
      url: "https://posts.example.com/leaks/4711",
      title: "Leaker post: OnePlus 16 battery is larger than 9,000 mAh",
      publishedDaysAgo: 6,
      language: "en",
      documentKind: "post",
      publisher: { name: "Example Leaks", kind: "leaker" },
      device: { slug: "oneplus-16" },
      attribute: "battery-capacity",
      scope: null,
      value: { number: 9000, unit: "mAh", bound: "above" },
      statement: "The battery holds more than 9,000 mAh.",
      statementLanguage: "en",
      origin: "publisher",
    },
  },
];

async function queueSubmissions(
  tx: Transaction,
  members: { id: string; handle: string }[],
  now: Date,
): Promise<void> {
  const devices = new Set((await tx.select({ slug: device.slug }).from(device)).map((row) => row.slug));
  const ago = (days: number) => new Date(now.getTime() - days * dayLength);
  const rows = queue.flatMap(({ by, daysAgo, content: { publishedDaysAgo, ...content } }) => {
    const author = members.find((one) => one.handle === by);
    const known = "slug" in content.device && devices.has(content.device.slug);
    if (!author || !known) return [];
    const published = ago(publishedDaysAgo).toISOString().slice(0, 10);
    return [{ memberId: author.id, content: { ...content, published }, createdAt: ago(daysAgo) }];
  });
  if (rows.length > 0) await tx.insert(submission).values(rows);
}
