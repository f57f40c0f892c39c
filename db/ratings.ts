import { and, eq, isNull, sql } from "drizzle-orm";
import type { Credibility } from "@/rules/credibility";
import { objectionToRating } from "@/rules/ratings";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { database, type Transaction, transaction } from "./client";
import { refreshLockedSlots } from "./credibility";
import { claim, rating } from "./schema/claims";
import { device, deviceSlug } from "./schema/devices";
import { lockSlots } from "./slot-locks";

export type OwnRating = { probability: number; at: string };

export type SavedRating = OwnRating & {
  claimId: string;
  /** What the claim and its rivals are credited with now, by claim id. */
  credibilities: Record<string, Credibility>;
};

/** Saves a member's rating, or changes it; saying the same again changes nothing. */
export async function saveRating(viewer: Viewer, claimId: string, probability: number): Promise<SavedRating> {
  permit(objectionToRating(viewer, { closed: false }));
  return transaction(async (tx) => {
    await lockSlots([claimId], tx);
    const closed = await lockOpenness(claimId, tx);
    permit(objectionToRating(viewer, { closed }));
    if (!viewer) throw new Refusal("sign-in-first");
    const saved = await upsertRating({ claimId, memberId: viewer.id, probability }, tx);
    const credibilities = await refreshLockedSlots([claimId], "rating", tx);
    return { claimId, ...saved, credibilities: Object.fromEntries(credibilities) };
  });
}

/** Whether the claim is ruled on, which then cannot change until the transaction ends. */
async function lockOpenness(claimId: string, tx: Transaction): Promise<boolean> {
  const [row] = await tx
    .select({ verdictId: claim.verdictId })
    .from(claim)
    .where(and(eq(claim.id, claimId), isNull(claim.mergedIntoId)))
    .for("share");
  if (!row) throw new Refusal("claim-not-found");
  return row.verdictId !== null;
}

async function upsertRating(
  row: { claimId: string; memberId: string; probability: number },
  tx: Transaction,
): Promise<OwnRating> {
  const [changed] = await tx
    .insert(rating)
    // The clock of this statement: it may have waited for a lock since the transaction began.
    .values({ ...row, at: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [rating.claimId, rating.memberId],
      set: { probability: row.probability, at: sql`clock_timestamp()` },
      setWhere: sql`${rating.probability} <> ${row.probability}`,
    })
    .returning({ probability: rating.probability, at: rating.at });
  const found = changed ?? (await findRating(row, tx));
  return { probability: found.probability, at: found.at.toISOString() };
}

async function findRating({ claimId, memberId }: { claimId: string; memberId: string }, tx: Transaction) {
  const [row] = await tx
    .select({ probability: rating.probability, at: rating.at })
    .from(rating)
    .where(and(eq(rating.claimId, claimId), eq(rating.memberId, memberId)));
  if (!row) throw new Error(`the rating of ${claimId} is gone`);
  return row;
}

/** A member's own ratings by claim id: all of one device, or of one claim. */
export async function listOwnRatings(
  memberId: string,
  of: { device: string } | { claimId: string },
): Promise<Record<string, OwnRating>> {
  const rows = await database()
    .select({ claimId: rating.claimId, probability: rating.probability, at: rating.at })
    .from(rating)
    .innerJoin(claim, eq(claim.id, rating.claimId))
    .innerJoin(device, eq(device.id, claim.deviceId))
    .where(
      and(
        eq(rating.memberId, memberId),
        isNull(claim.mergedIntoId),
        "device" in of
          ? sql`${device.id} in (select ${deviceSlug.deviceId} from ${deviceSlug} where ${deviceSlug.slug} = ${of.device})`
          : eq(rating.claimId, of.claimId),
      ),
    );
  return Object.fromEntries(
    rows.map(({ claimId, probability, at }) => [claimId, { probability, at: at.toISOString() }]),
  );
}
