import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { devicesNamed, type NamedDevice } from "@/rules/device-names";
import { objectionToModerating } from "@/rules/moderation";
import { type Problem, permit, Refusal } from "@/rules/refusal";
import { objectionToPassage } from "@/rules/rulings";
import { type RulingSuggestion, suggestRulings } from "@/rules/suggestions";
import type { Viewer } from "@/rules/viewer";
import type { Value } from "@/rules/vocabulary";
import { type ClaimEntry, listClaimsOf } from "./claims";
import { type Connection, database, type Transaction, transaction } from "./client";
import { loadNewest } from "./credibility";
import { inSlotsOf } from "./credibility-evidence";
import { findReadableDocument, type ReadableDocument } from "./document-texts";
import { deviceName, type SourceRef } from "./references";
import { claim, rating, verdict } from "./schema/claims";
import { sourceScore } from "./schema/credibility";
import { brand, device, deviceName as otherName } from "./schema/devices";
import { source } from "./schema/documents";
import { notification } from "./schema/notifications";
import { lockAllSlots } from "./slot-locks";
import { type RulingDraft as Ruling, recordRulings } from "./verdicts";

export type RulableDevice = NamedDevice & { slug: string; name: string };

export type Workbench = {
  document: ReadableDocument;
  /** The devices whose claims are shown, those the text names first. */
  devices: (RulableDevice & { byHand: boolean })[];
  /** Their open claims, each with what the text decides about it. */
  claims: { claim: ClaimEntry; suggestion: RulingSuggestion }[];
};

/** A press release names a handful; a list of all phones is none. */
const DEVICES_AT_MOST = 12;

/** Everything a moderator rules by: the text, and every open claim of the devices it names and of those added by hand. */
export async function findWorkbench(
  documentId: string,
  { added }: { added: string[] },
  on: Connection = database(),
): Promise<Workbench | null> {
  const document = await findReadableDocument(documentId, on);
  if (!document) return null;
  const known = await listNamedDevices(on);
  const named = devicesNamed(document.text, known).slice(0, DEVICES_AT_MOST);
  const byHand = known.filter(({ slug, id }) => added.includes(slug) && !named.includes(id));
  const devices = [
    ...named.flatMap((id) => known.filter((one) => one.id === id)).map((one) => ({ ...one, byHand: false })),
    ...byHand.slice(0, DEVICES_AT_MOST).map((one) => ({ ...one, byHand: true })),
  ];
  const open = devices.length === 0 ? [] : await listClaimsOf(openOf(devices), on);
  return { document, devices, claims: withSuggestions(open, devices, document) };
}

function openOf(devices: RulableDevice[]): SQL {
  const ids = devices.map(({ id }) => id);
  return and(inArray(claim.deviceId, ids), isNull(claim.verdictId), isNull(claim.mergedIntoId)) ?? sql`false`;
}

function withSuggestions(open: ClaimEntry[], devices: RulableDevice[], document: ReadableDocument) {
  const bySlug = new Map(devices.map((one) => [one.slug, one]));
  const claims = open.map((one) => ({
    ...one,
    device: {
      name: one.device.name,
      names: bySlug.get(one.device.slug)?.names ?? [],
      brand: one.device.brand,
    },
  }));
  const { text, textLanguage: language, published } = document;
  const suggestions = suggestRulings({ text, language, published, claims });
  const byClaim = new Map(suggestions.map((one) => [one.claimId, one]));
  return open.flatMap((one) => {
    const suggestion = byClaim.get(one.id);
    return suggestion ? [{ claim: one, suggestion }] : [];
  });
}

/** Codenames stay inside a company: in an announcement the same letters mean something else. */
async function listNamedDevices(on: Connection): Promise<RulableDevice[]> {
  const rows = await on
    .select({
      id: device.id,
      slug: device.slug,
      name: deviceName,
      brand: brand.name,
      workingName: device.workingName,
      others: sql<string[]>`coalesce((select json_agg(n.name) from ${otherName} n
        where n.device_id = ${device.id} and n.kind <> 'codename'), '[]')`,
    })
    .from(device)
    .innerJoin(brand, eq(brand.id, device.brandId))
    .where(isNull(device.mergedIntoId))
    .orderBy(asc(device.id));
  return rows.map(({ workingName, others, ...row }) => ({
    ...row,
    names: [...new Set([row.name, workingName, ...others])],
  }));
}

/** Settles claims by a document, all of them or none; answers with their ids. */
export async function ruleByDocument(
  viewer: Viewer,
  documentId: string,
  rulings: Ruling[],
): Promise<string[]> {
  permit(objectionToModerating(viewer));
  await transaction((tx) => recordAll(viewer, { documentId, rulings }, tx));
  return rulings.map(({ claimId }) => claimId);
}

async function recordAll(
  viewer: Viewer,
  { documentId, rulings }: { documentId: string; rulings: Ruling[] },
  tx: Transaction,
) {
  await lockAllSlots(tx);
  const document = await findReadableDocument(documentId, tx);
  if (!document) throw new Refusal("document-not-found");
  const problems = rulings.flatMap(({ draft }, at): Problem[] => {
    const reason = objectionToPassage(draft.passage, document.text);
    return reason ? [{ path: `rulings.${at}.passage`, reason }] : [];
  });
  const [first] = problems;
  if (first) throw new Refusal(problems.length === 1 ? first.reason : "malformed", { problems });
  await recordRulings(
    viewer,
    rulings.map(({ claimId, draft }) => ({ claimId, draft: { ...draft, documentId } })),
    tx,
  );
}

/** A claim as the preview tells it: how likely it is held now and then. */
type Moved = { id: string; before: number; after: number };

export type RulingsPreview = {
  claims: Moved[];
  /** Open claims of the same slots that are not ruled on. */
  rivals: (Moved & { statement: string; language: string; value: Value })[];
  ratings: { scored: number; afterKnown: number };
  sources: { source: SourceRef; hits: number; misses: number }[];
  notifications: number;
};

/** Carries a preview out of the transaction that it undoes. */
class NothingSaved extends Error {
  readonly preview: RulingsPreview;
  constructor(preview: RulingsPreview) {
    super("a preview saves nothing");
    this.preview = preview;
  }
}

/** What saving these rulings would change, found by saving them and undoing it: a preview that computed anew could be wrong. */
export async function previewRulings(
  viewer: Viewer,
  documentId: string,
  rulings: Ruling[],
): Promise<RulingsPreview> {
  permit(objectionToModerating(viewer));
  try {
    return await transaction(async (tx) => {
      await lockAllSlots(tx);
      const before = await loadSlotNumbers(rulings, tx);
      await recordAll(viewer, { documentId, rulings }, tx);
      throw new NothingSaved(await describeChange(rulings, before, tx));
    });
  } catch (thrown) {
    if (thrown instanceof NothingSaved) return thrown.preview;
    throw thrown;
  }
}

const idsOf = (rulings: Ruling[]) => rulings.map(({ claimId }) => claimId);

async function loadSlotNumbers(rulings: Ruling[], tx: Transaction): Promise<Map<string, number>> {
  if (rulings.length === 0) return new Map();
  const rows = await tx
    .select({ id: claim.id })
    .from(claim)
    .where(inSlotsOf(idsOf(rulings)));
  const newest = await loadNewest(
    rows.map(({ id }) => id),
    tx,
  );
  return new Map([...newest].map(([id, { credibility }]) => [id, credibility.probability]));
}

async function describeChange(
  rulings: Ruling[],
  before: Map<string, number>,
  tx: Transaction,
): Promise<RulingsPreview> {
  const after = await loadSlotNumbers(rulings, tx);
  const moved = (id: string): Moved => ({ id, before: before.get(id) ?? 0, after: after.get(id) ?? 0 });
  const ruled = idsOf(rulings);
  const others = [...after.keys()].filter((id) => !ruled.includes(id));
  return {
    claims: ruled.map(moved),
    rivals: (await listOpen(others, tx)).map((row) => ({ ...row, ...moved(row.id) })),
    ratings: await countRatings(ruled, tx),
    sources: await listScoredSources(ruled, tx),
    notifications: await countNotifications(ruled, tx),
  };
}

async function listOpen(ids: string[], tx: Transaction) {
  if (ids.length === 0) return [];
  const { id, statement, language, value } = claim;
  return tx
    .select({ id, statement, language, value })
    .from(claim)
    .where(and(inArray(claim.id, ids), isNull(claim.verdictId)))
    .orderBy(asc(claim.firstReported), asc(claim.id));
}

async function countRatings(ids: string[], tx: Transaction): Promise<RulingsPreview["ratings"]> {
  const scored = sql`${rating.at} < ${verdict.knownAt}`;
  const [row] = await tx
    .select({
      scored: sql<number>`count(*) filter (where ${scored})::int`,
      afterKnown: sql<number>`count(*) filter (where not ${scored})::int`,
    })
    .from(rating)
    .innerJoin(claim, eq(claim.id, rating.claimId))
    .innerJoin(verdict, eq(verdict.id, claim.verdictId))
    .where(inArray(rating.claimId, ids));
  return row ?? { scored: 0, afterKnown: 0 };
}

async function listScoredSources(ids: string[], tx: Transaction): Promise<RulingsPreview["sources"]> {
  const rows = await tx
    .select({
      source: { slug: source.slug, name: source.name, kind: source.kind },
      hits: sql<number>`count(*) filter (where ${sourceScore.hit})::int`,
      misses: sql<number>`count(*) filter (where not ${sourceScore.hit})::int`,
    })
    .from(sourceScore)
    .innerJoin(source, eq(source.id, sourceScore.sourceId))
    .where(inArray(sourceScore.claimId, ids))
    .groupBy(source.id)
    .orderBy(sql`count(*) desc`, asc(source.name));
  return rows;
}

async function countNotifications(ids: string[], tx: Transaction): Promise<number> {
  const verdicts = tx.select({ id: claim.verdictId }).from(claim).where(inArray(claim.id, ids));
  return tx.$count(notification, inArray(notification.eventId, verdicts));
}
