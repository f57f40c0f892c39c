import { createTranslator } from "next-intl";
import type { Locale } from "@/rules/locales";
import { aboutLines, headlineValues, pathOf, type Told } from "@/rules/notifications";
import { escaped, type Letter, letterHtml, words } from "./letter";

const longestSubject = 120;

/** The letter that tells a member what the app tells them: what happened, the reason given, where to see it, how to stop these. */
export function notificationLetter(
  told: Told & { reason: string | null },
  locale: Locale,
  links: { origin: string; unsubscribe: string },
): Letter {
  const t = createTranslator({
    locale,
    messages: words[locale],
    namespace: "notifications",
    timeZone: "UTC",
  });
  const headline = t(`headline.${told.kind}`, headlineValues(told));
  const { statement, subject } = aboutLines(told);
  const page = `${links.origin}/${locale}${pathOf(told)}`;
  const settings = `${links.origin}/${locale}/account/notifications`;
  const about = [statement && t("quoted", { text: statement }), subject].filter((line) => line !== null);
  const reason = told.reason ? [t("reasonGiven", { reason: told.reason })] : [];
  const said = [`${headline}.`, ...about, ...reason];
  const footer = t("mail.why");
  const text = [
    ...said,
    `${t("mail.open")}\n${page}`,
    "-- ",
    `${footer}\n${t("mail.settings")}: ${settings}\n${t("mail.unsubscribe")}: ${links.unsubscribe}`,
  ];
  const html = [
    ...said.map((line) => `<p>${escaped(line)}</p>`),
    `<p><a href="${escaped(page)}">${escaped(t("mail.button"))}</a></p>`,
    `<p style="color:#555;font-size:14px">${escaped(footer)} <a href="${escaped(settings)}">${escaped(t("mail.settings"))}</a> · <a href="${escaped(links.unsubscribe)}">${escaped(t("mail.unsubscribe"))}</a></p>`,
  ];
  return {
    subject: shortened(statement ? `${headline}: ${statement}` : headline),
    text: `${text.join("\n\n")}\n`,
    html: letterHtml(locale, html),
  };
}

function shortened(subject: string): string {
  const line = subject.replaceAll(/\s+/g, " ");
  return line.length > longestSubject ? `${line.slice(0, longestSubject - 1)}…` : line;
}
