import { IncomingMessage } from "node:http";
import { isLocale, locales } from "@/rules/locales";
import { type Handler, type Rendered, render } from "./render";

const pages: Record<number, string> = { 404: "not-found", 500: "broken" };

/**
 * Next answers notFound() and errors with a document that only a script fills. Readers without one get the same words from a
 * page made for it, under the status and the caching of the first answer.
 */
export async function withReadableBody(
  rendered: Rendered,
  request: IncomingMessage,
  handler: Handler,
): Promise<Rendered> {
  const page = pages[rendered.status];
  if (!page || request.headers.rsc || !rendered.body.includes('id="__next_error__"')) return rendered;
  const readable = await render(handler, requestFor(`/${localeOf(request.url)}/${page}`, request));
  return readable.status === 200 ? { ...rendered, body: readable.body } : rendered;
}

/** The language an address is in. */
export function localeOf(url = ""): string {
  const word = url.split(/[/?]/)[1];
  return isLocale(word) ? word : locales[0];
}

/** A request of its own: Next keeps notes on the one it has seen. */
function requestFor(url: string, { socket, headers }: IncomingMessage): IncomingMessage {
  const request = new IncomingMessage(socket);
  request.method = "GET";
  request.url = url;
  request.headers = { host: headers.host };
  request.push(null);
  return request;
}
