/**
 * Where mails that no request asks for go: out by SMTP, into the mailbox of a local trial, or nowhere. The mailbox page itself
 * looks at each request, so what lies there is seen only from this machine.
 */
export function mailRoute(): "smtp" | "mailbox" | null {
  if (process.env.SMTP_URL) return "smtp";
  return process.env.HEARSAY_EMBEDDED === "1" && !process.env.APP_URL ? "mailbox" : null;
}
