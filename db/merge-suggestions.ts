import { and, eq, isNull } from "drizzle-orm";
import { objectionToModerating } from "@/rules/moderation";
import { permit, Refusal } from "@/rules/refusal";
import type { Viewer } from "@/rules/viewer";
import { transaction } from "./client";
import { recordDecision } from "./decisions";
import { findFlagged } from "./flags";
import { closeQueueItem, permitDecidingItem } from "./queue";
import { queueItem } from "./schema/moderation";

type Dismissal = { subjectId: string; otherId: string; reason: string };

/** Finds that two are not one. They are not suggested again. */
export function dismissMerge(
  viewer: Viewer,
  { subjectId, otherId, reason }: Dismissal,
): Promise<{ id: string }> {
  permit(objectionToModerating(viewer));
  return transaction(async (tx) => {
    if (!viewer) throw new Refusal("sign-in-first");
    const [item] = await tx
      .select()
      .from(queueItem)
      .where(
        and(
          eq(queueItem.kind, "merge"),
          eq(queueItem.subjectId, subjectId),
          eq(queueItem.otherId, otherId),
          isNull(queueItem.closedAt),
        ),
      )
      // Of two dismissals at once the second finds it closed.
      .for("update");
    if (!item?.subjectKind) throw new Refusal("already-decided");
    const kind = item.subjectKind;
    await permitDecidingItem({ kind: "merge", subjectId }, viewer, tx);
    const [subject, other] = [
      await findFlagged({ kind, id: subjectId }, tx),
      await findFlagged({ kind, id: otherId }, tx),
    ];
    await closeQueueItem({ kind: "merge", subjectId, by: viewer.id }, tx);
    const about = {
      claimId: kind === "claim" ? subjectId : null,
      deviceId: kind === "device" ? subjectId : null,
      sourceId: kind === "source" ? subjectId : null,
      documentId: kind === "document" ? subjectId : null,
    };
    const detail = { from: subject?.title ?? null, to: other?.title ?? null };
    await recordDecision({ kind: "merge_dismissed", actorId: viewer.id, ...about, reason, detail }, tx);
    return { id: item.id };
  });
}
