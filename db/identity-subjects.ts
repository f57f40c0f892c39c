import { type SQL, sql } from "drizzle-orm";
import { type IdentityNoun, nameInAddress } from "@/rules/identity";
import { Refusal } from "@/rules/refusal";
import type { Connection } from "./client";
import { isUuid } from "./references";

/** Something that can be changed into another, with the words and the part of its address that it goes by. */
export type IdentitySubject = {
  id: string;
  noun: IdentityNoun;
  label: string;
  slug: string | null;
  path: string;
};

const queries = {
  device: (named: string, id: SQL) => sql`
    select d.id, d.slug, coalesce(d.official_name, d.working_name) as label, d.merged_into_id as merged from device d
    where d.id = coalesce((select s.device_id from device_slug s where s.slug = ${named}), ${id})`,
  source: (named: string, id: SQL) => sql`
    select s.id, s.slug, s.name as label, s.merged_into_id as merged from source s where s.slug = ${named} or s.id = ${id}`,
  claim: (_: string, id: SQL) => sql`
    select c.id, null as slug, c.statement as label, c.merged_into_id as merged from claim c where c.id = ${id}`,
  document: (_: string, id: SQL) => sql`
    select d.id, null as slug, d.title as label, d.merged_into_id as merged from document d where d.id = ${id}`,
} satisfies Record<IdentityNoun, (named: string, id: SQL) => SQL>;

const addresses = { device: "devices", source: "sources", claim: "claims", document: "documents" } as const;

/** The subject that is meant by a slug, an id or an address; null where there is none. */
async function findIdentitySubject(
  noun: IdentityNoun,
  text: string,
  on: Connection,
): Promise<(IdentitySubject & { merged: boolean }) | null> {
  const named = nameInAddress(text, addresses[noun]);
  if ((noun === "claim" || noun === "document") && !isUuid(named)) return null;
  const byId = isUuid(named) ? sql`${named}::uuid` : sql`null::uuid`;
  const [row] = await on.execute<{ id: string; slug: string | null; label: string; merged: string | null }>(
    queries[noun](named, byId),
  );
  if (!row) return null;
  const path = `/${addresses[noun]}/${row.slug ?? row.id}`;
  return { id: row.id, noun, label: row.label, slug: row.slug, path, merged: row.merged !== null };
}

/** The same for a change: refuses what is not there, and what another stands for already. */
export async function requireIdentitySubject(
  { noun, text, path }: { noun: IdentityNoun; text: string; path: "subject" | "target" },
  on: Connection,
): Promise<IdentitySubject> {
  const found = await findIdentitySubject(noun, text, on);
  if (!found || found.merged) {
    const reason = found ? "merged-already" : (`${noun}-not-found` as const);
    throw new Refusal(reason, { problems: [{ path, reason }] });
  }
  const { merged: _, ...subject } = found;
  return subject;
}
