import type { IncomingMessage, ServerResponse } from "node:http";
import { addressBlock, believedAddress } from "@/api/client-address";

const mostClients = 2_000;
const mostPerAddress = 32;
const mostTags = 20;
const heartbeatMs = 25_000;

type Client = { response: ServerResponse; address: string; tags: Set<string> };

/** Tells open pages which tags have changed, as server-sent events. */
export class Live {
  private readonly clients = new Set<Client>();
  private readonly heartbeat = setInterval(() => this.sendAll(() => ":\n\n"), heartbeatMs);

  constructor() {
    this.heartbeat.unref();
  }

  /** `?tag=device:x&tag=home`: what the page shows. */
  connect(request: IncomingMessage, response: ServerResponse): void {
    const tags = tagsIn(request.url ?? "");
    const forwardedFor = request.headers["x-forwarded-for"];
    const address = addressBlock(believedAddress(request.socket.remoteAddress, forwardedFor?.toString()));
    const objection = this.objectionTo(tags, address);
    if (objection) {
      response.writeHead(objection, { "cache-control": "private, no-store", "retry-after": "30" }).end();
      return;
    }
    const client = { response, address, tags };
    this.clients.add(client);
    response.on("close", () => this.clients.delete(client));
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    });
    response.write("retry: 5000\n\n");
  }

  publish(tags: string[]): void {
    this.sendAll((client) => {
      const own = tags.filter((tag) => tag === "everything" || client.tags.has(tag));
      return own.length > 0 ? `event: change\ndata: ${JSON.stringify(own)}\n\n` : null;
    });
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const { response } of this.clients) response.end();
  }

  private objectionTo(tags: Set<string>, address: string): number | null {
    if (tags.size === 0 || tags.size > mostTags) return 400;
    const sameAddress = [...this.clients].filter((client) => client.address === address).length;
    return this.clients.size >= mostClients || sameAddress >= mostPerAddress ? 503 : null;
  }

  private sendAll(message: (client: Client) => string | null): void {
    for (const client of this.clients) {
      const said = message(client);
      if (said === null) continue;
      // Whoever does not read gets cut off and asks again.
      if (client.response.writableLength > 65_536) client.response.destroy();
      else client.response.write(said);
    }
  }
}

function tagsIn(url: string): Set<string> {
  const tags = new URLSearchParams(url.split("?")[1] ?? "").getAll("tag");
  return new Set(tags.filter((tag) => /^[a-z]+(:[a-z0-9-]{1,100})?$/.test(tag)));
}
