import { createTransport, type Transporter } from "nodemailer";
import pino from "pino";
import { keepLocalMail } from "@/db/mailbox";
import type { SendingFailure } from "@/rules/mails";
import { Refusal } from "@/rules/refusal";
import type { Letter } from "./letter";

const log = pino({ name: "mail" });
const seconds = 1000;

export type Envelope = { to: string; messageId?: string; headers?: Record<string, string> };
type Route = "smtp" | "mailbox";

/** Why a letter did not go out, or may have. */
export class NotSent extends Error {
  readonly failure: SendingFailure;

  constructor(failure: SendingFailure, cause: unknown) {
    super(failure.message, { cause });
    this.failure = failure;
  }
}

/** Sends a sign-in letter while its reader waits; a failure is logged and refused in words. */
export async function sendMail(to: string, letter: Letter, route: Route): Promise<void> {
  try {
    await deliver({ to }, letter, route);
  } catch (cause) {
    log.error({ err: cause }, "a mail was not sent");
    throw Object.assign(new Refusal("mail-not-sent"), { cause });
  }
}

/** Sends a letter by SMTP, or keeps it for the mailbox of a local trial. Throws NotSent when SMTP did not take it. */
export async function deliver({ to, ...envelope }: Envelope, letter: Letter, route: Route): Promise<void> {
  if (route === "mailbox") return keepLocalMail({ to, subject: letter.subject, text: letter.text });
  // A connection each: one that is kept gets lost at times, and then nobody knows what it had taken.
  let handedOver = false;
  const transporter = transporterTo(process.env.SMTP_URL ?? "", () => {
    handedOver = true;
  });
  try {
    await transporter.sendMail({
      from: sender(),
      to: { name: "", address: to },
      ...letter,
      ...(envelope.messageId ? { messageId: envelope.messageId } : {}),
      headers: { ...automatic, ...prepared(envelope.headers ?? {}) },
    });
  } catch (cause) {
    throw new NotSent({ ...answerIn(cause), handedOver }, cause);
  } finally {
    transporter.close();
  }
}

const automatic = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

/** As they are: nodemailer would fold a long link, and a folded List-Unsubscribe breaks DKIM with some signers. */
function prepared(headers: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }]),
  );
}

/** nodemailer tells of a lost connection alike before and after the message; its log says whether all of it had been written. */
function transporterTo(url: string, onHandedOver: () => void): Transporter {
  const ignore = () => {};
  const told = (entry: unknown) => {
    if (typeof entry === "object" && entry !== null && "tnx" in entry && entry.tnx === "message")
      onHandedOver();
  };
  return createTransport({
    url,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 15 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: {
      level: ignore,
      trace: ignore,
      debug: ignore,
      info: told,
      warn: ignore,
      error: ignore,
      fatal: ignore,
    },
  });
}

function answerIn(cause: unknown): Omit<SendingFailure, "handedOver"> {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const { responseCode, command } = error as Error & { responseCode?: unknown; command?: unknown };
  return {
    message: error.message || error.name,
    responseCode: typeof responseCode === "number" ? responseCode : undefined,
    command: typeof command === "string" ? command : undefined,
  };
}

/** The host that our mails are from. */
export function senderHost(): string {
  return process.env.APP_URL ? new URL(process.env.APP_URL).hostname : "localhost";
}

function sender(): string {
  return process.env.MAIL_FROM || `Hearsay <hearsay@${senderHost()}>`;
}
