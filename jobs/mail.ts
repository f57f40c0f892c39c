import { unsubscribeToken } from "@/db/mail-opt-outs";
import { mailRoute } from "@/db/mail-route";
import { beginSending, endSending, hurryMails, type OutgoingMail } from "@/db/mails";
import { notificationLetter } from "@/mail/notification";
import { deliver, NotSent, senderHost } from "@/mail/transport";
import { isOutage, type SendingEnd, type SendingFailure, sendingEnd } from "@/rules/mails";

/** Runs what must not be lost while the database is away for a moment. */
type Persistently = (work: () => Promise<void>) => Promise<void>;

/** Sends the mails of one worker. */
export class MailSender {
  private readonly origin: string;
  private readonly persistently: Persistently;
  /** Whether mails may wait for a server that did not answer; after a start nobody knows. */
  private outage = true;

  constructor(origin: string, persistently: Persistently) {
    this.origin = origin;
    this.persistently = persistently;
  }

  /** Sends one mail if it still waits. Throws when it is to be tried again. */
  async send(notificationId: string): Promise<void> {
    const mail = await beginSending(notificationId);
    if (!mail) return;
    const end = await this.attempt(mail);
    await this.persistently(() => endSending(mail, end));
    if (end.state === "waiting") throw new Error(end.error ?? "not sent");
    if (end.state !== "sent" || !this.outage) return;
    this.outage = false;
    await hurryMails();
  }

  private async attempt(mail: OutgoingMail): Promise<SendingEnd> {
    try {
      await deliverMail(mail, this.origin);
      return { state: "sent", error: null };
    } catch (cause) {
      const failure = failureOf(cause);
      if (isOutage(failure)) this.outage = true;
      return sendingEnd(failure, mail.attempt);
    }
  }
}

/** What goes wrong before a mail server is asked is ours to repair, and the mail waits for that. */
function failureOf(cause: unknown): SendingFailure {
  if (cause instanceof NotSent) return cause.failure;
  const message = cause instanceof Error ? cause.message : String(cause);
  return { message, responseCode: undefined, command: undefined, handedOver: false };
}

async function deliverMail(mail: OutgoingMail, origin: string): Promise<void> {
  const route = mailRoute();
  if (!route) throw new Error("SMTP_URL is not set");
  const token = unsubscribeToken(mail.memberId, mail.kind);
  const unsubscribe = `${origin}/${mail.locale}/unsubscribe/${token}`;
  const letter = notificationLetter(mail, mail.locale, { origin, unsubscribe });
  await deliver(
    {
      to: mail.email,
      // The same for every attempt, so that a mailbox that gets it twice can tell.
      messageId: `<${mail.notificationId}@${senderHost()}>`,
      headers: {
        "List-Unsubscribe": `<${origin}/api/v1/unsubscribe/${token}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    },
    letter,
    route,
  );
}
