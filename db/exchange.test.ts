import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { ExchangeFile, ExchangeVerdict } from "@/rules/exchange";
import { rawSql } from "./client";
import { seedDemo } from "./demo";
import { exchangeText, exportExchange } from "./exchange-export";
import { importFile } from "./exchange-file";
import { readExchange } from "./exchange-format";
import { ExchangeRefused, importExchange } from "./exchange-import";
import { changeIdentity } from "./identity";
import { aMember } from "./test-data";

const examplePath = join(import.meta.dirname, "examples", "rumors.json");

/** A small file with one of everything. */
function sample(): ExchangeFile {
  return {
    format: "hearsay/1",
    brands: [{ slug: "acme", name: "Acme", country: "DE" }],
    attributes: [
      {
        slug: "wired-charging",
        name: { en: "Wired charging", de: "Laden mit Kabel" },
        group: "power",
        type: "number",
        unit: "W",
        exclusive: true,
        tolerance: null,
      },
    ],
    sources: [
      { slug: "acme", name: "Acme", kind: "manufacturer", url: null, language: "de", brand: "acme" },
      { slug: "a-leaker", name: "A leaker", kind: "leaker", url: null, language: "en", brand: null },
    ],
    documents: [document("leak", "a-leaker", "2022-02-08"), document("release", "acme", "2022-07-04")],
    devices: [
      {
        slug: "acme-one",
        brand: "acme",
        workingName: "Acme One",
        officialName: null,
        aliases: [{ name: "One", kind: "rumored_name" }],
        status: "rumored",
        announced: null,
        released: null,
        summary: "A phone.",
      },
    ],
    claims: [claim("c-1", 120)],
  };
}

function document(id: string, source: string, published: string): ExchangeFile["documents"][number] {
  return {
    id,
    url: `https://example.org/${id}`,
    title: `About ${id}`,
    source,
    published,
    publishedPrecision: "day",
    language: "en",
    kind: "article",
    verified: true,
    seen: "page",
    note: null,
  };
}

function claim(id: string, number: number): ExchangeFile["claims"][number] {
  return {
    id,
    device: "acme-one",
    attribute: "wired-charging",
    scope: null,
    statement: `The phone charges at ${number} W by cable.`,
    value: { number, unit: "W" },
    firstReported: "2022-02-08",
    firstReportedBasis: "document",
    reports: [
      { document: "leak", stance: "supports", origin: "a-leaker", originDocument: null, fidelity: "exact" },
    ],
    verdict: null,
  };
}

function verdict(outcome: "confirmed" | "refuted", knownAt = "2022-07-04"): ExchangeVerdict {
  return {
    outcome,
    document: "release",
    evidence: ["release"],
    knownAt,
    basis: "official",
    fromMemory: false,
    qualifier: null,
    note: null,
  };
}

function only(file: ExchangeFile) {
  return file.claims[0] ?? claim("none", 0);
}

const take = (file: ExchangeFile) => importExchange(file, { name: "sample.json" });

async function problemsOf(file: ExchangeFile): Promise<string[]> {
  const refused = await take(file).catch((cause: unknown) => cause);
  if (!(refused instanceof ExchangeRefused)) throw new Error(`not refused: ${refused}`);
  return refused.problems.map((problem) => `${problem.path}: ${problem.reason}`);
}

async function countRows(): Promise<number> {
  const [row] = await rawSql()<{ n: number }[]>`
    select ((select count(*) from brand) + (select count(*) from device) + (select count(*) from document)
      + (select count(*) from claim) + (select count(*) from report) + (select count(*) from decision))::int as n`;
  return row?.n ?? -1;
}

async function addMember(handle: string, more: { simulated?: boolean; role?: string } = {}): Promise<string> {
  const [row] = await rawSql()<{ id: string }[]>`
    insert into member (id, handle, handle_folded, role, simulated)
    values (gen_random_uuid(), ${handle}, ${handle}, ${more.role ?? "member"}, ${more.simulated ?? false}) returning id`;
  return row?.id ?? "";
}

beforeEach(async () => {
  await rawSql()`truncate brand, attribute, source, member, decision, change cascade`;
});

describe("the example data", () => {
  test("comes out of an export as it went in, to the byte", async () => {
    await importFile(examplePath);
    const text = [...exchangeText(await exportExchange())].join("");
    expect(text === readFileSync(examplePath, "utf8")).toBe(true);
  });

  test("is changed by no second import", async () => {
    await importFile(examplePath);
    await rawSql()`truncate change`;
    const before = await countRows();
    const { counts, notes } = await importFile(examplePath);
    expect(Object.values(counts).map((one) => one.new + one.changed)).toEqual(Array(9).fill(0));
    expect(notes).toEqual([]);
    expect(await countRows()).toBe(before);
    expect(await rawSql()`select * from change`).toEqual([]);
  });

  test("is changed by no second import after devices, claims, sources and documents were merged and moved", async () => {
    await importFile(examplePath);
    const viewer = await aMember({ role: "moderator" });
    const reason = "It was the same all along.";
    const twins = await rawSql()<{ loser: string; survivor: string }[]>`
      select l.id as loser, s.id as survivor from claim l join claim s on s.device_id = l.device_id
        and s.attribute_id = l.attribute_id and s.scope is not distinct from l.scope and s.id < l.id
      left join verdict lv on lv.id = l.verdict_id left join verdict sv on sv.id = s.verdict_id
      where lv.outcome is not distinct from sv.outcome order by l.id limit 2`;
    const [one, other] = await rawSql()<{ id: string }[]>`select id from document order by id limit 2`;
    for (const { loser, survivor } of twins)
      await changeIdentity(viewer, { kind: "merge_claims", subject: loser, target: survivor, reason });
    const [documents, sources] = [
      { subject: one?.id ?? "", target: other?.id ?? "" },
      { subject: "9to5google", target: "androidpolice" },
    ];
    await changeIdentity(viewer, { kind: "merge_documents", ...documents, reason });
    await changeIdentity(viewer, { kind: "merge_sources", ...sources, reason });
    const [moved] = await rawSql()<
      { id: string }[]
    >`select id from claim where merged_into_id is null order by id desc limit 1`;
    const target = "xiaomi-12s-ultra";
    await changeIdentity(viewer, { kind: "move_claim", subject: moved?.id ?? "", target, reason });
    await changeIdentity(viewer, { kind: "merge_devices", subject: "xiaomi-12-ultra", target, reason });
    const before = await countRows();
    const { counts } = await importFile(examplePath);
    expect(Object.values(counts).map((one) => one.new)).toEqual(Array(9).fill(0));
    expect(await countRows()).toBeLessThanOrEqual(before + 1);
  });

  test("gets simulated members whose ratings end before the fact is public, once, and an export shows none of it", async () => {
    await importFile(examplePath);
    const { members, ratings } = await seedDemo();
    expect([members, ratings > 2000]).toEqual([43, true]);
    expect(await seedDemo()).toEqual({ members: 0, ratings: 0 });
    expect(
      await rawSql()`
        select h.id from rating_history h join claim c on c.id = h.claim_id join verdict v on v.id = c.verdict_id
        where h.at >= v.known_at`,
    ).toEqual([]);
    expect(await rawSql()`select id from member where not simulated`).toEqual([]);
    expect(await rawSql()`select state from submission`).toEqual(Array(3).fill({ state: "queued" }));
    const text = [...exchangeText(await exportExchange())].join("");
    expect(text === readFileSync(examplePath, "utf8")).toBe(true);
  });
});

test("two imports of one file at once add it once", async () => {
  const [a, b] = await Promise.all([take(sample()), take(sample())]);
  expect([a.counts.claims.new, b.counts.claims.new].sort()).toEqual([0, 1]);
});

test("an imported claim counts as new on the day it was first reported", async () => {
  await take(sample());
  expect(await rawSql()`select created_at = '2022-02-08T00:00:00Z' as same from claim`).toEqual([
    { same: true },
  ]);
});

test("a value in another unit of its kind is stored in the attribute's", async () => {
  const file = sample();
  only(file).value = { number: 0.067, unit: "kW" };
  await take(file);
  expect(await rawSql()`select value from claim`).toEqual([{ value: { number: 67, unit: "W" } }]);
});

describe("a file that builds on what is there", () => {
  test("brings brands, attributes, kinds of sources and languages never seen, pages without address, verdicts without passage", async () => {
    await take(sample());
    const file: ExchangeFile = {
      format: "hearsay/1",
      brands: [{ slug: "other", name: "Other", country: "JP" }],
      attributes: [
        {
          slug: "scent",
          name: { en: "Scent", de: "Geruch" },
          group: "senses",
          type: "text",
          unit: null,
          exclusive: false,
          tolerance: null,
        },
      ],
      sources: [
        { slug: "carrier", name: "A carrier", kind: "carrier", url: null, language: "sw", brand: null },
      ],
      documents: [
        {
          ...document("flyer", "carrier", "2023-01-01"),
          url: null,
          language: "sw",
          verified: false,
          seen: "none",
        },
      ],
      devices: [],
      claims: [
        {
          ...claim("c-2", 0),
          attribute: "scent",
          value: { text: "lemon" },
          reports: [
            {
              document: "flyer",
              stance: "supports",
              origin: null,
              originDocument: null,
              fidelity: "unknown",
            },
          ],
          verdict: { ...verdict("confirmed", "2023-01-01"), document: "flyer", evidence: [] },
        },
      ],
    };
    const { counts } = await take(file);
    expect([counts.claims.new, counts.verdicts.new]).toEqual([1, 1]);
    expect(await rawSql()`select imported, passage from verdict`).toEqual([
      { imported: true, passage: null },
    ]);
  });

  test("supersedes the verdict it changes, and the older file brings the old one not back", async () => {
    const older = sample();
    only(older).verdict = verdict("confirmed");
    const newer = sample();
    only(newer).verdict = verdict("refuted");
    await take(older);
    expect((await take(newer)).counts.verdicts.new).toBe(1);
    expect((await take(older)).counts.verdicts).toEqual({ new: 0, changed: 0, same: 1 });
    const inForce = await rawSql()`select v.outcome from claim c join verdict v on v.id = c.verdict_id`;
    expect(inForce).toEqual([{ outcome: "refuted" }]);
    expect(only(await exportExchange()).verdict?.outcome).toBe("refuted");
  });

  test("does not overrule a moderator of this installation, and says so", async () => {
    await take(sample());
    const moderator = await addMember("mod", { role: "moderator" });
    await rawSql()`
      insert into verdict (id, claim_id, outcome, basis, known_at, decided_by)
      select gen_random_uuid(), id, 'partly', 'lapse', '2022-07-01', ${moderator} from claim`;
    const file = sample();
    only(file).verdict = verdict("confirmed");
    const { notes } = await take(file);
    expect(notes.map((note) => note.path)).toEqual(["claims[0].verdict"]);
    expect(only(await exportExchange()).verdict?.outcome).toBe("partly");
  });

  test("changes descriptions", async () => {
    await take(sample());
    const file = sample();
    only(file).statement = "It charges at 120 W.";
    const [phone] = file.devices;
    if (phone)
      Object.assign(phone, { status: "announced", announced: "2022-07-04", officialName: "Acme One S" });
    const { counts } = await take(file);
    expect([counts.claims.changed, counts.devices.changed]).toEqual([1, 1]);
    expect(await exportExchange()).toEqual(file);
  });

  test("becomes a report on a member's claim of the same value and takes up their page", async () => {
    const empty = { ...sample(), documents: [], claims: [] };
    await take(empty);
    const author = await addMember("anna");
    const [page] = await rawSql()<{ id: string }[]>`
      insert into document (id, url, url_key, title, source_id, published, published_precision, language, kind, verified, seen, submitted_by)
      select gen_random_uuid(), 'http://www.example.org/leak/', 'example.org/leak', 'Mine', id, '2022-02-08', 'day', 'en', 'article', true, 'page', ${author}
      from source where slug = 'a-leaker' returning id`;
    await rawSql()`
      insert into claim (id, device_id, attribute_id, statement, value, value_key, first_reported, first_reported_basis, submitted_by)
      select gen_random_uuid(), d.id, a.id, 'Mine.', '{"number": 120, "unit": "W"}', '120', '2022-02-08', 'document', ${author}
      from device d, attribute a`;
    const { counts } = await take(sample());
    expect([counts.claims.new, counts.documents.new, counts.reports.new]).toEqual([0, 1, 1]);
    expect(await rawSql()`select external_id from document where id = ${page?.id ?? ""}`).toEqual([
      { external_id: "leak" },
    ]);
  });
});

describe("an export", () => {
  async function submit(author: string, value: number): Promise<void> {
    const id = crypto.randomUUID();
    await rawSql()`
      insert into claim (id, device_id, attribute_id, statement, value, value_key, first_reported, first_reported_basis, submitted_by)
      select ${id}, d.id, a.id, 'Submitted.', jsonb_build_object('number', ${value}::int, 'unit', 'W'), ${String(value)}, '2022-02-08', 'document', ${author}
      from device d, attribute a`;
    await rawSql()`
      insert into document (id, url, url_key, title, source_id, published, published_precision, language, kind, verified, seen, submitted_by)
      select ${id}, ${`https://example.org/${id}`}, ${`example.org/${id}`}, 'Submitted', id, '2022-02-08', 'day', 'en', 'article', false, 'url', ${author}
      from source where slug = 'a-leaker'`;
    await rawSql()`
      insert into report (id, claim_id, document_id, stance, fidelity, submitted_by)
      values (${id}, ${id}, ${id}, 'supports', 'unknown', ${author})`;
  }

  test("holds members' rumors and none of simulated members, and its import here changes nothing", async () => {
    await take(sample());
    await submit(await addMember("anna"), 67);
    await submit(await addMember("robot", { simulated: true }), 90);
    const file = await exportExchange();
    const watts = file.claims.map((one) => ("number" in one.value ? one.value.number : null));
    expect(watts.sort()).toEqual([120, 67]);
    expect(file.documents).toHaveLength(3);
    expect(readExchange(JSON.parse(JSON.stringify(file))).problems).toEqual([]);
    const { counts } = await take(file);
    expect(Object.values(counts).map((one) => one.new + one.changed)).toEqual(Array(9).fill(0));
  });
});

type Change = (file: ExchangeFile) => void;
const first = <T>(list: T[]): T => {
  const [item] = list;
  if (item === undefined) throw new Error("the sample has one of everything");
  return item;
};

describe("a file is refused as a whole, with path and reason,", () => {
  test.each<[string, Change, string]>([
    ["device", (f) => Object.assign(only(f), { device: "x" }), 'claims[0].device: there is no device "x"'],
    ["attribute", (f) => Object.assign(only(f), { attribute: "x" }), "claims[0].attribute: there is no"],
    ["brand", (f) => Object.assign(first(f.devices), { brand: "x" }), "devices[0].brand: there is no"],
    ["publisher", (f) => Object.assign(first(f.documents), { source: "x" }), "documents[0].source: there is"],
    [
      "document of a report",
      (f) => Object.assign(first(only(f).reports), { document: "x" }),
      "claims[0].reports[0].document: there is no",
    ],
    [
      "evidence",
      (f) => Object.assign(only(f), { verdict: { ...verdict("confirmed"), evidence: ["x"] } }),
      "claims[0].verdict.evidence[0]: there is no",
    ],
  ])("when its %s leads nowhere", async (_, change, expected) => {
    const file = sample();
    change(file);
    expect((await problemsOf(file)).join("\n")).toContain(expected);
    expect(await countRows()).toBe(0);
  });

  test.each<[string, Change, string]>([
    [
      "an id is used twice",
      (f) => f.claims.push(claim("c-1", 67)),
      'claims[1].id: "c-1" is already at claims[0].id',
    ],
    ["two claims say the same", (f) => f.claims.push(claim("c-2", 120)), "claims[1].value: says the same"],
    [
      "a value does not fit its attribute",
      (f) => Object.assign(only(f), { value: { text: "fast" } }),
      'claims[0].value: does not fit the attribute "wired-charging" (number in W)',
    ],
    [
      "a report repeats a document that is none",
      (f) => Object.assign(first(only(f).reports), { originDocument: "release" }),
      "claims[0].reports[0].originDocument: ",
    ],
    [
      "a verdict lies in the future",
      (f) => Object.assign(only(f), { verdict: verdict("confirmed", "2099-01-01") }),
      "claims[0].verdict.knownAt: 2099-01-01 is in the future",
    ],
    [
      "a verdict contradicts itself",
      (f) => Object.assign(only(f), { verdict: { ...verdict("confirmed"), basis: "none" } }),
      "claims[0].verdict.basis: ",
    ],
    [
      "a phone is released before it is announced",
      (f) => Object.assign(first(f.devices), { announced: "2022-07-04", released: "2022-07-03" }),
      "devices[0].released: ",
    ],
  ])("when %s", async (_, change, expected) => {
    const file = sample();
    change(file);
    expect((await problemsOf(file)).join("\n")).toContain(expected);
    expect(await countRows()).toBe(0);
  });

  test.each<[string, Change, string]>([
    [
      "the value of a stored claim",
      (f) => Object.assign(only(f), { value: { number: 67, unit: "W" } }),
      "claims[0].value: ",
    ],
    [
      "a stored report",
      (f) => Object.assign(first(only(f).reports), { stance: "contradicts" }),
      "claims[0].reports[0]: ",
    ],
    [
      "what values are compared under",
      (f) => Object.assign(first(f.attributes), { tolerance: 5 }),
      "attributes[0].tolerance: ",
    ],
    [
      "a claim under another id",
      (f) => Object.assign(only(f), { id: "c-9" }),
      "claims[0].value: says the same",
    ],
  ])("when it contradicts %s", async (_, change, expected) => {
    await take(sample());
    const before = await exportExchange();
    const file = sample();
    file.brands.push({ slug: "later", name: "Later", country: "FR" });
    change(file);
    expect((await problemsOf(file)).join("\n")).toContain(expected);
    expect(await exportExchange()).toEqual(before);
  });

  test.each<[string, (json: ReturnType<typeof sample> & Record<string, unknown>) => void, string]>([
    ["another format", (f) => Object.assign(f, { format: "hearsay/2" }), "format: must be"],
    ["an unknown key", (f) => Object.assign(f, { extra: 1 }), 'file: Unrecognized key: "extra"'],
    [
      "a script as address",
      (f) => Object.assign(first(f.documents), { url: "javascript:alert(1)" }),
      "documents[0].url: ",
    ],
    [
      "a day that is none",
      (f) => Object.assign(only(f), { firstReported: "2022-02-30" }),
      "claims[0].firstReported: ",
    ],
    [
      "a sentence turned around",
      (f) => Object.assign(only(f), { statement: "\u202eabc" }),
      "claims[0].statement: ",
    ],
    ["a zero byte", (f) => Object.assign(only(f), { statement: "a\u0000b" }), "claims[0].statement: "],
    ["no report", (f) => Object.assign(only(f), { reports: [] }), "claims[0].reports: "],
    [
      "an outcome that is none",
      (f) => Object.assign(only(f), { verdict: { ...verdict("confirmed"), outcome: "x" } }),
      "claims[0].verdict.outcome: ",
    ],
  ])("when it has %s", (_, change, expected) => {
    const file = sample() as ReturnType<typeof sample> & Record<string, unknown>;
    change(file);
    const said = readExchange(file).problems.map((problem) => `${problem.path}: ${problem.reason}`);
    expect(said.join("\n")).toContain(expected);
  });
});

test("a failure of the database half way leaves nothing behind", async () => {
  await rawSql()`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`;
  await rawSql()`create trigger refuse before insert on report for each row execute function refuse()`;
  await expect(take(sample())).rejects.toThrow();
  await rawSql()`drop trigger refuse on report`;
  expect(await countRows()).toBe(0);
});
