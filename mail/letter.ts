import de from "@/messages/de.json";
import en from "@/messages/en.json";

export const words = { en, de };

export type Letter = { subject: string; text: string; html: string };

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (c) => entities[c] ?? c);

/** The document around the paragraphs of a letter. */
export function letterHtml(locale: string, paragraphs: string[]): string {
  return `<!doctype html><html lang="${locale}"><body style="font:16px/1.5 sans-serif;max-width:36em">
${paragraphs.join("\n")}</body></html>`;
}
