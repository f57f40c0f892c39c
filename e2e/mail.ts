import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

type MailServer = { url: string; folder: string; stop: () => Promise<void> };

/** A mail server on loopback that lays every mail into a folder, where the tests' own processes find it. */
export async function startMailServer(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), "hearsay-mails-"));
  let received = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(",");
        received += 1;
        const name = `${String(received).padStart(4, "0")} ${to}.eml`;
        writeFileSync(join(folder, name), Buffer.concat(chunks));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = () =>
    new Promise<void>((resolve) =>
      server.close(() => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      }),
    );
  return { url: `smtp://127.0.0.1:${port}`, folder, stop };
}

/** The newest mail to this address as text, once it has come. */
export async function mailTo(address: string): Promise<string> {
  const folder = process.env.E2E_MAILS ?? "";
  for (let attempt = 0; attempt < 100; attempt++) {
    const name = readdirSync(folder)
      .filter((entry) => entry.endsWith(` ${address}.eml`))
      .sort()
      .at(-1);
    if (name) return decoded(readFileSync(join(folder, name), "utf8"));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail came to ${address}.`);
}

function decoded(mail: string): string {
  const bytes = mail
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
