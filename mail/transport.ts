import { createTranslator } from "next-intl";
import { createTransport, type Transporter } from "nodemailer";
import pino from "pino";
import { keepLocalMail } from "@/db/mailbox";
import de from "@/messages/de.json";
import en from "@/messages/en.json";
import type { Locale } from "@/rules/locales";
import { Refusal } from "@/rules/refusal";
import { formatCode, linkMinutes } from "@/rules/sign-in";

const log = pino({ name: "mail" });
const words = { en, de };
const seconds = 1000;

export type Letter = { subject: string; text: string; html: string };

let transport: { url: string; transporter: Transporter } | undefined;

function transporterTo(url: string): Transporter {
  if (transport?.url === url) return transport.transporter;
  const transporter = createTransport({
    url,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 15 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport = { url, transporter };
  return transporter;
}

function sender(): string {
  const host = process.env.APP_URL ? new URL(process.env.APP_URL).hostname : "localhost";
  return process.env.MAIL_FROM || `Hearsay <hearsay@${host}>`;
}

/** Sends a letter by SMTP, or keeps it for the mailbox of a local trial. */
export async function sendMail(to: string, letter: Letter, route: "smtp" | "mailbox"): Promise<void> {
  if (route === "mailbox") return keepLocalMail({ to, subject: letter.subject, text: letter.text });
  try {
    const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
    const transporter = transporterTo(process.env.SMTP_URL ?? "");
    await transporter.sendMail({ from: sender(), to: { name: "", address: to }, ...letter, headers });
  } catch (cause) {
    log.error({ err: cause }, "a mail was not sent");
    throw Object.assign(new Refusal("mail-not-sent"), { cause });
  }
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (c) => entities[c] ?? c);

/** The letter with a sign-in link and its code. Holds nothing that anybody typed. */
export function signInLetter(link: string, code: string, locale: Locale): Letter {
  const t = createTranslator({ locale, messages: words[locale], namespace: "mail" });
  const readable = formatCode(code);
  const parts = {
    greeting: t("signIn.greeting"),
    open: t("signIn.open", { minutes: linkMinutes }),
    otherBrowser: t("signIn.otherBrowser"),
    notYou: t("signIn.notYou"),
  };
  const text = [parts.greeting, parts.open, link, parts.otherBrowser, readable, parts.notYou].join("\n\n");
  const html = `<!doctype html><html lang="${locale}"><body style="font:16px/1.5 sans-serif;max-width:36em">
<p>${escaped(parts.greeting)}</p><p>${escaped(parts.open)}</p>
<p><a href="${escaped(link)}">${escaped(t("signIn.button"))}</a></p>
<p>${escaped(parts.otherBrowser)}</p><p style="font:600 22px/1 monospace;letter-spacing:2px">${readable}</p>
<p style="color:#555">${escaped(parts.notYou)}</p></body></html>`;
  return { subject: t("signIn.subject"), text: `${text}\n`, html };
}
