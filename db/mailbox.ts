import { desc, lt, sql } from "drizzle-orm";
import { database } from "./client";
import { localMail } from "./schema/members";

export type Mail = { to: string; subject: string; text: string };

/** Keeps a mail for the mailbox page of a local trial, and drops those older than a day. */
export async function keepLocalMail(mail: Mail): Promise<void> {
  await database().delete(localMail).where(lt(localMail.at, sql`now() - interval '1 day'`));
  await database().insert(localMail).values(mail);
}

/** The newest mails, newest first. */
export function listLocalMails() {
  return database().select().from(localMail).orderBy(desc(localMail.at), desc(localMail.id)).limit(20);
}
