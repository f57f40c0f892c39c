import { createTranslator } from "next-intl";
import type { Locale } from "@/rules/locales";
import { formatCode, linkMinutes } from "@/rules/sign-in";
import { escaped, type Letter, letterHtml, words } from "./letter";

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
  const html = letterHtml(locale, [
    `<p>${escaped(parts.greeting)}</p><p>${escaped(parts.open)}</p>`,
    `<p><a href="${escaped(link)}">${escaped(t("signIn.button"))}</a></p>`,
    `<p>${escaped(parts.otherBrowser)}</p><p style="font:600 22px/1 monospace;letter-spacing:2px">${readable}</p>`,
    `<p style="color:#555">${escaped(parts.notYou)}</p>`,
  ]);
  return { subject: t("signIn.subject"), text: `${text}\n`, html };
}
