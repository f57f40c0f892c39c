import de from "@/messages/de.json" with { type: "json" };
import en from "@/messages/en.json" with { type: "json" };

/** What people read, so that a journey finds fields and buttons by the words on them, in either language. */
export const words = { en, de };

/** A message's words before its first argument, as a pattern for what the page says. */
export function opening(message: string): RegExp {
  const fixed = message.split("{")[0]?.trim() ?? "";
  return new RegExp(fixed.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}
