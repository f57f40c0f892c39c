import { and, desc, eq, isNull } from "drizzle-orm";
import { Refusal } from "@/rules/refusal";
import { similarClaims } from "@/rules/similar-claims";
import type { SubmissionContent } from "@/rules/submissions";
import { normalizeValue, objectionToValue } from "@/rules/values";
import { type Connection, database } from "./client";
import { attribute, claim } from "./schema/claims";
import { deviceSlug } from "./schema/devices";
import { findDeviceId } from "./submitted-names";

export type DraftedClaim = Pick<SubmissionContent, "device" | "attribute" | "scope" | "value" | "statement">;

/** Of a device with more claims than any has, those made last are compared. */
const COMPARED = 2_000;

/**
 * Ids of the claims on file that a drafted one probably repeats, likest first; none for a device that is not on file yet. Compared
 * here and not by pg_trgm: an index cannot know that "wiegt" and "weighs" are one word, and a device has few enough claims.
 */
export async function findSimilarClaims(draft: DraftedClaim, on: Connection = database()): Promise<string[]> {
  const deviceId = await findDeviceId(draft.device, on);
  if (!deviceId) return [];
  const rows = await on
    .select({ claim, attribute })
    .from(claim)
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .where(and(eq(claim.deviceId, deviceId), isNull(claim.mergedIntoId)))
    .orderBy(desc(claim.createdAt), desc(claim.id))
    .limit(COMPARED);
  const [of] = await on.select().from(attribute).where(eq(attribute.slug, draft.attribute));
  if (!of) return [];
  const named = (row: typeof of) => ({ ...row, name: { en: row.nameEn, de: row.nameDe } });
  if (objectionToValue(draft.value, named(of))) return [];
  const value = normalizeValue(draft.value, named(of));
  const onFile = rows.map((row) => ({ ...row.claim, attribute: named(row.attribute) }));
  return similarClaims({ ...draft, attribute: named(of), value }, onFile).map(({ id }) => id);
}

/** What was submitted, as a report on a claim on file: its document and who said it, with that claim's question and value. */
export async function contentOnClaim(
  content: SubmissionContent,
  claimId: string,
  on: Connection,
): Promise<SubmissionContent> {
  const [row] = await on
    .select({ claim, attribute: attribute.slug, device: deviceSlug.slug })
    .from(claim)
    .innerJoin(attribute, eq(attribute.id, claim.attributeId))
    .innerJoin(deviceSlug, eq(deviceSlug.deviceId, claim.deviceId))
    .where(and(eq(claim.id, claimId), isNull(claim.mergedIntoId)))
    .limit(1);
  if (!row) throw new Refusal("claim-not-found");
  const { scope, value, statement } = row.claim;
  return { ...content, device: { slug: row.device }, attribute: row.attribute, scope, value, statement };
}
