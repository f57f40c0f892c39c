import { type IncomingMessage, type OutgoingHttpHeader, ServerResponse } from "node:http";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A whole answer, before it is compressed and signed with a policy. */
export type Rendered = { status: number; headers: Map<string, OutgoingHttpHeader>; body: Buffer };

/** Runs a handler and keeps its answer instead of sending it. The renderer does not see whether the client is still there. */
export async function render(handler: Handler, request: IncomingMessage): Promise<Rendered> {
  const response = new KeptResponse(request);
  await handler(request, response);
  await response.whole;
  const headers = new Map<string, OutgoingHttpHeader>();
  for (const [name, value] of Object.entries(response.getHeaders()))
    if (value !== undefined) headers.set(name.toLowerCase(), value);
  return { status: response.statusCode, headers, body: Buffer.concat(response.chunks) };
}

class KeptResponse extends ServerResponse {
  readonly chunks: Buffer[] = [];
  readonly whole: Promise<void>;
  private done = () => {};
  private begun = false;

  constructor(request: IncomingMessage) {
    super(request);
    this.whole = new Promise((resolve) => {
      this.done = resolve;
    });
    Object.defineProperty(this, "headersSent", { get: () => this.begun });
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.at(-1);
    if (Array.isArray(headers))
      for (let i = 0; i < headers.length; i += 2) this.setHeader(String(headers[i]), headers[i + 1]);
    else if (headers && typeof headers === "object")
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    this.begun = true;
    return this;
  }

  // Nothing leaves before the end, so a page that redirects while it renders may still say where to.
  override flushHeaders(): void {}

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    const bytes = toBuffer(chunk, rest[0]);
    // Next opens a page without a static part with an empty write, and looks at its redirects only then.
    this.begun ||= bytes.length > 0;
    this.chunks.push(bytes);
    callbackIn(rest)?.();
    return true;
  }

  override end(...args: unknown[]): this {
    const [chunk] = args;
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function") this.write(chunk, args[1]);
    if (this.finished) return this;
    this.begun = true;
    this.finished = true;
    process.nextTick(() => {
      callbackIn(args)?.();
      this.emit("finish");
      this.emit("close");
      this.done();
    });
    return this;
  }
}

function toBuffer(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === "string")
    return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
  return Buffer.from(chunk as Uint8Array);
}

function callbackIn(args: unknown[]): (() => void) | undefined {
  return args.find((arg): arg is () => void => typeof arg === "function");
}
