import type { Reason } from "./refusal";
import { objectionToViewer, type Viewer } from "./viewer";
import type { MailState, NotificationKind } from "./vocabulary";

/** With graphile-worker's pauses of e, e², … at most e¹⁰ seconds, the last attempt is about 28 hours after the first. */
export const attemptsAtMost = 14;

/** What a member can turn mails off for: one kind, or all. */
export type MailKind = NotificationKind | "*";

/** How one attempt to send a mail ended, as far as can be known from this side. */
export type SendingEnd = { state: "sent" | "waiting" | "failed" | "unknown"; error: string | null };

/** What an SMTP conversation ended with: the server's answer, when it gave one, and whether it had the whole message by then. */
export type SendingFailure = {
  message: string;
  responseCode: number | undefined;
  /** The SMTP command that was answered, such as "RCPT TO". */
  command: string | undefined;
  /** Whether everything had been handed over, so that the server may have taken it. */
  handedOver: boolean;
};

const aboutThisMail = new Set(["MAIL FROM", "RCPT TO", "DATA"]);

/**
 * What a failed attempt means: refused for good by a 5xx about this mail; possibly sent, when the connection was lost with the
 * message handed over; else to be tried again, until the attempts are used up.
 */
export function sendingEnd(failure: SendingFailure, attempt: number): SendingEnd {
  const error = failure.message.slice(0, 500);
  const { responseCode, command, handedOver } = failure;
  if (responseCode === undefined && handedOver) return { state: "unknown", error };
  const refused = responseCode !== undefined && responseCode >= 500 && aboutThisMail.has(command ?? "");
  return { state: refused || attempt >= attemptsAtMost ? "failed" : "waiting", error };
}

/** Whether a failure says that the mail server itself is not to be had, and nothing about the mail. */
export function isOutage({ responseCode, command }: SendingFailure): boolean {
  return responseCode === undefined || !aboutThisMail.has(command ?? "");
}

/** What moderators may know of the mails: how many are where. */
export function objectionToSeeingMails(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "moderator" });
}

/** Whose mails failed, and sending again what may have been sent, is for the operator. */
export function objectionToSettlingMails(viewer: Viewer): Reason | null {
  return objectionToViewer(viewer, { least: "admin" });
}

/** Only a mail that nobody works on any more can be sent again or dropped. */
export function objectionToSettlingMail(viewer: Viewer, { state }: { state: MailState }): Reason | null {
  const unsettled = state === "unknown" || state === "failed";
  return objectionToSettlingMails(viewer) ?? (unsettled ? null : "already-decided");
}
