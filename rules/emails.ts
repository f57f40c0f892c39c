const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The domain in its ASCII form, or null when no mail can go there. */
function normalizeDomain(domain: string): string | null {
  // Everything a URL would read as more than a host name.
  if (domain === "" || domain.length > 253 || /[\s/\\?#:@[\]%<>,;"']/.test(domain)) return null;
  if (!URL.canParse(`http://${domain}`)) return null;
  const ascii = new URL(`http://${domain}`).hostname;
  const labels = ascii.split(".");
  const last = labels.at(-1) ?? "";
  const fits = labels.length >= 2 && labels.every((part) => label.test(part)) && !/^\d+$/.test(last);
  return fits && ascii.length <= 253 ? ascii : null;
}

/**
 * An e-mail address in the one form it is kept and compared in (lower case, domain as IDNA ASCII), or null.
 * Stricter than RFC 5322 on purpose: no quotes, comments, lists or control characters reach a mail header.
 */
export function normalizeEmail(input: string): string | null {
  const trimmed = input.trim();
  if (trimmed.length > 254) return null;
  const parts = trimmed.split("@");
  const [name = "", domain = ""] = parts;
  if (parts.length !== 2 || name.length > 64 || !/^[\x21-\x7e]+$/.test(name)) return null;
  if (!local.test(name.toLowerCase())) return null;
  const host = normalizeDomain(domain);
  const email = host && `${name.toLowerCase()}@${host}`;
  return email && email.length <= 254 ? email : null;
}
