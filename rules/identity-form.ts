import { type IdentityDraft, identityNouns } from "./identity";
import { isDay } from "./values";
import { deviceStatuses, type IdentityKind, identityKinds } from "./vocabulary";

export function identityKindOf(text: string | undefined): IdentityKind | null {
  return identityKinds.find((kind) => kind === text) ?? null;
}

const chosen = /^claim-([0-9a-f-]{36})$/;

/** The claims ticked in a form, whose fields are flat: one of its own for each. */
function chosenClaims(fields: Record<string, string>): string[] {
  return Object.keys(fields).flatMap((name) => chosen.exec(name)?.[1] ?? []);
}

const orNull = (text: string | undefined) => (text?.trim() ? text.trim() : null);

/** The fields of a form as the body of a request; an empty field is none. */
export function identityBodyOf(fields: Record<string, string>): Record<string, unknown> {
  const { kind, subject = "", reason = "" } = fields;
  const general = { kind, subject: subject.trim(), reason };
  const target = orNull(fields.target);
  if (kind === "rename_device") {
    const { name = "", slug = "", status = "" } = fields;
    const days = { announced: orNull(fields.announced), released: orNull(fields.released) };
    return { ...general, name, slug: slug.trim(), status, ...days };
  }
  if (kind !== "split_device") return { ...general, target: target ?? "" };
  const { name, slug } = { name: orNull(fields.name), slug: orNull(fields.slug) };
  return { ...general, target, name, slug, claims: chosenClaims(fields) };
}

/** A change as typed so far; null while something is missing that its preview needs. The reason may come later. */
export function plannedIdentity(fields: Record<string, string>): IdentityDraft | null {
  const kind = identityKindOf(fields.kind);
  if (!kind || !fields.subject?.trim()) return null;
  const body = { ...identityBodyOf(fields), reason: orNull(fields.reason) ?? "-" } as IdentityDraft;
  if (body.kind === "rename_device") {
    const { name, slug, status, announced, released } = body;
    const known = deviceStatuses.some((word) => word === status);
    const days = [announced, released].every((day) => day === null || isDay(day));
    return name.trim() && isSlug(slug) && known && days ? body : null;
  }
  if (body.kind !== "split_device") return body.target ? body : null;
  const whither = body.target || (body.name && body.slug && isSlug(body.slug));
  return body.claims.length > 0 && whither ? body : null;
}

function isSlug(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,79}$/.test(text);
}

/** Whether a kind of change asks for more than what it is about and where it goes. */
export function asksForMore(kind: IdentityKind): kind is "rename_device" | "split_device" {
  return kind === "split_device" || identityNouns[kind].target === null;
}
