import { newSessionToken, openSession } from "@/db/sessions";
import { aMember } from "@/db/test-data";
import type { Role } from "@/rules/viewer";
import { api } from "./app";

// How the tests ask the API: as a browser with a session, by JSON or by a plain form.

export type Asker = { id: string; handle: string; cookie: string };

// Every request from an address of its own, so that the limits only trip in the tests about them.
let requests = 0;
function ownAddress(): string {
  requests += 1;
  return `10.0.${requests >> 8}.${requests & 255}`;
}

const origin = "http://localhost";
const verb = "POST";

export async function signedIn(
  role: Role = "member",
  more: Parameters<typeof aMember>[0] = {},
): Promise<Asker> {
  const member = await aMember({ role, ...more });
  const token = newSessionToken();
  await openSession({ token, memberId: member.id, userAgent: null });
  return { id: member.id, handle: member.handle ?? "", cookie: `hearsay-session=${token}` };
}

function headersOf(asker: Asker | null, more: Record<string, string>): Record<string, string> {
  return { origin, "x-hearsay-peer": ownAddress(), ...(asker ? { cookie: asker.cookie } : {}), ...more };
}

export async function post(
  asker: Asker | null,
  path: string,
  body: unknown,
  more: Record<string, string> = {},
) {
  const headers = headersOf(asker, { "content-type": "application/json", ...more });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await api.request(origin + path, { method: verb, headers, body: text });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function postForm(
  asker: Asker | null,
  path: string,
  fields: Record<string, string>,
  more: Record<string, string> = {},
) {
  const headers = headersOf(asker, { "content-type": "application/x-www-form-urlencoded", ...more });
  const body = new URLSearchParams(fields).toString();
  return api.request(origin + path, { method: verb, headers, body });
}

export async function get(asker: Asker | null, path: string, more: Record<string, string> = {}) {
  const response = await api.request(origin + path, { headers: headersOf(asker, more) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
