import { v7 } from "uuid";
import { valueKey } from "@/rules/values";
import type { Attribute } from "@/rules/vocabulary";
import { database, transaction } from "./client";
import { refreshSlots } from "./credibility";
import { attribute, claim, rating, report, verdict } from "./schema/claims";
import { brand, device } from "./schema/devices";
import { document, source } from "./schema/documents";
import { member } from "./schema/members";
import { scoreClaim } from "./scores";
import { lockAllSlots } from "./slot-locks";

// Rows for tests: each function writes one row that is whole by itself, and `more` says what the test is about.
// Credibilities follow, as they do when the application writes.

type New<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

const tail = () => v7().slice(-12);

async function only<T>(rows: Promise<T[]>): Promise<T> {
  const [row] = await rows;
  if (!row) throw new Error("an insert returned no row");
  return row;
}

async function aBrand(more: New<typeof brand> = {}) {
  const values = { slug: `brand-${tail()}`, name: "Acme", country: "DE", ...more };
  return only(database().insert(brand).values(values).returning());
}

export async function aDevice(more: New<typeof device> = {}) {
  const brandId = more.brandId ?? (await aBrand()).id;
  const values = {
    slug: `device-${tail()}`,
    workingName: "Acme One",
    status: "rumored" as const,
    summary: "A phone.",
    ...more,
    brandId,
  };
  return only(database().insert(device).values(values).returning());
}

export async function anAttribute(more: New<typeof attribute> = {}) {
  const values = {
    slug: `attribute-${tail()}`,
    nameEn: "Wired charging",
    nameDe: "Laden per Kabel",
    group: "power",
    type: "number" as const,
    unit: (more.type ?? "number") === "number" ? "W" : null,
    exclusive: true,
    ...more,
  };
  return only(database().insert(attribute).values(values).returning());
}

export async function aSource(more: New<typeof source> = {}) {
  const values = {
    slug: `source-${tail()}`,
    name: "The Outlet",
    kind: "outlet" as const,
    language: "en",
    ...more,
  };
  return only(database().insert(source).values(values).returning());
}

export async function aDocument(more: New<typeof document> = {}) {
  const sourceId = more.sourceId ?? (await aSource()).id;
  const values = {
    title: "A page about a phone",
    url: `https://outlet.example/${tail()}`,
    published: "2022-05-01",
    publishedPrecision: "day" as const,
    language: "en",
    kind: "article" as const,
    verified: true,
    seen: "page" as const,
    ...more,
    sourceId,
  };
  return only(database().insert(document).values(values).returning());
}

/** A claim of 67 W on a device and attribute of its own, unless `more` names them. */
export async function aClaim(more: New<typeof claim> = {}) {
  const deviceId = more.deviceId ?? (await aDevice()).id;
  const attributeId = more.attributeId ?? (await anAttribute()).id;
  const value = more.value ?? { number: 67, unit: "W" };
  const values = {
    statement: "The phone charges at 67 W by cable.",
    firstReported: "2022-05-01",
    firstReportedBasis: "document" as const,
    valueKey: valueKey(value, wattage),
    ...more,
    value,
    deviceId,
    attributeId,
  };
  const row = await only(database().insert(claim).values(values).returning());
  await transaction((tx) => refreshSlots([row.id], "report", tx));
  return row;
}

const wattage: Attribute = {
  slug: "",
  name: { en: "", de: "" },
  group: "",
  type: "number",
  unit: "W",
  exclusive: true,
  tolerance: null,
};

export async function aReport(more: New<typeof report> & { claimId: string }) {
  const documentId = more.documentId ?? (await aDocument()).id;
  const values = { stance: "supports" as const, fidelity: "unknown" as const, ...more, documentId };
  const row = await only(database().insert(report).values(values).returning());
  await transaction((tx) => refreshSlots([row.claimId], "report", tx));
  return row;
}

export async function aMember(more: New<typeof member> = {}) {
  const handle = more.handle ?? `m${tail()}`;
  const values = {
    email: `${handle}@example.org`,
    ...more,
    handle,
    handleFolded: handle.toLowerCase().replace(/[-_]/g, ""),
  };
  return { ...(await only(database().insert(member).values(values).returning())), suspended: false };
}

export async function aRating(more: New<typeof rating> & { claimId: string }) {
  const memberId = more.memberId ?? (await aMember()).id;
  const values = { probability: 0.5, ...more, memberId };
  const row = await only(database().insert(rating).values(values).returning());
  await transaction((tx) => refreshSlots([row.claimId], "rating", tx));
  return row;
}

/** A ruling by a moderator of its own with document and passage, unless `more` says otherwise. */
export async function aVerdict(more: New<typeof verdict> & { claimId: string }) {
  const decidedBy = more.decidedBy ?? (await aMember({ role: "moderator" })).id;
  const documentId =
    more.documentId === undefined ? (await aDocument({ kind: "press_release" })).id : more.documentId;
  const values = {
    outcome: "confirmed" as const,
    basis: "official" as const,
    passage: "67 W wired charging",
    knownAt: new Date("2022-07-04T00:00:00Z"),
    ...more,
    decidedBy,
    documentId,
  };
  return transaction(async (tx) => {
    await lockAllSlots(tx);
    const row = await only(tx.insert(verdict).values(values).returning());
    await scoreClaim(row.claimId, tx);
    await refreshSlots([row.claimId], "verdict", tx);
    return row;
  });
}
