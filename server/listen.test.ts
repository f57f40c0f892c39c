import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { listen, makeServer, refuseUpgrade } from "./listen";
import { closeServer } from "./shutdown";

test("a socket that asks for another protocol is closed, and holds up no stop", async () => {
  const server = makeServer((_request, response) => response.end());
  server.on("upgrade", refuseUpgrade);
  await listen(server, "127.0.0.1", 0);
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.on("close", resolve));
  socket.write("GET /en HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  await closed;
  await closeServer(server);
  expect(server.listening).toBe(false);
});
