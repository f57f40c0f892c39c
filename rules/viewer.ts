import type { Reason } from "./refusal";

/** Roles in rising order of trust; a role may do all that the roles before it may. */
export const roles = ["member", "contributor", "moderator", "admin"] as const;
export type Role = (typeof roles)[number];

/** A signed-in member, as far as rules need to know them. */
export type Member = {
  id: string;
  handle: string | null;
  role: Role;
  simulated: boolean;
  /** Whether a suspension is in force: then they read as before and write nothing but what is their own. */
  suspended: boolean;
};

/** Who is looking: a member, or nobody known. */
export type Viewer = Member | null;

export function hasRole(viewer: Viewer, least: Role): viewer is Member {
  return viewer !== null && roles.indexOf(viewer.role) >= roles.indexOf(least);
}

/** What something asks of whoever does it: anybody at all, being signed in, having a handle, or a role on top of that. */
type Least = "anybody" | "signedIn" | "handle" | Exclude<Role, "member">;

export type Access = {
  least: Least;
  /** What stays open to a suspended member: leaving, their own account, and speaking for themselves. */
  whileSuspended?: true;
  /** May be sent from anywhere, with no session read: its path carries a signed token that says whose it is. */
  fromElsewhere?: true;
};

const withoutRole = {
  contributor: "contributors-only",
  moderator: "moderators-only",
  admin: "admins-only",
} as const satisfies Record<Exclude<Role, "member">, Reason>;

/** Why this viewer may not do what asks for so much, or null. */
export function objectionToViewer(viewer: Viewer, { least, whileSuspended }: Access): Reason | null {
  if (viewer?.suspended && !whileSuspended) return "suspended";
  if (least === "anybody") return null;
  if (!viewer) return "sign-in-first";
  if (least === "signedIn") return null;
  if (least !== "handle" && !hasRole(viewer, least)) return withoutRole[least];
  return viewer.handle ? null : "choose-a-handle-first";
}
