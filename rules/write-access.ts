import type { Reason } from "./refusal";
import { type Access, objectionToViewer, type Viewer } from "./viewer";

/**
 * What every write of the API asks at least, by its path. `api/write.ts` refuses by this table before it reads what was sent; what
 * a write asks besides (not one's own claim, still open) is for the rules of its noun. A write that is not here is not made.
 */
export const writeAccess = {
  "/v1/claims": { least: "handle" },
  "/v1/claims/{id}/comments": { least: "handle" },
  "/v1/claims/{id}/contests": { least: "handle" },
  "/v1/claims/{id}/rating": { least: "handle" },
  "/v1/claims/{id}/reopenings": { least: "moderator" },
  "/v1/claims/{id}/verdicts": { least: "moderator" },
  "/v1/claims/{id}/verdicts/preview": { least: "moderator" },
  "/v1/comments/{id}": { least: "handle" },
  "/v1/comments/{id}/remove": { least: "handle" },
  "/v1/contests/{id}/decision": { least: "moderator" },
  "/v1/contests/{id}/withdraw": { least: "signedIn" },
  "/v1/documents": { least: "moderator" },
  "/v1/documents/{id}/rulings": { least: "moderator" },
  "/v1/documents/{id}/rulings/preview": { least: "moderator" },
  "/v1/suggested-edits/{id}/withdraw": { least: "signedIn" },
  "/v1/edits/{kind}/{id}": { least: "contributor" },
  "/v1/edits/{kind}/{id}/revert": { least: "moderator" },
  "/v1/flags": { least: "handle" },
  "/v1/identity": { least: "moderator" },
  "/v1/identity/preview": { least: "moderator" },
  "/v1/identity/{id}/undo": { least: "moderator" },
  "/v1/me/handle": { least: "signedIn", whileSuspended: true },
  "/v1/me/language": { least: "signedIn", whileSuspended: true },
  "/v1/me/mails": { least: "signedIn", whileSuspended: true },
  "/v1/me/notifications/read": { least: "signedIn", whileSuspended: true },
  "/v1/me/notifications/{id}/read": { least: "signedIn", whileSuspended: true },
  "/v1/me/sessions/revoke-others": { least: "signedIn", whileSuspended: true },
  "/v1/me/sessions/{id}/revoke": { least: "signedIn", whileSuspended: true },
  "/v1/members/{handle}/role": { least: "admin" },
  "/v1/members/{handle}/suspensions": { least: "moderator" },
  "/v1/moderation/edits/{id}": { least: "moderator" },
  "/v1/moderation/takedowns/{id}": { least: "moderator" },
  "/v1/takedowns": { least: "signedIn", whileSuspended: true },
  "/v1/moderation/flags/{kind}/{id}": { least: "moderator" },
  "/v1/moderation/mails/failed": { least: "admin" },
  "/v1/moderation/mails/{id}": { least: "admin" },
  "/v1/moderation/lapses/{id}/leave-open": { least: "moderator" },
  "/v1/moderation/merges/{id}/{other}/dismiss": { least: "moderator" },
  "/v1/moderation/relays/{id}": { least: "moderator" },
  "/v1/moderation/{id}": { least: "moderator" },
  "/v1/queue/next": { least: "moderator" },
  "/v1/queue/{id}/release": { least: "moderator" },
  "/v1/queue/{id}/take": { least: "moderator" },
  "/v1/sign-in": { least: "anybody", whileSuspended: true },
  "/v1/sign-in/confirm": { least: "anybody", whileSuspended: true },
  "/v1/sign-in/demo": { least: "anybody", whileSuspended: true },
  "/v1/sign-in/provider": { least: "anybody", whileSuspended: true },
  "/v1/sign-out": { least: "anybody", whileSuspended: true },
  "/v1/submissions/{id}/withdraw": { least: "signedIn" },
  "/v1/suspensions/{id}/appeal": { least: "signedIn", whileSuspended: true },
  "/v1/suspensions/{id}/decision": { least: "moderator" },
  "/v1/suspensions/{id}/lift": { least: "moderator" },
  "/v1/unsubscribe/{token}": { least: "anybody", whileSuspended: true, fromElsewhere: true },
} as const satisfies Record<string, Access>;
export type WritePath = keyof typeof writeAccess;

/** Why this viewer may not use this write at all, or null. */
export function objectionToWriting(viewer: Viewer, path: WritePath): Reason | null {
  return objectionToViewer(viewer, writeAccess[path]);
}
