import type { QueueKind } from "./vocabulary";

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
