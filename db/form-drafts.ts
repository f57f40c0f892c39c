import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Problem, Reason } from "@/rules/refusal";
import { database } from "./client";
import { formDraft } from "./schema/members";

export type FormDraft = {
  fields: Record<string, string>;
  /** Why the form was refused; `kept` when it was not, and its page goes on from what was typed. */
  reason: Reason | "kept";
  problems: Problem[];
};

const dayAgo = sql`now() - interval '1 day'`;

/** Keeps what was typed into a refused form, for a day. Returns the id that the form's page shows it by. */
export async function recordFormDraft(
  memberId: string | null,
  path: string,
  draft: FormDraft,
): Promise<string> {
  await database().delete(formDraft).where(lt(formDraft.at, dayAgo));
  const [row] = await database()
    .insert(formDraft)
    .values({ memberId, path, ...draft })
    .returning({ id: formDraft.id });
  if (!row) throw new Error("the draft was not kept");
  return row.id;
}

/** What was typed, as it was kept: a member's own, or one typed while signed out. Null for any other id. */
export async function findFormDraft(id: string, memberId: string | null): Promise<FormDraft | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const owner = memberId
    ? or(eq(formDraft.memberId, memberId), isNull(formDraft.memberId))
    : isNull(formDraft.memberId);
  const [row] = await database()
    .select({ fields: formDraft.fields, reason: formDraft.reason, problems: formDraft.problems })
    .from(formDraft)
    .where(and(eq(formDraft.id, id), gt(formDraft.at, dayAgo), owner));
  return (row as FormDraft | undefined) ?? null;
}
