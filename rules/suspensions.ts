import type { Reason } from "./refusal";
import { objectionToViewer, type Role, roles, type Viewer } from "./viewer";
import type { RequestState } from "./vocabulary";

/** The terms a moderator chooses from, in days; any other last day may be named as well. */
export const suspensionDays = [1, 7, 30, 90] as const;
export const LONGEST_SUSPENSION_DAYS = 366;

const dayLength = 86_400_000;

/** A suspension as far as rules need to know it. */
export type Suspension = {
  memberId: string;
  decidedBy: string | null;
  until: Date;
  liftedAt: Date | null;
  appealState: RequestState | null;
};

export function isInForce(suspension: Pick<Suspension, "until" | "liftedAt">, now: Date): boolean {
  return suspension.liftedAt === null && suspension.until > now;
}

/** When a suspension made now ends: after so many days, or with the end of a day in UTC. `lastDay` is an ISO day. */
export function endOfTerm(term: { days: number } | { lastDay: string }, now: Date): Date {
  return "days" in term
    ? new Date(now.getTime() + term.days * dayLength)
    : new Date(Date.parse(term.lastDay) + dayLength);
}

/** Why a suspension made now cannot last until then, or null. */
export function objectionToTerm(until: Date, now: Date): Reason | null {
  const length = until.getTime() - now.getTime();
  return length > 0 && length <= LONGEST_SUSPENSION_DAYS * dayLength ? null : "term-not-allowed";
}

type Subject = { id: string; role: Role };

/** Why this viewer has no say over this member's suspension, or null: it takes a moderator of a higher role, and never oneself. */
function objectionToJudging(viewer: Viewer, subject: Subject): Reason | null {
  const general = objectionToViewer(viewer, { least: "moderator" });
  if (general || !viewer) return general;
  if (viewer.id === subject.id) return "your-own-account";
  return roles.indexOf(subject.role) < roles.indexOf(viewer.role) ? null : "higher-role-needed";
}

/** Why this viewer may not suspend this member now, or null. */
export function objectionToSuspending(
  viewer: Viewer,
  subject: Subject & { suspended: boolean },
): Reason | null {
  return objectionToJudging(viewer, subject) ?? (subject.suspended ? "already-suspended" : null);
}

/** Why this viewer may not lift this suspension, or null. Who made it may. */
export function objectionToLifting(
  viewer: Viewer,
  { subject, suspension, now }: { subject: Subject; suspension: Suspension; now: Date },
): Reason | null {
  const general = objectionToJudging(viewer, subject);
  return general ?? (isInForce(suspension, now) ? null : "not-suspended");
}

/** Why this viewer may not appeal against this suspension, or null. Once each, while it lasts. */
export function objectionToAppealing(
  viewer: Viewer,
  { suspension, now }: { suspension: Suspension; now: Date },
): Reason | null {
  const general = objectionToViewer(viewer, { least: "signedIn", whileSuspended: true });
  if (general) return general;
  if (viewer?.id !== suspension.memberId || !isInForce(suspension, now)) return "not-suspended";
  return suspension.appealState === null ? null : "already-appealed";
}

/** Why this viewer may not decide on this appeal, or null. Never who suspended. */
export function objectionToDecidingAppeal(
  viewer: Viewer,
  { subject, suspension }: { subject: Subject; suspension: Suspension },
): Reason | null {
  const general = objectionToJudging(viewer, subject);
  if (general) return general;
  if (viewer?.id === suspension.decidedBy) return "your-own-decision";
  return suspension.appealState === "open" ? null : "already-decided";
}
