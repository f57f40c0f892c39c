import { Refusal } from "@/rules/refusal";

export type Body = { form: boolean; fields: Record<string, unknown> };

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const MULTIPART = "multipart/form-data";

/** Whether a person's browser sent this as a plain form, so that the answer must be a page and not JSON. */
export function isForm(request: Request): boolean {
  return mediaType(request) === FORM;
}

function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The fields of a JSON object or a form, never more than `limit` bytes; of a repeated form field the last counts. */
export async function readBody(
  request: Request,
  limit: number,
  { multipart = false }: { multipart?: boolean | undefined } = {},
): Promise<Body> {
  const type = mediaType(request);
  if (type === MULTIPART && multipart)
    return { form: true, fields: await readParts(request, await readBounded(request, limit)) };
  if (type !== FORM && type !== JSON_TYPE && type !== "") throw new Refusal("unsupported-media-type");
  const bytes = await readBounded(request, limit);
  const text = decode(bytes);
  if (type === FORM) return { form: true, fields: Object.fromEntries(new URLSearchParams(text)) };
  if (type === "" && text !== "") throw new Refusal("unsupported-media-type");
  return { form: false, fields: parseObject(text) };
}

async function readParts(request: Request, bytes: Uint8Array): Promise<Record<string, unknown>> {
  try {
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    const parts = await new Response(Buffer.from(bytes), { headers }).formData();
    return Object.fromEntries([...parts].filter(([, value]) => typeof value === "string"));
  } catch (cause) {
    throw Object.assign(new Refusal("malformed"), { cause });
  }
}

async function readBounded(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length")) > limit) throw new Refusal("too-large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new Refusal("too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw Object.assign(new Refusal("malformed"), { cause });
  }
}

function parseObject(text: string): Record<string, unknown> {
  if (text === "") return {};
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal("malformed");
  return { ...value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Refusal("malformed"), { cause });
  }
}
