import type { ServerResponse } from "node:http";

type State = { following: () => boolean; stopping: () => boolean };

/** `live`: the process answers. `ready`: it also reaches its database and is not about to stop. */
export function answerHealth(which: string, response: ServerResponse, state: State): void {
  const ready = state.following() && !state.stopping();
  const status = which === "live" ? "live" : ready ? "ready" : state.stopping() ? "stopping" : "no database";
  response.writeHead(which === "live" || ready ? 200 : 503, {
    "content-type": "application/json",
    "cache-control": "private, no-store",
  });
  response.end(JSON.stringify({ status }));
}
