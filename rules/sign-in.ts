/** Letters and digits that nobody mistakes for one another when reading them off another screen. */
export const codeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
export const codeLength = 8;
export const codeAttempts = 5;
export const linkMinutes = 10;

/** A typed code without spaces, dashes and lower case, or null when it cannot be one. */
export function normalizeCode(input: string): string | null {
  const code = input
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[\s\-–.]/g, "");
  return code.length === codeLength && [...code].every((c) => codeAlphabet.includes(c)) ? code : null;
}

/** The code as it is read out: two groups of four. */
export function formatCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
