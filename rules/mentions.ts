const mention = /(?<![\p{L}\p{N}_.@/-])@([a-z0-9][a-z0-9_-]{2,29})(?![\p{L}\p{N}_@])/giu;

/** More than these are nobody's business. */
export const MENTIONS_AT_MOST = 10;

/** The handles that a text calls by `@`, each once, in their order; no part of an e-mail address or a link is one. */
export function mentionedHandles(text: string): string[] {
  const found = [...text.matchAll(mention)].map(([, handle = ""]) => handle.toLowerCase());
  return [...new Set(found)].slice(0, MENTIONS_AT_MOST);
}
