import type { Reason } from "./refusal";
import type { IdentityKind, QueueKind, SubjectKind } from "./vocabulary";

/** In how many hours each kind should be decided: what hurts somebody first, what only tidies up last. */
const hoursToDecide: Record<QueueKind, number> = {
  takedown: 24,
  appeal: 48,
  contest: 48,
  flag: 72,
  submission: 72,
  edit: 120,
  merge: 240,
  relay: 336,
  lapse: 336,
};

/** By when something that came then should be decided; what is urgent in a third of the time of its kind. */
export function dueAt(kind: QueueKind, openedAt: Date, urgent = false): Date {
  const hours = hoursToDecide[kind] / (urgent ? 3 : 1);
  return new Date(openedAt.getTime() + hours * 3_600_000);
}

/** For how long something taken is kept from the other moderators; taking it again starts anew. */
export const TAKEN_FOR_MINUTES = 30;

/** Who has something in hand, and until when. What ran out is free again without anybody's doing, and is null here. */
export type Taken = { byId: string; until: string } | null;

/** Why this moderator may not decide what stands in the queue, or null: somebody else has it in hand. */
export function objectionToItem(moderator: { id: string }, taken: Taken): Reason | null {
  return taken && taken.byId !== moderator.id ? "taken-by-another" : null;
}

/** Why this moderator may not take something, or null. */
export function objectionToTaking(
  moderator: { id: string },
  item: { taken: Taken; own: boolean; closed: boolean },
): Reason | null {
  if (item.closed) return "already-decided";
  if (item.own) return "your-own-matter";
  return objectionToItem(moderator, item.taken);
}

/** Something in the queue, as far as it tells where it is decided. */
type Waiting = {
  kind: QueueKind;
  subjectId: string;
  /** What was flagged, or suggested for a merge. */
  subjectKind: SubjectKind | null;
  /** With what it may be one. */
  otherId: string | null;
};

export const queueHands = ["mine", "free"] as const;

/** What the list of the queue is narrowed to; null and false mean everything. */
export type QueueFilters = {
  kind: QueueKind | null;
  /** Slug of a brand. */
  brand: string | null;
  /** Part of a name of the device it is about. */
  device: string | null;
  /** Taken by whoever looks, or by nobody. */
  hands: (typeof queueHands)[number] | null;
  overdue: boolean;
};

export const noQueueFilters: QueueFilters = {
  kind: null,
  brand: null,
  device: null,
  hands: null,
  overdue: false,
};

/** The query of an address that narrows the list so; equal filters have equal queries. */
export function queueQuery({ kind, brand, device, hands, overdue }: QueueFilters): URLSearchParams {
  const given = { kind, brand, device, hands, overdue: overdue ? "1" : null };
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** Counting goes no further than this, so that it stays fast however much waits; one more means more than that. */
export const QUEUE_COUNTED_TO = 1000;

/** A place in the queue, behind which the next page begins. */
export type QueuePlace = { dueAt: string; id: string };

export function placeText({ dueAt, id }: QueuePlace): string {
  return `${dueAt}_${id}`;
}

const place = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** There is no 31 February, which a Date would take for the third of March. */
function isMoment(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === text.slice(0, 19);
}

/** Reads what placeText wrote; null for anything else. */
export function parsePlace(text: string): QueuePlace | null {
  const [, dueAt, id] = place.exec(text) ?? [];
  return dueAt && id && isMoment(dueAt) ? { dueAt, id } : null;
}

/** The page where something that waits is decided, without the language. */
export function placeOfDecision({ kind, subjectId, subjectKind, otherId }: Waiting): string {
  const pages: Record<QueueKind, string> = {
    submission: `submissions/${subjectId}`,
    flag: `flags/${subjectKind}/${subjectId}`,
    contest: `contests/${subjectId}`,
    appeal: `suspensions/${subjectId}`,
    takedown: `takedowns/${subjectId}`,
    edit: `edits/${subjectId}`,
    relay: `relays/${subjectId}`,
    merge: `merges/${subjectId}/${otherId}`,
    lapse: `lapses/${subjectId}`,
  };
  return `/moderation/${pages[kind]}`;
}

/** The change of identity by which two things of this kind become one; null for what is never merged. */
export function mergeKindOf(kind: SubjectKind): IdentityKind | null {
  const kinds: Partial<Record<SubjectKind, IdentityKind>> = {
    device: "merge_devices",
    claim: "merge_claims",
    source: "merge_sources",
    document: "merge_documents",
  };
  return kinds[kind] ?? null;
}
