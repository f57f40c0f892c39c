import type { Reason } from "./refusal";
import { objectionToViewer, type Role, type Viewer } from "./viewer";

/** How many of a member's decided submissions, counted back from the latest, say whether they are trusted. */
export const DECIDED_THAT_COUNT = 20;
/** Accepted submissions among these that make a member a contributor, as long as at most one in five did not stand. */
export const ACCEPTED_FOR_CONTRIBUTOR = 10;
const EARNED_WITH_ONE_REFUSED_IN = 5;
/** Lost when more than one in three of them did not stand. That is further off than what earns it, so that nobody goes to and fro. */
const LOST_WITH_ONE_REFUSED_IN = 3;
/** Of a few decisions one in three is soon reached. */
const REFUSED_TO_LOSE = 4;

/** A member's decided submissions, newest first: whether each was accepted, and no upheld flag says otherwise since. */
export type Decided = readonly boolean[];
export type Standing = { decided: number; accepted: number; refused: number };

/** The numbers a role goes by. */
export function standingOf(decided: Decided): Standing {
  const counted = decided.slice(0, DECIDED_THAT_COUNT);
  const accepted = counted.filter(Boolean).length;
  return { decided: counted.length, accepted, refused: counted.length - accepted };
}

/** Whether a member has shown by now that their submissions need no reading beforehand. */
export function earnsContributor(decided: Decided): boolean {
  const standing = standingOf(decided);
  return (
    standing.accepted >= ACCEPTED_FOR_CONTRIBUTOR &&
    standing.refused * EARNED_WITH_ONE_REFUSED_IN <= standing.decided
  );
}

/** Whether so much of what a contributor sent lately did not stand that it has to be read beforehand again. */
export function losesContributor(decided: Decided): boolean {
  const standing = standingOf(decided);
  return (
    standing.refused >= REFUSED_TO_LOSE && standing.refused * LOST_WITH_ONE_REFUSED_IN > standing.decided
  );
}

/** The role that a member's record asks for. Who was appointed, and who moderates, keeps what they were given. */
export function roleByRecord(of: { role: Role; appointed: boolean }, decided: Decided): Role {
  if (of.appointed) return of.role;
  if (of.role === "member" && earnsContributor(decided)) return "contributor";
  if (of.role === "contributor" && losesContributor(decided)) return "member";
  return of.role;
}

/** How many submissions in a row, all accepted or all refused from now on, would change the role of who goes by their record. */
export function submissionsToChange(role: "member" | "contributor", decided: Decided): number {
  const [change, next] = role === "member" ? [earnsContributor, true] : [losesContributor, false];
  for (let more = 0; more <= DECIDED_THAT_COUNT; more += 1)
    if (change([...Array<boolean>(more).fill(next), ...decided])) return more;
  throw new Error("a whole window of the same changes every role");
}

/** What an admin can give: a role that stays until it is taken, or whatever the record says. */
export const givenRoles = ["record", "contributor", "moderator", "admin"] as const;
export type GivenRole = (typeof givenRoles)[number];

/** The role somebody has once this was given to them. By their record everybody starts as a member. */
export function roleGiven(given: GivenRole, decided: Decided): Role {
  return given === "record" ? roleByRecord({ role: "member", appointed: false }, decided) : given;
}

/** Why this viewer may not give roles, or null. */
export function objectionToGivingRoles(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "admin" });
}

/** Why nobody may take an admin's role, or null: an installation without one could appoint nobody. */
export function objectionToTakingAdmin(of: { role: Role }, to: Role, admins: number): Reason | null {
  return of.role === "admin" && to !== "admin" && admins <= 1 ? "last-admin" : null;
}
