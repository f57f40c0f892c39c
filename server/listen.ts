import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Duplex } from "node:stream";

export function makeServer(listener: RequestListener): Server {
  const server = createServer(
    { headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 65_000, noDelay: true },
    listener,
  );
  server.maxConnections = 10_000;
  return server;
}

/** Nothing here speaks another protocol. Node leaves such a socket to us, and Next some of them open for ever. */
export function refuseUpgrade(_request: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => {});
  socket.destroy();
}

/** A port that cannot be had is a sentence, not a stack. */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) =>
      reject(new Error(sentence(cause, host, port), { cause }));
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve();
    });
  });
}

/** Says at once that a port is taken, not after minutes of building. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
}

function sentence(cause: NodeJS.ErrnoException, host: string, port: number): string {
  if (cause.code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken by another program. End it, or choose another port: PORT=${port + 1} npm start`;
  if (cause.code === "EACCES")
    return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
  if (cause.code === "ENOTFOUND" || cause.code === "EADDRNOTAVAIL")
    return `HOST ${host} is no address of this machine.`;
  return `Hearsay cannot listen on port ${port}: ${cause.message}`;
}
