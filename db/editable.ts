import { and, eq, isNull, ne } from "drizzle-orm";
import { editableFields, type Fields } from "@/rules/edits";
import { Refusal } from "@/rules/refusal";
import { urlKey } from "@/rules/urls";
import type { EditableKind } from "@/rules/vocabulary";
import type { Connection, Transaction } from "./client";
import { isUuid } from "./references";
import { claim } from "./schema/claims";
import { device } from "./schema/devices";
import { document, source } from "./schema/documents";

export type EditSubject = { kind: EditableKind; id: string };

/** Something that can be edited, as it stands. */
export type Editable = EditSubject & {
  title: string;
  /** Path of its page, without the language. */
  path: string;
  fields: Fields;
  /** Where the log files it. */
  filed: { claimId?: string; deviceId?: string; sourceId?: string; documentId?: string };
};

const tables = { device, claim, source, document } as const;

/** What stands for this id now: itself, or what it was merged into. */
export async function survivorOf({ kind, id }: EditSubject, on: Connection): Promise<EditSubject> {
  if (!isUuid(id)) return { kind, id };
  const table = tables[kind];
  const [row] = await on.select({ into: table.mergedIntoId }).from(table).where(eq(table.id, id));
  return { kind, id: row?.into ?? id };
}

/** What stands under this id, locked when `forUpdate` is asked within a transaction; null when there is no such thing. */
export async function findEditable(
  { kind, id }: EditSubject,
  on: Connection,
  forUpdate = false,
): Promise<Editable | null> {
  if (!isUuid(id)) return null;
  const table = tables[kind];
  const query = on
    .select()
    .from(table)
    .where(and(eq(table.id, id), isNull(table.mergedIntoId)));
  const [row] = forUpdate ? await query.for("update") : await query;
  if (!row) return null;
  const all = row as Record<string, unknown>;
  const fields = Object.fromEntries(
    editableFields[kind].map((name) => [name, (all[name] as string | null) ?? null]),
  );
  return { kind, id, fields, ...named(kind, all) };
}

function named(kind: EditableKind, row: Record<string, unknown>): Pick<Editable, "title" | "path" | "filed"> {
  const id = String(row.id);
  switch (kind) {
    case "device":
      return {
        title: String(row.officialName ?? row.workingName),
        path: `/devices/${row.slug}`,
        filed: { deviceId: id },
      };
    case "claim":
      return {
        title: String(row.statement),
        path: `/claims/${id}`,
        filed: { claimId: id, deviceId: String(row.deviceId) },
      };
    case "source":
      return { title: String(row.name), path: `/sources/${row.slug}`, filed: { sourceId: id } };
    case "document":
      return { title: String(row.title), path: `/documents/${id}`, filed: { documentId: id } };
  }
}

/** Writes these fields over what stands. A document's new address must not be another document's. */
export async function writeFields(found: Editable, fields: Fields, tx: Transaction): Promise<void> {
  const { kind, id } = found;
  if (kind === "document" && fields.url !== found.fields.url) {
    const key = fields.url ? await freeUrlKey(id, fields.url, tx) : null;
    await tx.update(document).set({ urlKey: key }).where(eq(document.id, id));
  }
  const table = tables[kind];
  await tx.update(table).set(fields).where(eq(table.id, id));
}

async function freeUrlKey(id: string, url: string, tx: Transaction): Promise<string> {
  const key = urlKey(url);
  const [other] = await tx
    .select({ id: document.id })
    .from(document)
    .where(and(eq(document.urlKey, key), ne(document.id, id)))
    .limit(1);
  if (!other) return key;
  const reason = "url-on-file";
  throw new Refusal(reason, {
    problems: [{ path: "fields.url", reason }],
    standing: { documentId: other.id },
  });
}
