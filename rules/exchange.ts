import type {
  Attribute,
  Basis,
  DeviceStatus,
  DocumentKind,
  Fidelity,
  FirstReportedBasis,
  NameKind,
  Outcome,
  Precision,
  Qualifier,
  SeenKind,
  SourceKind,
  Stance,
  Value,
} from "./vocabulary";

/** The exchange format hearsay/1, as db/examples/hearsay-1.schema.json describes it. */
export type ExchangeBrand = { slug: string; name: string; country: string };
export type ExchangeSource = {
  slug: string;
  name: string;
  kind: SourceKind;
  url: string | null;
  language: string;
  brand: string | null;
};
export type ExchangeDocument = {
  id: string;
  url: string | null;
  title: string;
  source: string;
  published: string;
  publishedPrecision: Precision;
  language: string;
  kind: DocumentKind;
  verified: boolean;
  seen: SeenKind;
  note: string | null;
};
export type ExchangeDevice = {
  slug: string;
  brand: string;
  workingName: string;
  officialName: string | null;
  aliases: { name: string; kind: NameKind }[];
  status: DeviceStatus;
  announced: string | null;
  released: string | null;
  summary: string;
};
export type ExchangeReport = {
  document: string;
  stance: Stance;
  origin: string | null;
  originDocument: string | null;
  fidelity: Fidelity;
};
export type ExchangeVerdict = {
  outcome: Outcome;
  document: string | null;
  evidence: string[];
  knownAt: string;
  basis: Basis;
  fromMemory: boolean;
  qualifier: Qualifier | null;
  note: string | null;
};
export type ExchangeClaim = {
  id: string;
  device: string;
  attribute: string;
  scope: string | null;
  statement: string;
  value: Value;
  firstReported: string;
  firstReportedBasis: FirstReportedBasis;
  reports: ExchangeReport[];
  verdict: ExchangeVerdict | null;
};
export type ExchangeFile = {
  format: "hearsay/1";
  brands: ExchangeBrand[];
  attributes: Attribute[];
  sources: ExchangeSource[];
  documents: ExchangeDocument[];
  devices: ExchangeDevice[];
  claims: ExchangeClaim[];
};

/** Why a file is refused, and where in it. */
export type ExchangeProblem = { path: string; reason: string };

/** What the installation holds already: a file may speak of it without repeating it. */
export type Known = {
  brands: ReadonlySet<string>;
  attributes: ReadonlyMap<string, Attribute>;
  sources: ReadonlySet<string>;
  documents: ReadonlySet<string>;
  devices: ReadonlySet<string>;
  /** Documents reported on a claim, by the claim's id. */
  reported: ReadonlyMap<string, ReadonlySet<string>>;
};
