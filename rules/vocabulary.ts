/** The closed vocabularies of the exchange format hearsay/1; tables, API and screens use the same words. */
export const sourceKinds = [
  "manufacturer",
  "regulator",
  "retailer",
  "carrier",
  "supplier",
  "leaker",
  "analyst",
  "outlet",
  "benchmark",
] as const;
export const documentKinds = [
  "article",
  "post",
  "press_release",
  "filing",
  "listing",
  "benchmark",
  "video",
  "teardown",
] as const;
export const precisions = ["day", "month", "year"] as const;
export const seenKinds = ["page", "quotation", "url", "none"] as const;
export const nameKinds = ["rumored_name", "codename", "model_number", "marketing_name"] as const;
export const deviceStatuses = ["rumored", "announced", "released", "cancelled"] as const;
export const attributeTypes = ["text", "number", "date", "money", "boolean"] as const;
export const bounds = ["about", "at-least", "at-most", "above", "below"] as const;
export const stances = ["supports", "contradicts", "mentions"] as const;
export const fidelities = ["exact", "altered", "unknown"] as const;
export const outcomes = ["confirmed", "partly", "refuted", "unresolved"] as const;
export const bases = ["official", "independent", "lapse", "none"] as const;
export const qualifiers = ["plan_changed", "region_limited", "misattributed", "name_changed"] as const;
/** How sure the source sounded: "will", "likely", "could". */
export const hedges = ["will", "likely", "could"] as const;
/** What moved a published credibility. */
export const credibilityCauses = [
  "report",
  "rating",
  "verdict",
  "reopening",
  "records",
  "import",
  "identity",
] as const;
export const firstReportedBases = ["document", "estimate"] as const;
export const submissionStates = ["queued", "accepted", "refused", "withdrawn"] as const;
export const decisionKinds = [
  "submission_accepted",
  "submission_refused",
  "verdict",
  "contest_upheld",
  "contest_rejected",
  "claim_reopened",
  "role_granted",
  "role_lapsed",
  "suspended",
  "suspension_lifted",
  "appeal_rejected",
  "flags_upheld",
  "flags_rejected",
  "comment_removed",
  "device_renamed",
  "devices_merged",
  "device_split",
  "claim_moved",
  "claims_merged",
  "sources_merged",
  "documents_merged",
  "identity_undone",
  "merge_dismissed",
  "relay_confirmed",
  "relay_dismissed",
  "edited",
  "edit_accepted",
  "edit_refused",
  "edit_reverted",
  "taken_down",
  "takedown_refused",
  "import",
] as const;
/** What can wait for a moderator. */
export const queueKinds = [
  "submission",
  "flag",
  "contest",
  "appeal",
  "takedown",
  "edit",
  "relay",
  "merge",
  "lapse",
] as const;
/** What a member is told of. */
export const notificationKinds = [
  "submission_decided",
  "claim_ruled",
  "verdict_contested",
  "contest_decided",
  "claim_reopened",
  "claim_moved",
  "mentioned",
  "edit_decided",
  "flag_decided",
  "comment_replied",
  "comment_removed",
  "role_changed",
  "suspended",
  "suspension_lifted",
  "appeal_decided",
] as const;
/** What can be reported to moderators, edited with history, or merged. */
export const subjectKinds = ["device", "claim", "source", "document", "comment", "member"] as const;
export const editableKinds = ["device", "claim", "source", "document"] as const;
/** How what somebody asked moderators for came out. */
export const requestStates = ["open", "upheld", "rejected", "withdrawn"] as const;
export const flagReasons = [
  "spam",
  "abuse",
  "wrong",
  "duplicate",
  "personal_data",
  "copyright",
  "other",
] as const;
export const identityKinds = [
  "rename_device",
  "merge_devices",
  "split_device",
  "move_claim",
  "merge_claims",
  "merge_sources",
  "merge_documents",
] as const;
export const mailStates = ["waiting", "sending", "sent", "unknown", "failed", "dropped"] as const;

export type SourceKind = (typeof sourceKinds)[number];
export type DocumentKind = (typeof documentKinds)[number];
export type Precision = (typeof precisions)[number];
export type SeenKind = (typeof seenKinds)[number];
export type NameKind = (typeof nameKinds)[number];
export type DeviceStatus = (typeof deviceStatuses)[number];
export type AttributeType = (typeof attributeTypes)[number];
export type Bound = (typeof bounds)[number];
export type Stance = (typeof stances)[number];
export type Fidelity = (typeof fidelities)[number];
export type Outcome = (typeof outcomes)[number];
export type Basis = (typeof bases)[number];
export type Qualifier = (typeof qualifiers)[number];
export type Hedge = (typeof hedges)[number];
export type CredibilityCause = (typeof credibilityCauses)[number];
export type FirstReportedBasis = (typeof firstReportedBases)[number];
export type SubmissionState = (typeof submissionStates)[number];
export type DecisionKind = (typeof decisionKinds)[number];
export type RequestState = (typeof requestStates)[number];
export type FlagReason = (typeof flagReasons)[number];
export type SubjectKind = (typeof subjectKinds)[number];
export type EditableKind = (typeof editableKinds)[number];
export type QueueKind = (typeof queueKinds)[number];
export type NotificationKind = (typeof notificationKinds)[number];
export type MailState = (typeof mailStates)[number];
export type IdentityKind = (typeof identityKinds)[number];

/** A claimed value, in the shape of its attribute's type; the same shapes as in hearsay/1. Days are ISO `YYYY-MM-DD`. */
export type TextValue = { text: string };
export type NumberValue = { number: number; unit: string | null; to?: number; bound?: Bound };
export type DateValue = { from: string; to: string };
export type MoneyValue = { amount: number; currency: string; to?: number; bound?: Bound };
export type BooleanValue = { bool: boolean };
export type Value = TextValue | NumberValue | DateValue | MoneyValue | BooleanValue;

/** What a value is compared under: its attribute's type, unit, exclusiveness and tolerance. */
export type Attribute = {
  slug: string;
  name: { en: string; de: string };
  group: string;
  type: AttributeType;
  unit: string | null;
  exclusive: boolean;
  tolerance: number | null;
};
