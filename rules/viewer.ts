/** Roles in rising order of trust; a role may do all that the roles before it may. */
export const roles = ["member", "contributor", "moderator", "admin"] as const;
export type Role = (typeof roles)[number];

/** A signed-in member, as far as rules need to know them. */
export type Member = { id: string; handle: string | null; role: Role; simulated: boolean };

/** Who is looking: a member, or nobody known. */
export type Viewer = Member | null;

export function hasRole(viewer: Viewer, least: Role): viewer is Member {
  return viewer !== null && roles.indexOf(viewer.role) >= roles.indexOf(least);
}
