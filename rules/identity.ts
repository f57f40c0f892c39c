import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";
import type { DeviceStatus, IdentityKind, Outcome } from "./vocabulary";

/** What a moderator wants changed. Devices and sources are named by slug, id or address, claims and documents by id or address. */
export type IdentityDraft = { subject: string; reason: string } & (
  | {
      kind: "rename_device";
      name: string;
      slug: string;
      status: DeviceStatus;
      announced: string | null;
      released: string | null;
    }
  | {
      kind: "split_device";
      target: string | null;
      name: string | null;
      slug: string | null;
      claims: string[];
    }
  | { kind: Exclude<IdentityKind, "rename_device" | "split_device">; target: string }
);

/** What a kind of change is about, and what it is brought to. */
export const identityNouns = {
  rename_device: { subject: "device", target: null },
  merge_devices: { subject: "device", target: "device" },
  split_device: { subject: "device", target: "device" },
  move_claim: { subject: "claim", target: "device" },
  merge_claims: { subject: "claim", target: "claim" },
  merge_sources: { subject: "source", target: "source" },
  merge_documents: { subject: "document", target: "document" },
} as const satisfies Record<IdentityKind, { subject: IdentityNoun; target: IdentityNoun | null }>;
export type IdentityNoun = "device" | "claim" | "source" | "document";

/** How the log calls each change. */
export const identityDecisions = {
  rename_device: "device_renamed",
  merge_devices: "devices_merged",
  split_device: "device_split",
  move_claim: "claim_moved",
  merge_claims: "claims_merged",
  merge_sources: "sources_merged",
  merge_documents: "documents_merged",
} as const satisfies Record<IdentityKind, string>;

/**
 * Why this viewer may not change what is one and what is two, or null. Nobody's own matter is barred: a change rules on nothing,
 * its reason is public, and any moderator can undo it.
 */
export function objectionToChangingIdentity(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "moderator" });
}

/** Why a change cannot be undone, or null. */
export function objectionToUndoing(viewer: Viewer, change: { undone: boolean }): Reason | null {
  return objectionToChangingIdentity(viewer) ?? (change.undone ? "already-undone" : null);
}

export type MergingClaim = {
  id: string;
  deviceId: string;
  attributeId: string;
  scope: string | null;
  valueKey: string;
  firstReported: string;
  /** Of the verdict in force. */
  outcome: Outcome | null;
  /** An objection to its verdict waits. */
  contested: boolean;
};

function slotOf({ deviceId, attributeId, scope }: MergingClaim): string {
  return JSON.stringify([deviceId, attributeId, scope]);
}

/** Why one claim cannot stand for another, or null. Verdicts do not move, so the one that was ruled on stays. */
export function objectionToMergingClaims(loser: MergingClaim, survivor: MergingClaim): Reason | null {
  if (loser.id === survivor.id) return "the-same-thing";
  if (slotOf(loser) !== slotOf(survivor)) return "another-slot";
  if (loser.contested) return "contest-waits";
  if (loser.outcome === null || loser.outcome === survivor.outcome) return null;
  return survivor.outcome === null ? "merge-the-other-way" : "ruled-differently";
}

/** Of two that say the same: the one that was ruled on, else the one that was there before, else the one heard of first. */
export function survivesMerge(one: MergingClaim, other: MergingClaim, moved: ReadonlySet<string>): boolean {
  const rank = (claim: MergingClaim) =>
    `${claim.outcome ? 0 : 1}${moved.has(claim.id) ? 1 : 0} ${claim.firstReported} ${claim.id}`;
  return rank(one) < rank(other);
}

/** What a slug, an id or a whole address names: the part after the list, without language, query and fragment. */
export function nameInAddress(text: string, list: string): string {
  const [path = ""] = text.trim().split(/[?#]/);
  const parts = path.split("/");
  const at = parts.lastIndexOf(list);
  return (at >= 0 ? (parts[at + 1] ?? "") : path).toLowerCase();
}
